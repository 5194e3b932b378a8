//! Names in the forms that labels have: from `Anna Example` to `Anne Sample`, `A. EXAMPLE` becomes `A. SAMPLE`.

use std::ops::Range;

use crate::model::label_parts::name_parts;
use crate::model::vocabulary::{HONORIFICS, fold, is_unspaced};

/// A name without a honorific, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    words: Vec<Word>,
    /// Which of the words are given names.
    given: Range<usize>,
    /// Which are the surname, with all that belongs to it: `von Beispiel Jr.`
    surname: Range<usize>,
}

/// A word of a name: what stands between white space, full stops and hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// Where it is, in bytes of the name, without the full stop behind it.
    range: Range<usize>,
    /// [Folded](fold).
    folded: String,
    /// A full stop follows it.
    dotted: bool,
}

/// One name for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    /// The name that was: the fullest form.
    pub old: Name,
    /// What it becomes.
    pub new: Name,
    /// Whether capitals are those of labels, so that names in small letters get none: `SAMPLE` becomes `Sample` there.
    pub from_capitals: bool,
}

impl Name {
    /// Takes a name apart; without its surname where it has one word only.
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let words = words(text);
        let in_capitals = |word: &&Word| is_in_capitals(&text[word.range.clone()]);
        let capitals = words.iter().take_while(in_capitals).count();
        let rest = &text[words
            .get(capitals)
            .map_or(text.len(), |word| word.range.start)..];
        let (given, surname) = if capitals > 0 && rest.contains(char::is_lowercase) {
            // `TAKAO Taro`
            (capitals..words.len(), 0..capitals)
        } else {
            let given = name_parts(text, false).given;
            let given = given.map_or(0, |given| self::words(&given).len());
            (0..given, given..words.len())
        };
        Self {
            text: text.to_owned(),
            words,
            given,
            surname,
        }
    }

    /// This name with what was typed over a part of it: over `shown`, which is the name in the form of some label.
    /// A surname typed over a surname leaves the given names as they are, and so do initials that stay the same.
    pub fn typed_over(&self, shown: &str, typed: &str) -> Self {
        let (typed, shown) = (Self::of(typed), Self::of(shown));
        let places = self.places(&shown);
        let shows = |part: &Range<usize>| places.iter().flatten().any(|at| part.contains(at));
        let within = |part: &Range<usize>| {
            let run = self.span(part);
            let (before, after) = (&self.text[..run.start], &self.text[run.end..]);
            Self::of(&format!("{before}{}{after}", typed.text))
        };
        if self.given.is_empty() || !shows(&self.surname) && !shows(&self.given) {
            return typed;
        }
        if typed.given.is_empty() && !shows(&self.surname) {
            return within(&self.given);
        }
        if typed.given.is_empty() && !shows(&self.given) {
            return within(&self.surname);
        }
        let initials = |name: &Self| {
            let words = name.words[name.given.clone()].iter();
            words.map(|word| word.folded.clone()).collect::<Vec<_>>()
        };
        if initials(&typed) == initials(&shown) {
            let run = self.span(&self.surname);
            let surname = &typed.text[typed.span(&typed.surname)];
            let (before, after) = (&self.text[..run.start], &self.text[run.end..]);
            return Self::of(&format!("{before}{surname}{after}"));
        }
        typed
    }

    /// Whether two names are the same but for capitals and punctuation.
    pub fn is_same(&self, other: &Self) -> bool {
        fold(&self.text) == fold(&other.text)
    }

    /// Its surname, [folded](fold).
    pub fn surname(&self) -> String {
        fold(&self.text[self.span(&self.surname)])
    }

    /// For each word of a form of this name, which word of the name it is.
    fn places(&self, form: &Self) -> Vec<Option<usize>> {
        let mut taken = vec![false; self.words.len()];
        let mut places = vec![None; form.words.len()];
        let equal = |one: &Word, other: &Word| one.folded == other.folded;
        let initial = |one: &Word, other: &Word| {
            (one.is_letter() && other.folded.starts_with(&one.folded))
                || (other.is_letter() && one.folded.starts_with(&other.folded))
        };
        for matches in [&equal as &dyn Fn(&Word, &Word) -> bool, &initial] {
            for (word, place) in form.words.iter().zip(&mut places) {
                if place.is_none() {
                    let mut known = 0..self.words.len();
                    *place = known.find(|&at| !taken[at] && matches(word, &self.words[at]));
                    if let Some(at) = *place {
                        taken[at] = true;
                    }
                }
            }
        }
        places
    }

    /// The bytes of some of its words, full stop included.
    fn span(&self, words: &Range<usize>) -> Range<usize> {
        match &self.words[words.clone()] {
            [] => 0..0,
            [first, .., last] | [first @ last] => {
                first.range.start..last.range.end + usize::from(last.dotted)
            }
        }
    }

    /// It as one word, in scripts that put no spaces between words.
    fn unspaced(&self) -> Option<String> {
        let folded: String = self.words.iter().map(|word| word.folded.as_str()).collect();
        folded.chars().all(is_unspaced).then_some(folded)
    }
}

