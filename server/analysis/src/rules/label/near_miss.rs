//! `label/near-miss`: a label that is nearly another, much more frequent one.

use std::collections::HashMap;

use strsim::osa_distance;

use crate::model::vocabulary::fold;
use crate::rules::labels::{Labels, Use};
use crate::rules::{Check, DocumentView, Findings, FixKind, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/near-miss",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that differ by a letter or two from a label that occurs at least four times as often.

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
    check: Check::Document(check),
};

/// A label must be this many times as frequent to be the right one of two, and occur this often.
const RATIO: usize = 4;

/// Of labels with the same initials, only the most frequent are compared with.
const MAX_ALIKE: usize = 64;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    let frequent = FrequentNames::of(labels);
    for used in labels.uses() {
        let Some(right) = frequent.nearest(used) else {
            continue;
        };
        let name = &right.label.name.text;
        let name_range = |turn: usize| {
            let placed = model.turn_segment(turn);
            let range = placed
                .segment
                .label()
                .map_or(0..0, |label| label.name.range.clone());
            placed.start + range.start..placed.start + range.end
        };
        let edit = |turn: usize| (name_range(turn), name.clone());
        for &turn in &used.turns {
            let report = findings
                .report(
                    model.label_range(turn),
                    format!(
                        "“{}” is probably “{name}”, a label that occurs {} times here.",
                        analysis.slice(name_range(turn)),
                        right.turns.len()
                    ),
                )
                .related(model.label_range(right.turns[0]), "spelt like this")
                .unsafe_fix(format!("Replace it by “{name}”"), [edit(turn)]);
            if used.turns.len() > 1 {
                report.unsafe_fix(
                    format!("Replace all {}", used.turns.len()),
                    used.turns.iter().map(|&turn| edit(turn)),
                );
            }
        }
    }
}

/// Frequent labels by what a misspelt one has in common with them, so that few pairs are compared:
/// the number of words and each word's first letter.
pub struct FrequentNames<'a, 'm>(HashMap<String, Vec<&'a Use<'m>>>);

impl<'a, 'm> FrequentNames<'a, 'm> {
    /// The frequent labels of a document.
    pub fn of(labels: &'a Labels<'m>) -> Self {
        let mut names: HashMap<String, Vec<&Use<'_>>> = HashMap::new();
        for used in labels.uses() {
            if used.turns.len() >= RATIO {
                names.entry(key(used)).or_default().push(used);
            }
        }
        for alike in names.values_mut() {
            alike.sort_by_key(|used| std::cmp::Reverse(used.turns.len()));
            alike.truncate(MAX_ALIKE);
        }
        Self(names)
    }

    /// The frequent label that `used` is a misspelling of.
    pub fn nearest(&self, used: &Use<'_>) -> Option<&'a Use<'m>> {
        if used.form.generic.is_some() {
            return None;
        }
        self.0
            .get(&key(used))?
            .iter()
            .filter(|right| right.turns.len() >= RATIO * used.turns.len())
            .find(|right| is_misspelling(&used.form.folded, &right.form.folded))
            .copied()
    }
}

fn key(used: &Use<'_>) -> String {
    let folded = &used.form.folded;
    folded
        .split(' ')
        .filter_map(|word| word.chars().next())
        .collect()
}

/// Whether two folded names differ in one word only, and that by a slip of the keyboard.
fn is_misspelling(wrong: &str, right: &str) -> bool {
    let mut differing = wrong
        .split(' ')
        .zip(right.split(' '))
        .filter(|(a, b)| a != b);
    let (Some((wrong, right)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let has_digit = |word: &str| word.chars().any(char::is_numeric);
    if has_digit(wrong) || has_digit(right) || is_inflection(wrong, right) {
        return false;
    }
    let longest = wrong.chars().count().max(right.chars().count());
    match osa_distance(wrong, right) {
        1 => longest >= 5,
        2 => longest >= 8,
        _ => false,
    }
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
    use super::is_misspelling;
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn only_slips_of_the_keyboard_are_misspellings() {
        for (wrong, right, slip) in [
            ("mr earnst", "mr earnest", true),
            ("the presidnet", "the president", true),
            ("minister mustrenmae", "minister mustername", true),
            ("interlocutora", "interlocutor", false),
            ("audience member", "audience members", false),
            ("speaker 3", "speaker 0", false),
            ("speaker k1", "speaker k2", false),
            ("mr lee", "mr lew", false),
            ("vorsitzende", "vorsitzender", false),
            ("senador", "senadora", false),
        ] {
            assert_eq!(is_misspelling(wrong, right), slip, "{wrong} / {right}");
        }
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
