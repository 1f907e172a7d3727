//! klubba
pub mod meeting;
