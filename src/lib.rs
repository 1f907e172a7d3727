//! klubba
pub mod book;
pub mod meeting;
