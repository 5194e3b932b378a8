//! `note/unknown`: an annotation that is nearly a known one.

use std::ops::Range;

use strsim::osa_distance;

use crate::model::segment::{Mark, MarkKind};
use crate::model::vocabulary::{NoteKind, fold, note_phrases};
use crate::rules::{Check, Findings, FixKind, Rule, SegmentView, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "note/unknown",
    severity: Severity::Hint,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds annotations that differ by a letter, or two of a long word, from a known one: `[laugher]`. Words
that an editor put in, such as `[have]` or `[the Minister]`, are none.

## Why
A misspelt note counts as words that were said, or that the editor added to them.

## Example
```presscript
Minister Mustername: That is a good question. [laugher]
```

## Use instead
```presscript
Minister Mustername: That is a good question. [laughter]
```

## Fix
Replaces it by the known note.
",
    check: Check::Segment(check),
};

fn check(view: &SegmentView<'_>, findings: &mut Findings) {
    for mark in &view.segment.marks {
        let is_note = matches!(mark.kind, MarkKind::Annotation | MarkKind::Parenthetical);
        let known = || !NoteKind::of_annotation(view.slice(&mark.range), false).is_spoken();
        if !is_note || known() {
            continue;
        }
        let words = words(view.text, mark);
        if words.is_empty() || words.len() > MAX_WORDS || is_of_the_house(view, mark) {
            continue;
        }
        let whole = words[0].start..words[words.len() - 1].end;
        let Some((written, right)) = std::iter::once(whole)
            .chain(words)
            .find_map(|range| Some((range.clone(), meant(view.slice(&range))?)))
        else {
            continue;
        };
        findings
            .report(
                written.clone(),
                format!(
                    "“{}” is no note that is known; is “{right}” meant?",
                    view.slice(&written)
                ),
            )
            .unsafe_fix(format!("Replace it by “{right}”"), [(written, right)]);
    }
}

/// A note has no more words.
const MAX_WORDS: usize = 4;

/// The words between the brackets without the punctuation around them.
fn words(text: &str, mark: &Mark) -> Vec<Range<usize>> {
    let marked = &text[mark.range.clone()];
    marked
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let start = mark.range.start + (word.as_ptr() as usize - marked.as_ptr() as usize);
            start..start + word.len()
        })
        .collect()
}

/// Whether the house profile has such a note.
fn is_of_the_house(view: &SegmentView<'_>, mark: &Mark) -> bool {
    let folded = fold(view.slice(&mark.range));
    view.profile.notes.iter().any(|note| fold(note) == folded)
}

/// The known note that is nearly `written`, with its capitals.
fn meant(written: &str) -> Option<String> {
    let folded = fold(written);
    let first = folded.chars().next()?;
    let letters: String = folded.split(' ').collect();
    let length = letters.chars().count();
    let near = note_phrases()
        .filter(|phrase| phrase.starts_with(first))
        .filter_map(|phrase| {
            let known: String = phrase.split(' ').collect();
            let most = match known.chars().count().max(length) {
                ..MIN_LETTERS => return None,
                MIN_LETTERS..LONG => 1,
                _ => 2,
            };
            let distance = osa_distance(&letters, &known);
            let spaces = phrase.len().abs_diff(folded.len());
            (distance <= most && !is_inflection(&letters, &known))
                .then_some((distance, spaces, phrase))
        });
    let (_, _, phrase) = near.min()?;
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 1 && !written.contains(char::is_lowercase) {
        return Some(phrase.to_uppercase());
    }
    let mut letters = phrase.chars();
    let first = letters.next()?;
    Some(if written.starts_with(char::is_uppercase) {
        first.to_uppercase().chain(letters).collect()
    } else {
        phrase.to_owned()
    })
}

/// Shorter notes differ from other words by a letter anyway; in long ones two letters may be wrong.
const MIN_LETTERS: usize = 6;
const LONG: usize = 11;

/// Whether two words differ in their ending only, as `translate` and `translated` do.
fn is_inflection(one: &str, other: &str) -> bool {
    const ENDINGS: &[&str] = &["", "s", "d", "n", "t", "es", "ed", "en", "er", "ing"];
    let stems = |word: &str| -> Vec<String> {
        let stems = ENDINGS
            .iter()
            .filter_map(|ending| word.strip_suffix(ending));
        stems.map(str::to_owned).collect()
    };
    let known = stems(other);
    one != other && stems(one).iter().any(|stem| known.contains(stem))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn misspelt_notes_are_found() {
        let text = "A B: One [inaudable], two (Laugher.), three [CROSSTLAK], four [unintelligble 00:12].\n\n[Aplause and shouts]\n\nC D: Ja. [Heiterkiet] Oui (aplaudissements).\n";
        check(
            "note/unknown",
            text,
            expect![[r#"
                1:11 "inaudable": “inaudable” is no note that is known; is “inaudible” meant?
                  fix: Replace it by “inaudible” -> ["A B: One [inaudible], two (Laugher.), three [CROSSTLAK], four [unintelligble 00:12]."]
                1:28 "Laugher": “Laugher” is no note that is known; is “Laughter” meant?
                  fix: Replace it by “Laughter” -> ["A B: One [inaudable], two (Laughter.), three [CROSSTLAK], four [unintelligble 00:12]."]
                1:46 "CROSSTLAK": “CROSSTLAK” is no note that is known; is “CROSSTALK” meant?
                  fix: Replace it by “CROSSTALK” -> ["A B: One [inaudable], two (Laugher.), three [CROSSTALK], four [unintelligble 00:12]."]
                1:64 "unintelligble": “unintelligble” is no note that is known; is “unintelligible” meant?
                  fix: Replace it by “unintelligible” -> ["A B: One [inaudable], two (Laugher.), three [CROSSTLAK], four [unintelligible 00:12]."]
                3:2 "Aplause": “Aplause” is no note that is known; is “Applause” meant?
                  fix: Replace it by “Applause” -> ["[Applause and shouts]"]
                5:11 "Heiterkiet": “Heiterkiet” is no note that is known; is “Heiterkeit” meant?
                  fix: Replace it by “Heiterkeit” -> ["C D: Ja. [Heiterkeit] Oui (aplaudissements)."]
                5:28 "aplaudissements": “aplaudissements” is no note that is known; is “applaudissements” meant?
                  fix: Replace it by “applaudissements” -> ["C D: Ja. [Heiterkiet] Oui (applaudissements)."]
            "#]],
        );
    }

    #[test]
    fn words_that_an_editor_put_in_stay() {
        let text = "A B: We [have] it [the Minister], [laughable], (translate), [gesture], [cause], (and so on), [Russia], [inaudible], [slaughter], [interpret], [recede], [video].\n";
        check("note/unknown", text, expect![""]);
    }
}
