//! Meeting to document. The paper is laid out once, without a format (`document`); each format then
//! only spells it (`markdown` and `html` by a `template` that a body can change, `docx`, `pdf`). `json` is the other way out: facts for
//! programs, by the contract of the design. This room names `meeting` and `words` and nothing
//! else: no file, no clock, no terminal; what it makes is handed back as text.

pub mod calendar;
pub mod document;
pub mod docx;
#[cfg(test)]
pub(crate) mod fixture;
pub mod html;
pub mod json;
pub mod markdown;
pub mod notes;
pub mod pdf;
pub mod review;
pub mod template;
