//! klubba
