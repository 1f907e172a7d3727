//! Faults: killed, cut off, disk full, disk failing, bytes changed, two at once, one stuck. What
//! was acknowledged is there, once; what was not may be there or not; nothing false is.
//!
//! The writer that suffers is this test binary, started again ([`writer`]), with a small C library
//! between it and the system (`tests/faults/inject.c`). The judge stands outside: it knows what it
//! was told over a pipe ([`ledger`]) and then reads the journal.
//!
//! The rows of the table of faults, what came of each, and the file here that holds it (`../` for
//! others of the suite). `.ci/faults` runs the long forms, `.ci/planted` plants bugs that these must see.
//!
//! | row | fault | what comes of it | held by |
//! |---|---|---|---|
//! | 1, 2 | kill -9 at any instant, at every call | nothing acknowledged is lost | `kills` |
//! | 3 | killed while it opens, five times | the journal is as it was, but for one sealing newline | `kills` |
//! | 5–7 | zeros, noise, cut off, bits, splices, lines moved | found, named, costs itself alone | `damage` |
//! | 8, 9 | write refused, interrupted, short, garbled | not acknowledged, kept, brought in | `errors` |
//! | 10 | full disk, then room | goes on without a restart, half line sealed | `errors` |
//! | 11 | nowhere any room | told as kept nowhere, on the screen until saved; no reserve is held | `errors`, `folder` |
//! | 12 | sync fails | never acknowledged, descriptor given up, there once | `errors` |
//! | 13 | sync takes its time | each key is taken and drawn, nothing told as saved | `slow` |
//! | 14 | rename, unlink, mkdir, open fail | the old record whole, nothing left beside it | `folder` |
//! | 15 | folder not synced | its sync lies between rename and word | `folder` |
//! | 16 | two at the same instant | one wins, the other is told | `race` |
//! | 18 | lock holder stuck or dead | named within its patience, freed at once | `locks` |
//! | 19 | lock interrupted, refused, silent | made again, kept, no key waits | `errors`, `folder` |
//! | 20 | journal replaced, deleted, shortened, closed | not written to, kept, brought in | `underneath` |
//! | 23 | terminal gone, told of or not | the program ends, nothing lost | `../terminal/endings` |
//! | 24 | TERM, HUP, INT, QUIT; STOP, TSTP, CONT | terminal as it was; whole again | `../terminal/endings` |
//! | 25 | panic in any thread | terminal as it was, told, ended | `../terminal/endings` |
//! | 26 | nobody reads the terminal | saved all the same; the last is shown | `../terminal/endings` |
//! | 27 | every size | drawn | `../sizes`, `../screens`, `../wall` |
//! | 28 | text that orders terminals about | not stored, shown as signs | `../rules`, `pipes` |
//! | 29 | late replies, pastes, bytes that are no letters | nothing recorded | `../terminal/endings` |
//! | 30 | clock jumps | order and number kept | `clock` |
//! | 31 | odd names of files | shown harmless | `pipes` |
//! | 34 | links planted | not followed | `underneath` |
//! | 35 | umask | what is private is 0600 | `folder` |
//! | 36 | no terminal, `dumb`, full or closed pipes | plain words, no panic | `pipes`, `../terminal` |
//!
//! Not held: a stack that overflows and an abort leave the terminal to the next start, which clears
//! it; a reply that crossterm does not know becomes keys, so nothing is ever asked; USR1 ends the
//! program where it stands.

mod clock;
mod damage;
mod ledger;
mod race;
mod scene;

#[cfg(unix)]
mod pipes;
#[cfg(unix)]
mod underneath;

#[cfg(target_os = "linux")]
mod errors;
#[cfg(target_os = "linux")]
mod flips;
mod folder;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod locks;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod slow;
#[cfg(target_os = "linux")]
mod writer;
