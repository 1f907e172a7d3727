//! Meeting to document. The minutes are laid out once, without a format (`document`); each format
//! then only writes that down (`markdown` and `html` by a `template` that a body can change, `docx`,
//! `pdf`). `json` and `calendar` hold facts for other programs. This room names `meeting` and `words`
//! and nothing else: no file, no clock, no terminal. It hands back text or bytes.
//!
//! Each format is one file here. The formats that can be asked for are an enum in `cli/export.rs`.

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
pub mod plain_text;
pub mod review;
pub mod template;