impl Word {
    /// Whether it may be an initial.
    fn is_letter(&self) -> bool {
        let mut chars = self.folded.chars();
        let first = chars.next();
        chars.next().is_none() && first.is_some_and(|c| c.is_alphabetic() && !is_unspaced(c))
    }
}

impl NewName {
    /// What changes in a name that a label has; nothing when it is no form of the old name. Ranges are bytes of `written`,
    /// in order.
    pub fn edits(&self, written: &str) -> Vec<(Range<usize>, String)> {
        let form = Name::of(written);
        let start = written.len() - written.trim_start().len();
        let whole = start..start + form.text.len();
        let places = self.old.places(&form);
        if let (Some(old), Some(form)) = (self.old.unspaced(), form.unspaced())
            && places.iter().any(Option::is_none)
        {
            let chars = form.chars().count();
            if !old.starts_with(&form) {
                return Vec::new();
            }
            let new = match old == form {
                true => self.new.text.clone(),
                false => self.new.text.chars().take(chars).collect(),
            };
            return vec![(whole, new)];
        }
        let mut edits = Vec::new();
        let mut at = 0;
        while let Some(first) = (at..places.len()).find(|&at| places[at].is_some()) {
            let is_given = |at: usize| places[at].map(|place| self.old.given.contains(&place));
            let part = is_given(first);
            let same = (first..places.len()).take_while(|&at| is_given(at) == part);
            let run = first..first + same.count();
            at = run.end;
            let (range, text) = self.run(&form, &places, &run);
            edits.push((start + range.start..start + range.end, text));
        }
        let only_initials = |word: (&Word, &Option<usize>)| {
            let (word, place) = word;
            place.is_none_or(|at| word.is_letter() && !self.old.words[at].is_letter())
        };
        if form.words.iter().zip(&places).all(only_initials) {
            return Vec::new();
        }
        edits
    }

    /// What becomes of words that stand together in a form of the name and are all given names, or all of the surname.
    fn run(
        &self,
        form: &Name,
        places: &[Option<usize>],
        run: &Range<usize>,
    ) -> (Range<usize>, String) {
        let (old, new) = (&self.old, &self.new);
        let known: Vec<usize> = places[run.clone()].iter().flatten().copied().collect();
        let is_given = old.given.contains(&known[0]);
        let (old_part, new_part) = match is_given {
            true => (&old.given, &new.given),
            false => (&old.surname, &new.surname),
        };
        let mut range = form.words[run.start].range.start..form.words[run.end - 1].range.end;
        let last_known = known[known.len() - 1];
        let (low, high) = known.iter().fold((known[0], known[0]), |(low, high), &at| {
            (low.min(at), high.max(at))
        });
        let is_initial =
            |at: usize| form.words[at].is_letter() && !old.words[known[at - run.start]].is_letter();
        let last = run.end - 1;
        if form.words[last].dotted && (is_initial(last) || old.words[last_known].dotted) {
            range.end += 1;
        }
        let written = &form.text[range.clone()];
        let in_capitals = is_in_capitals(written)
            || (written.chars().filter(|c| c.is_alphabetic()).count() == 1
                && is_in_capitals(&form.text));
        let whole = known.len() == old_part.len();
        if whole && old.given.is_empty() {
            return (range, self.capitals(&new.text, in_capitals));
        }
        let wanted = counterpart(
            low - old_part.start..high + 1 - old_part.start,
            old_part.len(),
            new_part.len(),
            is_given,
        );
        let wanted = new_part.start + wanted.start..new_part.start + wanted.end;
        if wanted.is_empty() {
            if run.len() == form.words.len() {
                return (range, self.capitals(&new.text, in_capitals));
            }
            let next = form.words.get(run.end).map(|word| word.range.start);
            let before = run
                .start
                .checked_sub(1)
                .map_or(0, |at| form.span(&(at..at + 1)).end);
            let gap = next.map_or(before..range.end, |next| range.start..next);
            return (gap, String::new());
        }
        if !run.clone().any(is_initial) {
            return (
                range,
                self.capitals(&new.text[new.span(&wanted)], in_capitals),
            );
        }
        // Initials without white space between them, or before the surname: `В.В. Примеров`, `В.Примеров`.
        let behind = form.text[range.end..].chars().next();
        let inside = written.chars().any(char::is_whitespace);
        let glued = match run.len() {
            1 => behind.is_some_and(char::is_alphanumeric),
            _ => !inside,
        };
        let dot = if form.words[run.start].dotted {
            "."
        } else {
            ""
        };
        let mut text = String::new();
        for (number, word) in wanted.clone().enumerate() {
            let range = &new.words[word].range;
            if number > 0 {
                let between = &new.text[new.words[word - 1].range.end..range.start];
                text.push_str(if between.contains('-') {
                    "-"
                } else if glued {
                    ""
                } else {
                    " "
                });
            }
            let full = &new.text[range.clone()];
            if is_initial(last.min(run.start + number)) {
                text.extend(full.chars().take(1).flat_map(char::to_uppercase));
                text.push_str(dot);
            } else {
                text.push_str(&self.capitals(full, in_capitals));
            }
        }
        (range, text)
    }

