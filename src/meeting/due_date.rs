//! By when something is to be done: the words, and the day that they mean.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::day_in;

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
    /// Keeps the words, and the day they mean when said on `today`. `next_meeting` is the day of
    /// the next meeting, where one is known.
    #[must_use]
    pub fn from_words(text: &str, today: NaiveDate, next_meeting: Option<NaiveDate>) -> Self {
        let date = day_in(text, today).or_else(|| {
            let folded = text.to_lowercase();
            let means_next = folded.contains("nästa möte")
                || folded.contains("nästkommande möte")
                || folded.contains("next meeting");
            next_meeting.filter(|_| means_next)
        });
        Self {
            text: text.to_owned(),
            date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_meeting_is_a_day_once_it_is_known() {
        let today = NaiveDate::from_ymd_opt(2019, 1, 29).expect("a day");
        let next = NaiveDate::from_ymd_opt(2019, 4, 23);
        assert_eq!(
            DueDate::from_words("till nästa möte", today, next).date,
            next
        );
        assert_eq!(
            DueDate::from_words("till nästa möte", today, None).date,
            None
        );
    }
}
