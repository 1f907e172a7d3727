//! *klubba* is Swedish for gavel. The program runs a formal meeting live from the terminal: agenda,
//! attendance, decisions, minutes.
//!
//! # The desk, and the file that draws each part
//!
//! ```text
//!  PÅGÅR  Kommundirektörsgruppen · 3/2026     08:42:45   sparat 08:38:44 #21   ─ tui/desk/top_bar.rs
//! ┏ Dagordning ━━━━━━━━━━━━━━━━━┓┌ 5  Får elen plats? ──────────── 10:00 / 25 ┐
//! ┃ ✓ 4 Delad upphandlings… 19  ┃│ ▇▇▇▇▇░░░░░  Föredragande: Linnea Brohed    │ ─ panes/item.rs
//! ┃ ▶ 5 Får elen plats?     10  ┃│ Sammanfattning:                            │ ─ item_view.rs: what,
//! ┃   6 Nattpatrullen       20  ┃│   Kön är nu 41 anslutningar.               │   panes/item/page.rs: where
//! ┗━━ panes/agenda.rs ━━━━━━━━━━┛│ Kommundirektörsgruppen beslutar            │
//! ┌ Närvaro 9 av 10 +2 ─────────┐│   att tacka för▏ informationen             │ ─ composer.rs, field.rs,
//! │ ● Ingrid Alderhult          ││                                            │   composer/suggestion.rs
//! │ ◐ Aino Kivirova  från 09.09 ││                                            │ ─ overlays/ lie over it:
//! └── panes/attendance.rs ──────┘└────────────────────────────────────────────┘   form, menu, help …
//!  n nästa  a anteckna  b beslut  1–9 fras                                      ─ footer.rs, keymap.rs
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
//!  klubba   bost▏                                    ─ tui/book_screen.rs, and library/start.rs in it
//!  Pågår                                               library/search_screen.rs: search as one types
//!    2026-02-27  Kommundirektörsgruppen   9 punkter    library/review/page.rs: a meeting at a glance
//!  Tidigare möten                                      library/import_review.rs: an import, line by line
//!    2026-01-30  Kommundirektörsgruppen   11 punkter   library.rs: these, leaf upon leaf
//! ```
//!
//! # The rooms, and what each may name
//!
//! ```text
//! meeting ─▶                                              what is true and allowed; no file, clock or key
//! book    ─▶ meeting                                      the only door to the disk
//! words   ─▶ meeting, book                                what a person reads, in two languages
//! export  ─▶ meeting, words                               meeting to document
//! import  ─▶ meeting                                      document to meeting
//! tui     ─▶ meeting, book, words, export, import         keys, screens, the loop
//! cli     ─▶ meeting, book, words, export, import, tui    what was typed, and what comes of it
//! ```
//!
//! `tests/suite/house.rs` reads this table and holds every room to it. One key, all the way:
//!
//! ```text
//! key ─▶ tui/run.rs ─▶ Desk::event ─▶ desk/keymap.rs ─▶ desk/commands.rs or desk/composer.rs
//!                                                          │ Command
//!          desk/ledger.rs: decide on what is shown, show as pending ◀─┘
//!            │ Effect::Record
//!          tui/runtime.rs ─▶ recorder_thread.rs ─▶ Recorder::record: lock ▸ read on ▸ decide again
//!                                                    ▸ one write ▸ one sync ▸ read back ▸ apply
//! Desk::event ◀─ AppEvent::Journal: saved (confirmed), refused (taken back, the text returned),
//!                                   not saved (red band)
//! ```
//!
//! One letter of a decision, from the desk to the wall:
//!
//! ```text
//! Screen::live_draft ─▶ tui/live_draft_thread.rs ─▶ X.draft ─▶ book/watch.rs ─▶ book/follower.rs
//!                       (its own thread)                                            │ Public
//!                          tui/wall.rs ◀─ AppEvent::Seen ◀─ tui/runtime/follower.rs ◀┘
//! chair's key ─▶ Wall::event ─▶ Effect::RecordForChair ─▶ runtime/chair.rs: at once or not at all
//! ```
//!
//! A look back, from the desk or from the book:
//!
//! ```text
//! key ─▶ Effect::Job ─▶ tui/jobs.rs, its own thread ─▶ every meeting ─▶ AppEvent::Job ─▶ tui/library.rs
//!                                                      book/search/index.rs: every line     │
//! a tick ─▶ Command::FollowUp, in today's journal; approval ─▶ the other meeting's own ◀────┘
//! ```
//!
//! Earlier minutes, from a file to the book:
//!
//! ```text
//! file ─▶ book (no device, 32 MiB) ─▶ cli/import/extract.rs ─▶ lines ─▶ import/roles.rs ─▶ understood.rs
//!                                     (DOCX and PDF in a                what each is       │
//!                                      process with limits)                 ▲              ▼
//! library/import_review.rs: line by line, what was read wrongly ────────────┘   Command::ImportMinutes
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
//! 5. What is recorded is what was shown: the ledger asks for exactly the events that it shows
//!    (`src/tui/desk/ledger/tests.rs`), and the recorder refuses what would have become something
//!    else (`tests/suite/rules.rs`, `tests/suite/faults.rs`).
//! 6. A key that stands in no table of its screen does not exist; footer, menus, help and palette
//!    print from the same tables (`src/tui/keymap.rs`).
//! 7. Everything a person reads stands in both word files (`src/words/tests.rs`).
//! 8. The wall is drawn from [`meeting::public::Public`] alone, which holds nothing private
//!    (`tests/suite/house.rs`, `tests/suite/terminal/walls.rs`).
//! 9. No word of a paper that is read in is lost, and no proposal in it becomes a decision
//!    (`tests/suite/importing/papers.rs`).
//! 10. Drawing changes nothing but how far a pane is scrolled and what a search has looked up, and
//!     never waits for the terminal; told to end, stopped and woken, or without its terminal, every
//!     screen does the same (`tests/suite/terminal/endings.rs`).
//! 11. A meeting is loaded with how whole it is ([`meeting::integrity::Integrity`]), and what shows it
//!     says what may be missing; nothing enters approved minutes, rescued entries least of all
//!     (`tests/suite/command_line.rs`, `tests/suite/faults/errors.rs`, `tests/suite/faults/flips.rs`).
//! 12. A number is given once, whoever wrote apart from whom; what is brought in later means what it
//!     meant or is refused (`src/meeting/merge/tests.rs`).
//! 13. Nothing that was entered lives in memory alone for more than two seconds
//!     (`tests/suite/faults/slow.rs`).

pub mod book;
pub mod cli;
pub mod export;
pub mod import;
pub mod meeting;
pub mod tui;
pub mod words;
