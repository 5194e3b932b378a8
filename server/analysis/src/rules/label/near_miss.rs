//! `label/near-miss`: a label that is nearly another, much more frequent one.

use std::str::Split;

use strsim::osa_distance;

use crate::model::outlet::same_outlet;
use crate::model::vocabulary::{
    GENERIC_ANSWER, GENERIC_QUESTION, HONORIFICS, INTERPRETERS, MODERATORS, TITLES, fold,
};
use crate::rules::label::{duplicated_prefix, unknown};
use crate::rules::labels::{Labels, Use};
use crate::rules::{Check, DocumentView, Findings, FixKind, Reads, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/near-miss",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that differ by a letter or two from a much more frequent one: four times as frequent
where a name is misspelt, since there may be two people with names alike; once more is enough where
a word such as `MODERATOR` is. Labels that answer each other are two people's.

## Why
It is one person whose name is misspelt, but tables and searches see two.

## Example
```presscript
MS. EXAMPLE: Who decides?

MR. MUSTERNAME: The council does.

MS. EXAMPLE: When?

MR. MUSTERNAME: On Friday.

MS. EXAMPLE: Where?

MR. MUSTERNMAE: In the town hall.

MS. EXAMPLE: Who pays?

MR. MUSTERNAME: We do.

MS. EXAMPLE: How much?

MR. MUSTERNAME: All of it.
```

## Use instead
```presscript
MS. EXAMPLE: Who decides?

MR. MUSTERNAME: The council does.

MS. EXAMPLE: When?

MR. MUSTERNAME: On Friday.

MS. EXAMPLE: Where?

MR. MUSTERNAME: In the town hall.

MS. EXAMPLE: Who pays?

MR. MUSTERNAME: We do.

MS. EXAMPLE: How much?

MR. MUSTERNAME: All of it.
```

## Fix
Replaces the label by the frequent one, here or everywhere.
",
    check: Check::Document(Reads::Labels, check),
};

/// A label must be this many times as frequent to be the right one of two names.
const RATIO: usize = 4;

/// A name that occurs so often is rather somebody's own, unless the other is far more frequent yet.
const OFTEN: usize = 3;

/// Only so many labels are compared with, the most frequent ones.
const MAX_FREQUENT: usize = 256;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    let cast = &model.context.cast;
    let frequent = FrequentNames::of(labels);
    for used in labels.uses() {
        let declared = !cast.candidates(used.form).is_empty();
        // `label/unknown` says it of those whom the cast has.
        if declared || unknown::nearest(cast, used).is_some() {
            continue;
        }
        // Two labels before one turn are no misspelt one.
        if duplicated_prefix::within(labels, &used.label.text).is_some() {
            continue;
        }
        let Some(right) = frequent.nearest(used) else {
            continue;
        };
        let name = &right.label.name.text;
        let edit = |turn: usize| (labels.name_range(turn), name.clone());
        for &turn in &used.turns {
            let report = findings
                .report(
                    model.label_range(turn),
                    format!(
                        "“{}” is probably “{name}”, a label that occurs {} times here.",
                        analysis.slice(labels.name_range(turn)),
                        right.turns.len()
                    ),
                )
                .related(model.label_range(right.turns[0]), "spelt like this")
                .unsafe_fix(format!("Replace it by “{name}”"), [edit(turn)]);
            if used.turns.len() > 1 {
                report.choice(
                    format!("Replace all {}", used.turns.len()),
                    used.turns.iter().map(|&turn| edit(turn)),
                );
            }
        }
    }
}

/// The labels that a misspelt one is compared with: those that come back, the most frequent first.
pub struct FrequentNames<'a, 'm> {
    labels: &'a Labels<'m>,
    frequent: Vec<&'a Use<'m>>,
}

impl<'a, 'm> FrequentNames<'a, 'm> {
    /// The frequent labels of a document.
    pub fn of(labels: &'a Labels<'m>) -> Self {
        let repeated = labels.uses().iter().filter(|used| used.turns.len() > 1);
        let mut frequent: Vec<&Use<'_>> = repeated.collect();
        frequent.sort_by_key(|used| std::cmp::Reverse(used.turns.len()));
        frequent.truncate(MAX_FREQUENT);
        Self { labels, frequent }
    }

    /// The frequent label that `used` is a misspelling of.
    pub fn nearest(&self, used: &Use<'_>) -> Option<&'a Use<'m>> {
        if used.form.generic.is_some() {
            return None;
        }
        let times = used.turns.len();
        let more_frequent = |right: &&&Use<'_>| right.turns.len() > times;
        let meant = self
            .frequent
            .iter()
            .take_while(more_frequent)
            .find(|right| match slip(&used.form.folded, &right.form.folded) {
                Some(Slip::Word) => true,
                Some(Slip::Name) => self.is_one_person(used, right),
                None => false,
            });
        meant.copied()
    }

