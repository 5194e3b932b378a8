//! Tables of words and phrases, made by the compiler: none takes time or memory before it is asked.

use super::words::with_fold;

/// Words and phrases, folded, in the order of their bytes.
#[derive(Debug)]
pub struct Table {
    all: &'static [&'static str],
    /// Those with a space.
    phrases: &'static [&'static str],
    /// How long those are that begin with a byte: a bit for each length, the last one for all that are longer.
    lengths: [u32; 256],
}

impl Table {
    /// A table of words that are [`sorted`], and of those of them that are phrases.
    pub const fn of(all: &'static [&'static str], phrases: &'static [&'static str]) -> Self {
        let mut lengths = [0; 256];
        let mut at = 0;
        while at < all.len() {
            let word = all[at].as_bytes();
            lengths[word[0] as usize] |= 1 << last_bit(word.len());
            at += 1;
        }
        Self {
            all,
            phrases,
            lengths,
        }
    }

    /// Whether a word or phrase is one of these.
    pub fn contains(&self, folded: &str) -> bool {
        self.may_have(folded, folded.len()) && self.all.binary_search(&folded).is_ok()
    }

    /// Whether a word or phrase, folded, is one of these.
    pub fn has(&self, written: &str) -> bool {
        with_fold(written, |folded| self.contains(folded))
    }

    /// Whether two words are one of the phrases.
    pub fn has_pair(&self, first: &str, second: &str) -> bool {
        let is_pair = |phrase: &&str| {
            let behind = phrase.strip_prefix(first);
            behind.and_then(|behind| behind.strip_prefix(' ')) == Some(second)
        };
        let len = first.len() + 1 + second.len();
        self.may_have(first, len) && self.phrases.iter().any(is_pair)
    }

    /// Whether any is so long and begins like `start`: most words are in no table, and this shows for most of them.
    fn may_have(&self, start: &str, len: usize) -> bool {
        let first = start.as_bytes().first();
        first.is_some_and(|&first| self.lengths[usize::from(first)] >> last_bit(len) & 1 == 1)
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().copied()
    }

    /// Those of several words.
    pub fn phrases(&self) -> &'static [&'static str] {
        self.phrases
    }
}

const fn last_bit(len: usize) -> u32 {
    if len < 31 { len as u32 } else { 31 }
}

/// How many texts there are between the commas of a list.
pub const fn count(list: &str) -> usize {
    let (mut count, mut at) = (1, 0);
    while at < list.len() {
        count += (list.as_bytes()[at] == b',') as usize;
        at += 1;
    }
    count
}

/// The texts between the commas of a list, without white space around them, in the order of their bytes.
pub const fn sorted<const COUNT: usize>(list: &'static str) -> [&'static str; COUNT] {
    let mut words = [""; COUNT];
    let (mut count, mut start, mut at) = (0, 0, 0);
    while at <= list.len() {
        if at == list.len() || list.as_bytes()[at] == b',' {
            let word = part(list, start, at);
            let mut place = count;
            while place > 0 && is_before(word, words[place - 1]) {
                words[place] = words[place - 1];
                place -= 1;
            }
            words[place] = word;
            count += 1;
            start = at + 1;
        }
        at += 1;
    }
    words
}

/// How many of some texts have a space in them.
pub const fn count_phrases(words: &[&str]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < words.len() {
        count += is_phrase(words[at]) as usize;
        at += 1;
    }
    count
}

/// Those of some texts that have a space in them.
pub const fn phrases<const COUNT: usize>(words: &[&'static str]) -> [&'static str; COUNT] {
    let mut phrases = [""; COUNT];
    let (mut count, mut at) = (0, 0);
    while at < words.len() {
        if is_phrase(words[at]) {
            phrases[count] = words[at];
            count += 1;
        }
        at += 1;
    }
    phrases
}

/// A part of a text, without the white space around it.
const fn part(text: &'static str, start: usize, end: usize) -> &'static str {
    let part = text.as_bytes().split_at(end).0.split_at(start).1;
    match std::str::from_utf8(part.trim_ascii()) {
        Ok(part) => part,
        Err(_) => panic!("a comma is a whole character"),
    }
}

const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

const fn is_phrase(text: &str) -> bool {
    let mut at = 0;
    while at < text.len() {
        if text.as_bytes()[at] == b' ' {
            return true;
        }
        at += 1;
    }
    false
}

/// A table of words and phrases, with commas between them.
macro_rules! words {
    ($(#[$doc:meta])* $visibility:vis $name:ident, $text:literal) => {
        $(#[$doc])*
        $visibility static $name: $crate::model::table::Table = {
            use $crate::model::table::{Table, count, count_phrases, phrases, sorted};
            const ALL: [&str; count($text)] = sorted($text);
            const PHRASES: [&str; count_phrases(&ALL)] = phrases(&ALL);
            Table::of(&ALL, &PHRASES)
        };
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {

    words!(
        COLOURS,
        "
        red, blue, dark blue,
        grün, a colour that nobody has given a shorter name
    "
    );

    #[test]
    fn a_table_has_what_is_between_the_commas() {
        for colour in ["red", "blue", "dark blue", "grün"] {
            assert!(COLOURS.contains(colour), "{colour}");
        }
        for other in ["", "dark", "green", "re", "redd", "grüm"] {
            assert!(!COLOURS.contains(other), "{other}");
        }
        assert!(COLOURS.has("Dark-Blue!") && COLOURS.has("GRÜN"));
        assert!(COLOURS.has("A colour that nobody has given a shorter name."));
        assert!(COLOURS.has_pair("dark", "blue"));
        for (first, second) in [("dark", "red"), ("", "blue"), ("red", ""), ("dark", "blu")] {
            assert!(!COLOURS.has_pair(first, second), "{first} {second}");
        }
        assert_eq!(COLOURS.iter().count(), 5);
        assert_eq!(COLOURS.phrases().len(), 2);
    }
}