    fn capitals(&self, text: &str, in_capitals: bool) -> String {
        like(text, in_capitals, self.from_capitals)
    }
}

/// A text in capitals where the place has capitals. Where the place has none, capitals are kept, unless what was typed over
/// had them as well.
pub fn like(text: &str, in_capitals: bool, from_capitals: bool) -> String {
    if in_capitals && !is_in_capitals(text) {
        return text.to_uppercase();
    }
    if in_capitals || !from_capitals || !is_in_capitals(text) {
        return text.to_owned();
    }
    let mut begins = true;
    let mut small = String::with_capacity(text.len());
    for c in text.chars() {
        if begins {
            small.push(c);
        } else {
            small.extend(c.to_lowercase());
        }
        begins = !c.is_alphanumeric();
    }
    small
}

/// Whether a text is written in capitals, but for a letter such as that of `McDUMMY`.
pub fn is_in_capitals(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|&c| is(c)).count();
    let (large, small) = (count(char::is_uppercase), count(char::is_lowercase));
    large > 1 && small * 3 <= large
}

/// A name without the honorific that it begins with, and where that is.
pub fn without_honorific(name: &str) -> (Option<Range<usize>>, &str) {
    let trimmed = name.trim_start();
    let start = name.len() - trimmed.len();
    match trimmed.split_once(char::is_whitespace) {
        Some((first, rest)) if HONORIFICS.has(first) && !rest.trim().is_empty() => {
            (Some(start..start + first.len()), rest.trim_start())
        }
        _ => (None, trimmed),
    }
}

/// Which of `new` words stand for `known` ones of `old` words. Given names count from the first one, surnames from the last.
fn counterpart(known: Range<usize>, old: usize, new: usize, from_first: bool) -> Range<usize> {
    if known.len() >= old {
        return 0..new;
    }
    if old == new {
        return known;
    }
    if from_first {
        let end = if known.end == old {
            new
        } else {
            known.end.min(new)
        };
        return known.start.min(end)..end;
    }
    let start = new.saturating_sub(old - known.start);
    let end = new.saturating_sub(old - known.end);
    if start < end { start..end } else { 0..new }
}

