//! The widths of a font's letters, spelled out. A font may say "from 19 to 28: 636"; the reader of
//! PDFs takes only "19: [636 636 …]", and gives the letters of the other form no width of their own,
//! so that gaps open within words.

use pdf_extract::{Document, Object};

/// Most widths that one document may have spelled out: no font needs more letters, and a document made to
/// harm may ask for any number.
const MOST: usize = 200_000;

/// Spells out the widths of every font of a document.
pub(super) fn spell_out(document: &mut Document) {
    let mut left = MOST;
    for object in document.objects.values_mut() {
        let widths = match object {
            Object::Dictionary(font) if font.has_type(b"Font") => font.get_mut(b"W"),
            // A list that several fonts share stands by itself.
            Object::Array(_) => Ok(object),
            _ => continue,
        };
        if let Ok(Object::Array(widths)) = widths
            && let Some(spelled) = spelled(widths, &mut left)
        {
            *widths = spelled;
        }
    }
}

/// The list with each "first last width" as "first [width …]"; none where it is no list of widths, or
/// has nothing to spell out.
fn spelled(widths: &[Object], left: &mut usize) -> Option<Vec<Object>> {
    let mut found = Vec::with_capacity(widths.len());
    let mut rest = widths;
    let mut has_range = false;
    loop {
        rest = match rest {
            [] => break,
            [Object::Integer(first), Object::Array(each), rest @ ..] => {
                found.extend([Object::Integer(*first), Object::Array(each.clone())]);
                rest
            }
            [
                Object::Integer(first),
                Object::Integer(last),
                width,
                rest @ ..,
            ] if matches!(width, Object::Integer(_) | Object::Real(_)) => {
                let letters = usize::try_from(last.checked_sub(*first)?)
                    .ok()?
                    .checked_add(1)?;
                *left = left.checked_sub(letters)?;
                found.extend([
                    Object::Integer(*first),
                    Object::Array(vec![width.clone(); letters]),
                ]);
                has_range = true;
                rest
            }
            _ => return None,
        };
    }
    has_range.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(widths: &[Object]) -> Option<Vec<Object>> {
        let mut left = 100;
        spelled(widths, &mut left)
    }

    #[test]
    fn a_range_is_spelled_out_and_nothing_else_is_touched() {
        let int = Object::Integer;
        let each = Object::Array(vec![int(5), int(6)]);
        let said = [int(1), each.clone(), int(19), int(21), int(636)];
        let spelled = [
            int(1),
            each.clone(),
            int(19),
            Object::Array(vec![int(636); 3]),
        ];
        assert_eq!(of(&said), Some(spelled.to_vec()));
        assert_eq!(of(&[int(1), each]), None, "nothing to spell out");
        assert_eq!(
            of(&[int(0), int(0), int(612), int(792)]),
            None,
            "the box of a page"
        );
        assert_eq!(
            of(&[int(0), int(i64::MAX), int(1)]),
            None,
            "more letters than there are"
        );
        assert_eq!(of(&[int(9), int(3), int(1)]), None, "from behind");
    }
}
