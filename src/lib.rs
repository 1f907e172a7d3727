//! klubba
pub mod book;
pub mod cli;
pub mod export;
pub mod meeting;
pub mod tui;
pub mod words;
