//! Keys and screens: two places to be, the desk and the wall, each a state that takes keys in and
//! gives effects out, and beside it a loop that waits for what happens.

pub mod at_book;
pub mod at_desk;
pub mod at_wall;
pub mod clock;
pub mod colours;
pub mod desk;
pub mod drafting;
pub mod edge;
pub mod editor;
pub mod errands;
pub mod excerpt;
pub mod finding;
mod hints;
pub mod keymap;
pub mod keys;
pub mod lines;
pub mod mending;
mod pasted;
pub mod publishing;
pub mod reading;
pub mod review;
pub mod saving;
pub mod start;
pub mod terminal;
pub mod wall;
pub mod wrap;
