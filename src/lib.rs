//! *klubba* is Swedish for gavel. The program runs a formal meeting live from the terminal: agenda,
//! attendance, decisions, minutes.
//!
//! # The desk, and the file that draws each part
//!
//! ```text
//!  PÅGÅR  Kommundirektörsgruppen · 3/2026     08:42:45   sparat 08:38:44 #21   ─ tui/desk/top_bar.rs
//! ┏ Dagordning ━━━━━━━━━━━━━━━━━┓┌ 5  Får elen plats? ──────────── 10:00 / 25 ┐
//! ┃ ✓ 4 Delad upphandlings… 19  ┃│ ▇▇▇▇▇░░░░░  Föredragande: Linnea Brohed    │ ─ item_pane.rs
//! ┃ ▶ 5 Får elen plats?     10  ┃│ Sammanfattning:                            │ ─ page.rs
//! ┃   6 Nattpatrullen       20  ┃│   Kön är nu 41 anslutningar.               │
//! ┗━━ agenda_pane.rs ━━━━━━━━━━━┛│ Kommundirektörsgruppen beslutar            │
//! ┌ Närvaro 9 av 10 +2 ─────────┐│   att tacka för▏ informationen             │ ─ field.rs, writing.rs
//! │ ● Ingrid Alderhult          ││                                            │   suggestion.rs
//! │ ◐ Aino Kivirova  från 09.09 ││                                            │ ─ forms.rs, menu.rs,
//! └── attendance_pane.rs ───────┘└────────────────────────────────────────────┘   help.rs lie over it
//!  n nästa  a anteckna  b beslut  1–9 fras                                      ─ footer.rs
//! ```
//!
//! # The wall, and the file that draws each part
//!
//! ```text
//!  Kommundirektörsgruppen · 3/2026       punkt 5 av 9   9 av 10 här   08.42    ─ tui/wall/screen.rs
//!
//!  █▀ Får elen plats? (in large letters)          ─ wall/item.rs says it; welcome.rs, pause.rs,
//!  Föredragande: Linnea Brohed                      closing.rs say the other scenes (scene.rs)
//!   Formuleras nu
//!  Kommundirektörsgruppen beslutar                ─ wall/layout.rs: how large
//!    att tacka för▏                                 wall/large.rs: the letters
//!
//!  12:31  ████████░░░░░░  Härnäst: 6  Nattpatrullen
//! ```
//!
//! # The book, and the file that draws each part
//!
//! ```text
//!  klubba   bost▏                                            ─ tui/start.rs: what lies in the book
//!  Pågår                                                     tui/finding.rs: search as one types
//!    2026-02-27  Kommundirektörsgruppen   9 punkter          tui/review/page.rs: a meeting at a glance
//!  Tidigare möten                                            tui/reading.rs: these, leaf upon leaf
//!    2026-01-30  Kommundirektörsgruppen   11 punkter         tui/at_book.rs: the loop
//! ```
//!
//! # The rooms
//!
//! ```text
//! main ─▶ cli ─▶ tui ─▶ book ─▶ meeting     meeting  what is true and allowed; no file, clock or key
//!          │      ├───▶ export ─▶ meeting   book     the only door to the disk
//!          │      └───▶ import ─▶ meeting   export   meeting → document
//!          └─────────────▲                  import   document → meeting
//! words ◀─ cli, tui, export                 tui      keys, screens, the loop
//!                                           cli      what was typed, and what comes of it
//!                                           words    what a person reads, in two languages
//! ```
//!
//! An arrow means "may name". One key, all the way:
//!
//! ```text
//! key ─▶ tui/keymap.rs ─▶ Desk::take ─▶ Command ─▶ decide (on what is shown, marked as pending)
//!                                          │
//!         tui/saving.rs, its own thread ◀──┘ ─▶ Recorder::record: lock ▸ read on ▸ decide again
//!                                               ▸ one write ▸ one sync ▸ read back ▸ apply
//! Desk::hear ◀─ RecorderEvent: saved (confirmed), refused (taken back, words returned), not saved (red band)
//! ```
//!
//! One letter of a decision, from the desk to the wall:
//!
//! ```text
//! Desk::wording ─▶ tui/publishing.rs ─▶ X.draft ─▶ book/watch.rs ─▶ book/follower.rs ─▶ Public
//!                  (its own thread)                 (meeting_watcher.rs finds it)         │
//!                                                                 tui/wall.rs ◀─ draws ◀──┘
//! chair's key ─▶ Wall::take ─▶ book/chair_writer.rs: at once or not at all ─▶ journal ─▶ the desk follows
//! ```
//!
//! A look back, from the desk or from the book:
//!
//! ```text
//! key ─▶ tui/errands.rs, its own thread ─▶ book/catalog.rs: every meeting ─▶ Reading ─▶ Review, Finding
//!                                          book/search/index.rs: every line      │
//! a tick ─▶ Command::FollowUp, in today's journal; approval ─▶ the other's own ◀─┘
//! ```
//!
//! Earlier minutes, from a file to the book:
//!
//! ```text
//! file ─▶ book/source_file.rs ─▶ cli/import/extract.rs ─▶ lines ─▶ import/roles.rs ─▶ import/understood.rs
//!         (no device,        (DOCX and PDF in a                what each is       Paper ─▶ Command
//!          32 MiB)            process with limits)                  ▲
//! tui/mending.rs: line by line, what was taken wrongly ─────────────┘
//! ```
//!
//! # Invariants, each with the test that holds it
//!
//! 1. `meeting` names no file, terminal, clock or random source; the other rooms name only what the
//!    arrows allow (`tests/suite/house.rs`).
//! 2. A meeting changes by [`meeting::Meeting::apply`] alone, which cannot fail; replayed, a journal
//!    gives the meeting that wrote it (`tests/suite/rules.rs`).
//! 3. Nothing is told as saved before it is synced; a descriptor that failed is not used again
//!    (`tests/suite/faults.rs`).
//! 4. The journal only grows. Undo and corrections are entries. No flipped bit passes, and a damaged
//!    line costs itself alone (`src/book/journal/tests.rs`).
//! 5. What is recorded is what was shown: the recorder refuses what would have become something else
//!    (`tests/suite/rules.rs`, `tests/suite/faults.rs`).
//! 6. A key that is not in [`tui::keymap::TABLE`] does not exist; footer and help print from it
//!    (`src/tui/keymap.rs`).
//! 7. Everything a person reads stands in both word files (`src/words/tests.rs`).
//! 8. The wall is drawn from [`meeting::public::Public`] alone, which holds nothing private
//!    (`tests/suite/house.rs`, `tests/suite/terminal/walls.rs`).
//! 9. No word of a paper that is read in is lost, and no proposal in it becomes a decision
//!    (`tests/suite/importing/papers.rs`).
//! 10. Drawing changes nothing but how far a pane is scrolled and what a search has looked up, and
//!     never waits for the terminal; told to end, stopped and woken, or without its terminal, every
//!     screen does the same (`tests/suite/terminal/endings.rs`).

pub mod book;
pub mod cli;
pub mod export;
pub mod import;
pub mod meeting;
pub mod tui;
pub mod words;
