//! Earlier minutes to meeting. A paper is read in three steps, each of which can be looked at:
//!
//! ```text
//! bytes ─▶ text.rs, docx.rs, pdf.rs ─▶ lines ─▶ roles.rs: what each line is ─▶ understood.rs: the paper
//!                                                  ▲                             head.rs, people.rs,
//!                    a person puts a line right ───┘                             decisions.rs, …
//! ```
//!
//! Headings are recognised generously and decisions strictly: a proposal that is taken for a decision
//! is the worst fault. What is not recognised stays as text under its item.
//!
//! This room names `meeting` and nothing else: no file, no clock, no terminal.

pub mod assignments;
pub mod attendance;
pub mod dates;
pub mod decisions;
pub mod docx;
pub mod doubts;
pub mod furniture;
pub mod head;
pub mod headings;
pub mod house_style;
pub mod labels;
pub mod names;
pub mod notes;
pub mod parts;
pub mod pdf;
pub mod people;
pub mod presenters;
pub mod roles;
pub mod rows;
pub mod signatures;
pub mod text;
pub mod understood;
