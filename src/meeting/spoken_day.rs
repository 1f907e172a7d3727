//! Days as people say them: "v. 12", "på fredag", "om två veckor", "i slutet av april", "före
//! sommaren". A span is due by its end, a week by its Friday. What is no day has none.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::calendar::{coming_year, month_named};

const WEEKDAYS: [(Weekday, [&str; 2]); 7] = [
    (Weekday::Mon, ["måndag", "monday"]),
    (Weekday::Tue, ["tisdag", "tuesday"]),
    (Weekday::Wed, ["onsdag", "wednesday"]),
    (Weekday::Thu, ["torsdag", "thursday"]),
    (Weekday::Fri, ["fredag", "friday"]),
    (Weekday::Sat, ["lördag", "saturday"]),
    (Weekday::Sun, ["söndag", "sunday"]),
];

/// Numbers in words, from one.
const NUMBERS: [[&str; 3]; 12] = [
    ["en", "ett", "one"],
    ["två", "två", "two"],
    ["tre", "tre", "three"],
    ["fyra", "fyra", "four"],
    ["fem", "fem", "five"],
    ["sex", "sex", "six"],
    ["sju", "sju", "seven"],
    ["åtta", "åtta", "eight"],
    ["nio", "nio", "nine"],
    ["tio", "tio", "ten"],
    ["elva", "elva", "eleven"],
    ["tolv", "tolv", "twelve"],
];

/// Names for a part of the year, each with the last day that is still before it, or in it.
const SEASONS: [(&[&str], u32, u32); 8] = [
    (&["före", "sommaren"], 6, 30),
    (&["innan", "sommaren"], 6, 30),
    (&["before", "summer"], 6, 30),
    (&["före", "jul"], 12, 23),
    (&["innan", "jul"], 12, 23),
    (&["before", "christmas"], 12, 23),
    (&["årsskiftet"], 12, 31),
    (&["årets", "slut"], 12, 31),
];

/// The day that words mean when they are said on `today`; `None` where they mean none.
#[must_use]
pub fn spoken_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.to_lowercase().replace(['–', '—'], "-");
    let words: Vec<&str> = text
        .split([' ', '\u{a0}', ',', '(', ')', ';', '.', ':', '!', '?'])
        .filter(|word| !word.is_empty())
        .collect();
    near(&words, today)
        .or_else(|| in_so_long(&words, today))
        .or_else(|| of_weeks(&words, today))
        .or_else(|| span_of_days(&words, today))
        .or_else(|| of_a_month(&words, today))
        .or_else(|| of_a_season(&words, today))
        .or_else(|| on_a_weekday(&words, today))
}

fn has(words: &[&str], wanted: &[&str]) -> bool {
    words.windows(wanted.len()).any(|some| some == wanted)
}

/// Today, tomorrow, next week.
fn near(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let named = |names: &[&[&str]]| names.iter().any(|name| has(words, name));
    if named(&[&["i", "övermorgon"], &["övermorgon"]]) {
        today.checked_add_days(Days::new(2))
    } else if named(&[&["i", "morgon"], &["imorgon"], &["tomorrow"]]) {
        today.succ_opt()
    } else if named(&[&["i", "dag"], &["idag"], &["today"]]) {
        Some(today)
    } else if named(&[&["nästa", "vecka"], &["next", "week"]]) {
        friday_after(today.checked_add_days(Days::new(7))?)
    } else if named(&[&["denna", "vecka"], &["this", "week"]]) {
        friday_after(today)
    } else {
        None
    }
}

/// The Friday of the week that a day is in.
fn friday_after(day: NaiveDate) -> Option<NaiveDate> {
    let week = day.iso_week();
    NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Fri)
}

/// "om två veckor", "inom 10 dagar", "in a month".
fn in_so_long(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    words.windows(3).find_map(|some| {
        let [how, count, unit] = some else {
            return None;
        };
        if !["om", "inom", "in", "within"].contains(how) {
            return None;
        }
        let count = number(count)?;
        match *unit {
            "dag" | "dagar" | "day" | "days" => today.checked_add_days(Days::new(count.into())),
            "vecka" | "veckor" | "week" | "weeks" => {
                today.checked_add_days(Days::new(u64::from(count) * 7))
            }
            "månad" | "månader" | "month" | "months" => {
                today.checked_add_months(Months::new(count))
            }
            _ => None,
        }
    })
}

fn number(word: &str) -> Option<u32> {
    let named = NUMBERS.iter().position(|names| names.contains(&word));
    let named = named.and_then(|index| u32::try_from(index + 1).ok());
    named
        .or_else(|| word.parse().ok())
        .or_else(|| (word == "a").then_some(1))
        .filter(|number| (1..=366).contains(number))
}

/// "v. 12", "v12", "vecka 12-13", "weeks 12-13": the Friday of the last of them, from this week on.
fn of_weeks(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let names = ["v", "vecka", "veckorna", "week", "weeks"];
    let after_a_name = words.windows(2).find_map(|some| match some {
        [name, weeks] if names.contains(name) => last_of(weeks),
        _ => None,
    });
    let in_one = || {
        let mut words = words.iter();
        words.find_map(|word| last_of(word.strip_prefix('v')?))
    };
    let week = after_a_name.or_else(in_one)?;
    let friday = |year: i32| NaiveDate::from_isoywd_opt(year, week, Weekday::Fri);
    let year = today.iso_week().year();
    let this_year = friday(year).filter(|friday| *friday >= today);
    this_year.or_else(|| friday(year + 1))
}

/// The last of a span of numbers, or the only one.
fn last_of(span: &str) -> Option<u32> {
    let (first, last) = span.split_once('-').unwrap_or((span, span));
    first.parse::<u32>().ok()?;
    last.parse().ok()
}

