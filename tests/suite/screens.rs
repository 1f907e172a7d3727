//! A string of keys, then one picture of the whole screen and the journal lines it wrote.

use crate::sitting::Sitting;

#[test]
fn the_desk_before_the_meeting() {
    insta::assert_snapshot!(Sitting::with("vatten").picture());
}