fn words(text: &str) -> Vec<Word> {
    let is_part = |c: char| {
        c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | '\u{300}'..='\u{36f}' | '#')
    };
    let mut words = Vec::new();
    let mut end = 0;
    while let Some(start) = text[end..].find(is_part).map(|at| end + at) {
        end = text[start..]
            .find(|c| !is_part(c))
            .map_or(text.len(), |len| start + len);
        let folded = fold(&text[start..end]);
        if !folded.is_empty() {
            words.push(Word {
                folded,
                dotted: text[end..].starts_with('.'),
                range: start..end,
            });
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(old: &str, new: &str, written: &str) -> String {
        let rename = NewName {
            old: Name::of(old),
            new: Name::of(new),
            from_capitals: false,
        };
        let mut text = written.to_owned();
        for (range, new) in rename.edits(written).into_iter().rev() {
            text.replace_range(range, &new);
        }
        text
    }

    #[test]
    fn each_form_becomes_the_same_form_of_the_new_name() {
        for (old, new, forms) in [
            (
                "Anna Example",
                "Anne Sample",
                &[
                    ("Anna Example", "Anne Sample"),
                    ("ANNA EXAMPLE", "ANNE SAMPLE"),
                    ("Anna EXAMPLE", "Anne SAMPLE"),
                    ("EXAMPLE", "SAMPLE"),
                    ("A. Example", "A. Sample"),
                    ("A Example", "A Sample"),
                    ("A.Example", "A.Sample"),
                    ("Example Anna", "Sample Anne"),
                    ("Anna", "Anne"),
                    ("Anna B. Example", "Anne B. Sample"),
                    ("Other", "Other"),
                    ("A.", "A."),
                ][..],
            ),
            (
                "Anna Maria Example",
                "Beate Sample",
                &[
                    ("Anna Maria Example", "Beate Sample"),
                    ("A. M. Example", "B. Sample"),
                    ("Anna M. Example", "Beate Sample"),
                    ("Anna Example", "Beate Sample"),
                ],
            ),
            (
                "Anna Example",
                "Jean-Luc van der Sample Jr.",
                &[
                    ("Anna Example", "Jean-Luc van der Sample Jr."),
                    ("A. EXAMPLE", "J.-L. VAN DER SAMPLE JR."),
                    ("Example", "van der Sample Jr."),
                ],
            ),
            (
                "Jean-Luc van der Sample Jr.",
                "Anna Example",
                &[
                    ("Jean-Luc van der Sample Jr.", "Anna Example"),
                    ("J.-L. van der Sample Jr.", "A. Example"),
                    ("VAN DER SAMPLE", "EXAMPLE"),
                    ("Sample", "Example"),
                ],
            ),
            (
                "Василий Васильевич Примеров",
                "Пётр Иванович Образцов",
                &[
                    ("В.В.Примеров", "П.И.Образцов"),
                    ("В. Примеров", "П. Образцов"),
                    ("В.Примеров", "П.Образцов"),
                    ("Примеров", "Образцов"),
                ],
            ),
            (
                "TAKAO Taro",
                "REIDAI Jiro",
                &[
                    ("TAKAO Taro", "REIDAI Jiro"),
                    ("Taro TAKAO", "Jiro REIDAI"),
                    ("TAKAO", "REIDAI"),
                ],
            ),
            ("例子", "样本", &[("例子", "样本"), ("例 子", "样本")]),
            ("例子明", "样本光", &[("例子", "样本")]),
            ("Example", "Anna Sample", &[("Example", "Anna Sample")]),
            (
                "Anna Example",
                "Sample",
                &[("Anna Example", "Sample"), ("A. Example", "Sample")],
            ),
            (
                "Juan Muestra García",
                "José Ejemplo López",
                &[("Muestra García", "Ejemplo López")],
            ),
        ] {
            for (written, expected) in forms {
                assert_eq!(renamed(old, new, written), *expected, "{old} → {new}");
            }
        }
    }

    #[test]
    fn what_is_typed_over_a_part_changes_that_part() {
        let typed =
            |old: &str, shown: &str, typed: &str| Name::of(old).typed_over(shown, typed).text;
        assert_eq!(typed("Anna Example", "EXAMPLE", "Sample"), "Anna Sample");
        assert_eq!(
            typed("Anna Example", "EXAMPLE", "Beate Sample"),
            "Beate Sample"
        );
        assert_eq!(typed("Anna Example", "Anna", "Beate"), "Beate Example");
        assert_eq!(
            typed("Anna Example", "A. Example", "A. Sample"),
            "Anna Sample"
        );
        assert_eq!(
            typed("Anna Example", "A. Example", "B. Sample"),
            "B. Sample"
        );
        assert_eq!(typed("Anna Example", "Anna Example", "Sample"), "Sample");
        assert_eq!(typed("Example", "Example", "Anna Sample"), "Anna Sample");
    }

    #[test]
    fn capitals_are_those_of_the_place() {
        assert_eq!(like("Sample", true, false), "SAMPLE");
        assert_eq!(like("McDUMMY", true, false), "McDUMMY");
        assert_eq!(like("VAN SAMPLE-DUMMY", false, true), "Van Sample-Dummy");
        assert_eq!(like("DJ", false, false), "DJ");
    }
}
