//! Calendar dates: those of ISO 8601, and the other forms that people write.

use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day that exists; months and days count from 1.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let exists = (1..=9999).contains(&year) && (1..=days).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The day of an ISO 8601 date such as `2022-03-04`; a time may follow.
    pub fn from_iso(text: &str) -> Option<Self> {
        let (date, time) = match text.find(['T', 't', ' ']) {
            Some(at) => (&text[..at], Some(text[at + 1..].trim_start())),
            None => (text, None),
        };
        if time.is_some_and(|time| !is_time(time)) {
            return None;
        }
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let widths = (year.len(), month.len(), day.len()) == (4, 2, 2);
        if !widths || parts.next().is_some() {
            return None;
        }
        Self::new(number(year)?, number(month)?, number(day)?)
    }

    /// The day of a date in another form that can mean one day only: `March 4, 2022`, `4 March 2022`, `4.3.2022`,
    /// `2022/03/04`, `25/03/2022`.
    pub fn from_words(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect();
        let with_weekday = parts.len() == 4;
        let parts = match parts.as_slice() {
            [weekday, rest @ ..] if with_weekday && number::<u16>(weekday).is_none() => rest,
            parts => parts,
        };
        let &[one, two, three] = parts else {
            return None;
        };
        if let Some(month) = month(one) {
            return Self::new(year(three)?, month, ordinal(two)?);
        }
        if let Some(month) = month(two) {
            return match year(one) {
                Some(year) => Self::new(year, month, ordinal(three)?),
                None => Self::new(year(three)?, month, ordinal(one)?),
            };
        }
        if let Some(year) = year(one) {
            return Self::new(year, number(two)?, number(three)?);
        }
        let (one, two, year) = (number(one)?, number(two)?, year(three)?);
        let day_first = Self::new(year, two, one);
        let month_first = Self::new(year, one, two).filter(|_| !text.contains('.'));
        match (day_first, month_first) {
            (Some(date), None) | (None, Some(date)) => Some(date),
            (Some(date), Some(other)) if date == other => Some(date),
            _ => None,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Whether a text begins with hours and minutes: `10:30`, `12:09:37-04:00`.
fn is_time(text: &str) -> bool {
    let mut parts = text.splitn(2, ':');
    let hours = parts.next().and_then(number::<u8>);
    let minutes = parts.next().and_then(|rest| number::<u8>(rest.get(..2)?));
    hours.is_some_and(|hours| hours <= 24) && minutes.is_some_and(|minutes| minutes < 60)
}

/// A number in ASCII digits, without a sign.
fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn year(text: &str) -> Option<u16> {
    number(text).filter(|_| text.len() == 4)
}

/// `4`, `4th`.
fn ordinal(text: &str) -> Option<u8> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    matches!(&text[digits.len()..], "" | "st" | "nd" | "rd" | "th" | "er")
        .then(|| number(digits))
        .flatten()
}

/// A month by its name, or by three letters or more of it.
fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| {
        names.split(' ').any(|name| {
            let long_enough = word.chars().count() >= 3;
            name == word || (long_enough && name.is_ascii() && name.starts_with(&word))
        })
    })?;
    u8::try_from(at % 12 + 1).ok()
}

/// The months in English, German, French, Spanish and Russian.
const MONTHS: [&str; 12] = [
    "january januar janvier enero января",
    "february februar février febrero февраля",
    "march märz mars marzo марта",
    "april avril abril апреля",
    "may mai mayo мая",
    "june juni juin junio июня",
    "july juli juillet julio июля",
    "august août agosto августа",
    "september septembre septiembre сентября",
    "october oktober octobre octubre октября",
    "november novembre noviembre ноября",
    "december dezember décembre diciembre декабря",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_name_days_that_exist() {
        for (text, day) in [
            ("2022-03-04", Some("2022-03-04")),
            ("2022-03-04T10:30:00Z", Some("2022-03-04")),
            ("2022-03-04 12:09:37-04:00", Some("2022-03-04")),
            ("2024-02-29", Some("2024-02-29")),
            ("2022-02-29", None),
            ("2022-13-01", None),
            ("2022-3-4", None),
            ("2022-03-04 noon", None),
            ("2022-03", None),
            ("+022-03-04", None),
            ("", None),
        ] {
            let read = Date::from_iso(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), day, "{text}");
        }
    }

    #[test]
    fn other_forms_are_read_where_they_mean_one_day() {
        for (text, day) in [
            ("March 4, 2022", Some("2022-03-04")),
            ("Mar. 4th, 2022", Some("2022-03-04")),
            ("Friday, 4 March 2022", Some("2022-03-04")),
            ("4. März 2022", Some("2022-03-04")),
            ("4.3.2022", Some("2022-03-04")),
            ("25/03/2022", Some("2022-03-25")),
            ("3/25/2022", Some("2022-03-25")),
            ("04/03/2022", None),
            ("03/03/2022", Some("2022-03-03")),
            ("2022/3/4", Some("2022-03-04")),
            ("2022-3-4", Some("2022-03-04")),
            ("4 марта 2022", Some("2022-03-04")),
            ("31 June 2022", None),
            ("4.3.22", None),
            ("ma 4, 2022", None),
            ("yesterday", None),
            ("é é é", None),
        ] {
            let read = Date::from_words(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), day, "{text}");
        }
    }
}
