//! By when something is to be done: the words, and the day that they mean.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::day_in;
use super::spoken_day::spoken_day;

/// By when: the words used, and the day that was understood by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Due", deny_unknown_fields)]
pub struct DueDate {
    /// As written: "före styrelsemötet 2 mars".
    pub text: String,
    /// The day meant, where it could be understood.
    pub date: Option<NaiveDate>,
}

impl DueDate {
    /// Keeps the words, and the day they mean when said on `today` by this body. `next_meeting` is the
    /// day on which it meets next, where one is known.
    #[must_use]
    pub fn from_words(
        text: &str,
        today: NaiveDate,
        body: &str,
        next_meeting: Option<NaiveDate>,
    ) -> Self {
        let date = day_in(text, today)
            .or_else(|| next_meeting.filter(|_| means_next_meeting(text, body)))
            .or_else(|| spoken_day(text, today));
        Self {
            text: text.to_owned(),
            date,
        }
    }
}

/// Tells whether words mean the next meeting of the body: "till nästa möte", and "till nästa
/// styrelsemöte" where it is a board that says so.
fn means_next_meeting(text: &str, body: &str) -> bool {
    let (text, body) = (text.to_lowercase(), body.to_lowercase());
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    words.windows(2).any(|some| {
        let [which, meeting] = some else {
            return false;
        };
        let names = ["möte", "mötet", "sammanträde", "sammanträdet", "meeting"];
        let whose = names.iter().find_map(|name| meeting.strip_suffix(name));
        let is_next = ["nästa", "nästkommande", "next"].contains(which);
        is_next && whose.is_some_and(|whose| body.contains(whose.trim_end_matches('s')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_meeting_is_a_day_once_it_is_known() {
        let today = NaiveDate::from_ymd_opt(2019, 1, 29).expect("a day");
        let next = NaiveDate::from_ymd_opt(2019, 4, 23);
        assert_eq!(
            DueDate::from_words("till nästa möte", today, "Gruppen", next).date,
            next
        );
        assert_eq!(
            DueDate::from_words("till nästa möte", today, "Gruppen", None).date,
            None
        );
    }

    #[test]
    fn another_bodys_meeting_is_not_ours() {
        let today = NaiveDate::from_ymd_opt(2019, 1, 29).expect("a day");
        let next = NaiveDate::from_ymd_opt(2019, 4, 23);
        let of = |text: &str, body: &str| DueDate::from_words(text, today, body, next).date;
        assert_eq!(of("till nästa styrelsemöte", "Styrelsen för Vattnet"), next);
        assert_eq!(of("till nästa styrelsemöte", "Kommundirektörerna"), None);
        assert_eq!(of("senast vid nästa sammanträde.", "Nämnden"), next);
        assert_eq!(of("vid nästa mötet", "Nämnden"), next);
        assert_eq!(of("before the next meeting", "Board"), next);
        assert_eq!(
            of("i slutet av april", "Nämnden"),
            NaiveDate::from_ymd_opt(2019, 4, 30)
        );
        assert_eq!(of("löpande", "Nämnden"), None);
    }
}
