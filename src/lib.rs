//! klubba
pub mod book;
pub mod export;
pub mod meeting;
pub mod tui;
pub mod words;
