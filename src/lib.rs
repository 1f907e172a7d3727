//! klubba
pub mod book;
pub mod meeting;
pub mod words;