/// "10-12 mars": the last of them.
fn span_of_days(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    words.windows(2).find_map(|some| {
        let [days, month] = some else {
            return None;
        };
        let day = days.contains('-').then(|| last_of(days))??;
        coming_year(today, |year| {
            NaiveDate::from_ymd_opt(year, month_named(month)?, day)
        })
    })
}

/// "i slutet av april", "i början av maj", "i april", "mars-april": the end of what is named.
fn of_a_month(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    words.iter().enumerate().find_map(|(index, word)| {
        let last = word.split('-').next_back().unwrap_or(word);
        let month = month_named(last)?;
        let before = words.get(..index).unwrap_or_default();
        let said = |names: &[&str]| before.iter().any(|word| names.contains(word));
        let is_of_it = said(&["i", "av", "under", "in", "of", "during"]) || word.contains('-');
        if !is_of_it {
            return None;
        }
        let year = words.get(index + 1).filter(|year| year.len() == 4);
        let year: Option<i32> = year.and_then(|year| year.parse().ok());
        let day = if said(&["början", "beginning", "start"]) {
            Some(10)
        } else if said(&["mitten", "middle"]) {
            Some(15)
        } else {
            None
        };
        let of_year = |year: i32| match day {
            Some(day) => NaiveDate::from_ymd_opt(year, month, day),
            None => end_of(year, month),
        };
        match year {
            Some(year) => of_year(year),
            None => coming_year(today, of_year),
        }
    })
}

fn end_of(year: i32, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    first.checked_add_months(Months::new(1))?.pred_opt()
}

/// "före sommaren", "före årsskiftet", "kvartal 2".
fn of_a_season(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let season = SEASONS.iter().find(|(name, ..)| has(words, name));
    let season = season.map(|(_, month, day)| (*month, *day));
    let quarter = || {
        let in_two = words.windows(2).find_map(|some| match some {
            ["kvartal" | "quarter", number] => number.parse().ok(),
            _ => None,
        });
        let mut words = words.iter();
        let in_one = || words.find_map(|word| word.strip_prefix('q')?.parse().ok());
        let quarter: u32 = in_two.or_else(in_one)?;
        let ends = [(3, 31), (6, 30), (9, 30), (12, 31)];
        ends.get(usize::try_from(quarter.checked_sub(1)?).ok()?)
            .copied()
    };
    let (month, day) = season.or_else(quarter)?;
    coming_year(today, |year| NaiveDate::from_ymd_opt(year, month, day))
}

/// "på fredag", "senast torsdag": the next one after today; "nästa fredag" is that of next week.
fn on_a_weekday(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let (index, weekday) = words.iter().enumerate().find_map(|(index, word)| {
        let named = |(weekday, names): &(Weekday, [&str; 2])| {
            names
                .contains(&word.trim_end_matches("en"))
                .then_some(*weekday)
        };
        WEEKDAYS
            .iter()
            .find_map(named)
            .map(|weekday| (index, weekday))
    })?;
    let is_next = index
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|word| ["nästa", "next"].contains(word));
    if is_next {
        let week = today.checked_add_days(Days::new(7))?.iso_week();
        return NaiveDate::from_isoywd_opt(week.year(), week.week(), weekday);
    }
    (1..=7)
        .filter_map(|days| today.checked_add_days(Days::new(days)))
        .find(|day| day.weekday() == weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Said on a Tuesday in January, in the fifth week.
    fn understood(text: &str) -> Option<String> {
        let today = NaiveDate::from_ymd_opt(2019, 1, 29).expect("a day");
        spoken_day(text, today).map(|day| day.to_string())
    }

    #[test]
    fn days_as_people_say_them_are_understood() {
        let table = [
            ("v. 12", "2019-03-22"),
            ("v 12", "2019-03-22"),
            ("v.12", "2019-03-22"),
            ("v12", "2019-03-22"),
            ("vecka 12–13", "2019-03-29"),
            ("weeks 12-13", "2019-03-29"),
            ("vecka 4", "2020-01-24"),
            ("vecka 5", "2019-02-01"),
            ("på fredag", "2019-02-01"),
            ("senast tisdag", "2019-02-05"),
            ("senast på torsdagen", "2019-01-31"),
            ("nästa fredag", "2019-02-08"),
            ("on Friday", "2019-02-01"),
            ("om två veckor", "2019-02-12"),
            ("inom 10 dagar", "2019-02-08"),
            ("om en månad", "2019-02-28"),
            ("in two weeks", "2019-02-12"),
            ("i morgon", "2019-01-30"),
            ("i övermorgon", "2019-01-31"),
            ("idag", "2019-01-29"),
            ("nästa vecka", "2019-02-08"),
            ("i slutet av april", "2019-04-30"),
            ("i början av maj", "2019-05-10"),
            ("i mitten av maj", "2019-05-15"),
            ("under mars 2020", "2020-03-31"),
            ("end of April", "2019-04-30"),
            ("mars–april", "2019-04-30"),
            ("10–12 mars", "2019-03-12"),
            ("före sommaren", "2019-06-30"),
            ("före jul", "2019-12-23"),
            ("före årsskiftet", "2019-12-31"),
            ("Q2", "2019-06-30"),
            ("kvartal 1", "2019-03-31"),
        ];
        for (text, day) in table {
            assert_eq!(understood(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_has_none() {
        for text in [
            "löpande",
            "snarast",
            "till hösten",
            "under våren",
            "Maj Karlsson",
            "v",
            "vecka",
            "vecka 54",
            "om en stund",
            "q9",
            "vid behov",
            "",
            "31–32 mars",
        ] {
            assert_eq!(understood(text), None, "{text}");
        }
    }
}
