//! `note/variant`: one note in two spellings.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::model::notes::{NotePlace, notes};
use crate::model::vocabulary::NoteKind;
use crate::rules::habit::is_exception;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "note/variant",
    severity: Severity::Information,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds notes of the same words that differ in capitals or punctuation from how the file mostly writes them, or from the
spelling of the house profile that is named. Notes within a sentence and notes between sentences are compared apart; a note of unheard words that begins a
sentence is left alone.

## Why
A search for `(Laughter.)` misses `(laughter)`.

## Example
```presscript
Anna Example (FBC): Who decides? (Laughter.)

Minister Mustername: The council. (Laughter.)

Anna Example (FBC): Really? (laughter)
```

## Use instead
```presscript
Anna Example (FBC): Who decides? (Laughter.)

Minister Mustername: The council. (Laughter.)

Anna Example (FBC): Really? (Laughter.)
```

## Fix
Writes the note as usual.
",
    check: Check::Places(Places::of_text(collect, report)),
};

/// Notes, by how they stand to the sentences around them.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    for note in notes(view.segment, view.text) {
        tally.spot(note.place as usize, note.range);
    }
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let named = analysis.model().context.named();
    let mut groups: BTreeMap<(String, NotePlace), Spellings> = BTreeMap::new();
    noted.each_segment(|start, view| {
        for note in notes(view.segment, view.text) {
            let unheard = matches!(note.kind, NoteKind::Inaudible | NoteKind::UnheardQuestion);
            if note.place == NotePlace::Unclear || (unheard && note.place == NotePlace::Apart) {
                continue;
            }
            let of_house = named
                .and_then(|profile| note.of_house(profile))
                .map(str::to_owned);
            let group = groups.entry((note.folded, note.place)).or_default();
            let written = view.slice(&note.words).to_owned();
            group.of_house = of_house;
            group
                .places
                .entry(written)
                .or_default()
                .push(start + note.words.start..start + note.words.end);
        }
    });
    for group in groups.into_values() {
        let times: HashMap<&str, usize> = group
            .places
            .iter()
            .map(|(text, at)| (text.as_str(), at.len()))
            .collect();
        let Some((&most, &usual)) = times
            .iter()
            .max_by_key(|&(text, times)| (*times, std::cmp::Reverse(*text)))
        else {
            continue;
        };
        let due = group.of_house.as_deref().unwrap_or(most);
        for (written, places) in &group.places {
            let wrong = match group.of_house {
                Some(_) => written != due,
                None => written != due && usual > 1 && is_exception(places.len(), usual),
            };
            for place in places.iter().filter(|_| wrong) {
                findings
                    .report(place.clone(), format!("This note is written “{due}” elsewhere; one spelling is easier to find."))
                    .unsafe_fix(format!("Write “{due}”"), [(place.clone(), due.to_owned())]);
            }
        }
    }
}

/// How one note is written, and where.
#[derive(Default)]
struct Spellings {
    places: BTreeMap<String, Vec<Range<usize>>>,
    of_house: Option<String>,
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_named_house_has_its_spelling() {
        check(
            "note/variant",
            "---\nprofile: state\n---\nMR SAMPLE: Hi. (laughter) It (inaudible) is.\n\n(Laughter)\n",
            expect![[r#"
                4:17 "laughter": This note is written “Laughter.” elsewhere; one spelling is easier to find.
                  fix: Write “Laughter.” -> ["MR SAMPLE: Hi. (Laughter.) It (inaudible) is."]
                6:2 "Laughter": This note is written “Laughter.” elsewhere; one spelling is easier to find.
                  fix: Write “Laughter.” -> ["(Laughter.)"]
            "#]],
        );
    }

    #[test]
    fn within_a_sentence_notes_have_their_own_form() {
        check(
            "note/variant",
            "A B: So (inaudible) it is. (Inaudible.)\n\nC D: It (inaudible) is. (Inaudible.)\n",
            expect![[""]],
        );
    }
}
