//! One binary, a module a boundary: rules, journal, screens, the real program at a terminal, and
//! the house itself.

mod book;
mod command_line;
mod faults;
mod five_meetings;
mod fuzzing;
mod golden;
mod held;
mod hostile;
mod house;
mod importing;
mod limits;
mod many;
mod next_agenda;
mod painted;
mod pictures;
mod rules;
mod screens;
mod searching;
mod simulator;
mod sitting;
mod sizes;
mod terminal;
mod traps;
mod typing;
mod verifying;
mod wall;