    /// Whether nothing says that two alike names are two people's.
    fn is_one_person(&self, used: &Use<'_>, right: &Use<'_>) -> bool {
        let times = used.turns.len();
        let ratio = if times < OFTEN { RATIO } else { 2 * RATIO };
        let outlets = used
            .form
            .affiliation
            .as_deref()
            .zip(right.form.affiliation.as_deref());
        right.turns.len() >= ratio * times
            && outlets.is_none_or(|(one, other)| same_outlet(one, other))
            && !self.labels.talk_to_each_other(used, right)
    }
}

/// In what a label is misspelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// In a word that is no name: `MODEARTOR`, `PRESIDNET`. It can't be somebody else.
    Word,
    /// In a name, that may be somebody else's.
    Name,
}

/// Whether one folded label or name is a slip of the keyboard for another.
pub fn is_slip(wrong: &str, right: &str) -> bool {
    slip(wrong, right).is_some()
}

/// How one folded label is a slip of the keyboard for another: by up to two letters of a word, by a
/// letter in each of two words, or by a space.
fn slip(wrong: &str, right: &str) -> Option<Slip> {
    let too_long = wrong.len().abs_diff(right.len()) > 2 * 'я'.len_utf8();
    if too_long || wrong.contains(char::is_numeric) || right.contains(char::is_numeric) {
        return None;
    }
    let (wrong_words, right_words) = (wrong.split(' '), right.split(' '));
    if wrong_words.clone().count() != right_words.clone().count() {
        let letters = |words: Split<'_, char>| words.flat_map(str::chars).collect::<Vec<_>>();
        return (letters(wrong_words) == letters(right_words)).then_some(Slip::Name);
    }
    let mut differing = wrong_words.zip(right_words).filter(|(a, b)| a != b);
    let first = differing.next()?;
    let Some(second) = differing.next() else {
        return word_slip(first, 2);
    };
    let both = differing.next().is_none()
        && word_slip(first, 1).is_some()
        && word_slip(second, 1).is_some();
    both.then_some(Slip::Name)
}

/// The same of one word, by at most so many letters.
fn word_slip((wrong, right): (&str, &str), most: usize) -> Option<Slip> {
    if is_known(wrong) || is_inflection(wrong, right) {
        return None;
    }
    let letters = |word: &str| word.chars().count();
    let longest = letters(wrong).max(letters(right));
    let distance = osa_distance(wrong, right);
    if HONORIFICS.contains(right) {
        return (distance == 1 && letters(wrong) > 1 && longest <= 3).then_some(Slip::Name);
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let starts_alike =
        wrong.chars().next() == right.chars().next() || sorted(wrong) == sorted(right);
    let is_slip = match distance {
        1 => longest >= 5,
        2 => longest >= 8,
        _ => false,
    };
    let kind = if is_known(right) {
        Slip::Word
    } else {
        Slip::Name
    };
    (is_slip && starts_alike && distance <= most).then_some(kind)
}

/// Whether a folded word is no name, but an honorific, a title, or what all askers are called.
fn is_known(word: &str) -> bool {
    [
        &HONORIFICS,
        &TITLES,
        &MODERATORS,
        &INTERPRETERS,
        &GENERIC_QUESTION,
        &GENERIC_ANSWER,
    ]
    .iter()
    .any(|table| table.contains(word))
}

/// Whether the words differ in their ending as a plural, a feminine or a case does.
fn is_inflection(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let stem = |word: &str| fold(word.trim_end_matches(['a', 'e', 'o', 's', 'n', 'i', 'а', 'у']));
    let added = long.strip_prefix(short);
    added
        .is_some_and(|added| matches!(added, "s" | "es" | "a" | "e" | "in" | "n" | "r" | "а" | "у"))
        || (short.len() == long.len() && stem(short) == stem(long))
}

#[cfg(test)]
mod tests {
    #[test]
    fn whoever_is_declared_is_right_and_whoever_is_misspelt_there_is_unknown() {
        let turns = "MS. EXAMPLE: One.\n\nQ    Two?\n\n".repeat(5);
        for name in ["Examlpe", "Example"] {
            let cast = format!("---\ncast: [Anna Example, Anna {name}]\n---\n");
            crate::rules::tests::check(
                "label/near-miss",
                &format!("{cast}{turns}MS. EXAMLPE: Three.\n"),
                expect_test::expect![[""]],
            );
        }
    }

    #[test]
    fn two_labels_in_one_are_none_that_is_misspelt() {
        let text = "MS. EXAMPLE: One.\n\nQ    Two?\n\n".repeat(5) + "QMS. EXAMPLE: Three.\n";
        crate::rules::tests::check("label/near-miss", &text, expect_test::expect![[""]]);
    }

    use super::{Slip, slip};
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn only_slips_of_the_keyboard_are_misspellings() {
        let (word, name) = (Some(Slip::Word), Some(Slip::Name));
        for (wrong, right, expected) in [
            ("mr earnst", "mr earnest", name),
            ("minister mustrenmae", "minister mustername", name),
            ("damkrad exampel", "dankrad example", name),
            ("mr wlasample", "mr walsample", name),
            ("mr mc example", "mr mcexample", name),
            ("ns example", "ms example", name),
            ("the presidnet", "the president", word),
            ("modeartor", "moderator", word),
            ("rpesident sample", "president sample", word),
            ("mr example", "ms example", None),
            ("r example", "mr example", None),
            ("operator", "moderator", None),
            ("mr crown", "mr brown", None),
            ("mr brown", "ms brown", None),
            ("ian", "jan", None),
            ("kim", "kin", None),
            ("interlocutora", "interlocutor", None),
            ("audience member", "audience members", None),
            ("speaker 3", "speaker 0", None),
            ("speaker k1", "speaker k2", None),
            ("mr lee", "mr lew", None),
            ("vorsitzende", "vorsitzender", None),
            ("senador", "senadora", None),
        ] {
            assert_eq!(slip(wrong, right), expected, "{wrong} / {right}");
        }
    }

    #[test]
    fn all_of_several_are_replaced_at_once() {
        let text = "MS. EXAMPLE: One.\n\nMR. SAMPLE: Two.\n\n".repeat(8)
            + "MS. EXMAPLE: Three.\n\nMR. SAMPLE: Four.\n\nMS. EXMAPLE: Five.\n";
        check(
            "label/near-miss",
            &text,
            expect![[r#"
            33:1 "MS. EXMAPLE": “MS. EXMAPLE” is probably “MS. EXAMPLE”, a label that occurs 8 times here.
              see 1:1 "MS. EXAMPLE": spelt like this
              fix: Replace it by “MS. EXAMPLE” -> ["MS. EXAMPLE: Three."]
              choice: Replace all 2 -> ["MS. EXAMPLE: Three.", "MS. EXAMPLE: Five."]
            37:1 "MS. EXMAPLE": “MS. EXMAPLE” is probably “MS. EXAMPLE”, a label that occurs 8 times here.
              see 1:1 "MS. EXAMPLE": spelt like this
              fix: Replace it by “MS. EXAMPLE” -> ["MS. EXAMPLE: Five."]
              choice: Replace all 2 -> ["MS. EXAMPLE: Three.", "MS. EXAMPLE: Five."]
        "#]],
        );
    }

    #[test]
    fn names_that_come_back_and_names_that_answer_each_other_are_two_people() {
        let two = "MR. HANSON: One.\n\nQ: Two?\n\n".repeat(9);
        let answers = two.clone() + "MR. HANSON: Three?\n\nMR. HANSEN: Four.\n";
        check("label/near-miss", &answers, expect![[""]]);
        let comes_back = two + &"MR. HANSEN: Three.\n\nQ: Four?\n\n".repeat(3);
        check("label/near-miss", &comes_back, expect![[""]]);
    }

    #[test]
    fn other_people_are_not_misspelt() {
        let mut text = "MR. EXAMPLE: Yes.\n\n".repeat(9);
        text.push_str(&"QUESTION: Why?\n\n".repeat(4));
        text.push_str("QUETSION: So?\n\nQUESTIONER: And?\n\nOPERATOR: One.\n\nMODERATOR: Two.\n\nMS. EXAMPLE: Three.\n\nMR. EXEMPLAR: Four.\n\nMR. EXAMPEL (FBC): Five.\n\nMR EXMPLE: Six.\n");
        check(
            "label/near-miss",
            &text,
            expect![[r#"
                27:1 "QUETSION": “QUETSION” is probably “QUESTION”, a label that occurs 4 times here.
                  see 19:1 "QUESTION": spelt like this
                  fix: Replace it by “QUESTION” -> ["QUESTION: So?"]
                39:1 "MR. EXAMPEL (FBC)": “MR. EXAMPEL” is probably “MR. EXAMPLE”, a label that occurs 9 times here.
                  see 1:1 "MR. EXAMPLE": spelt like this
                  fix: Replace it by “MR. EXAMPLE” -> ["MR. EXAMPLE (FBC): Five."]
                41:1 "MR EXMPLE": “MR EXMPLE” is probably “MR. EXAMPLE”, a label that occurs 9 times here.
                  see 1:1 "MR. EXAMPLE": spelt like this
                  fix: Replace it by “MR. EXAMPLE” -> ["MR. EXAMPLE: Six."]
            "#]],
        );
    }
}
