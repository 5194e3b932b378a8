//! `note/bracket-kind`: a note in the other kind of brackets.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::notes::{Note, notes};
use crate::model::vocabulary::NoteKind;
use crate::profile::Brackets;
use crate::rules::habit::is_exception;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "note/bracket-kind",
    severity: Severity::Information,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds notes on laughter, applause, silence and unheard words whose brackets are not those of the settings or of the
house profile that is named. Where neither says anything, it finds exceptions from what the file does.

## Why
Round brackets may hold spoken words; one kind of brackets for notes tells the two apart.

## Example
```presscript
Anna Example (FBC): I think [inaudible] and so.

Minister Mustername: You [inaudible] the council.

Anna Example (FBC): We (inaudible) then?

Minister Mustername: On [inaudible], I hope.
```

## Use instead
```presscript
Anna Example (FBC): I think [inaudible] and so.

Minister Mustername: You [inaudible] the council.

Anna Example (FBC): We [inaudible] then?

Minister Mustername: On [inaudible], I hope.
```

## Fix
Puts the note in the other brackets.
",
    check: Check::Places(Places::of_text(collect, report)),
};

/// Notes, by their brackets.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    for note in notes(view.segment, view.text) {
        tally.spot(note.brackets as usize, note.range);
    }
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let stated = analysis.brackets();
    let mut by_kind: HashMap<NoteKind, [Vec<Range<usize>>; 2]> = HashMap::new();
    noted.each_segment(|start, view| {
        for Note {
            range,
            brackets,
            kind,
            ..
        } in notes(view.segment, view.text)
        {
            by_kind.entry(kind).or_default()[brackets as usize]
                .push(start + range.start..start + range.end);
        }
    });
    for [square, round] in by_kind.into_values() {
        let (wrong, due, why) = match stated {
            Some(Brackets::Square) => (round, Brackets::Square, "as the house style wants"),
            Some(Brackets::Round) => (square, Brackets::Round, "as the house style wants"),
            None if is_exception(round.len(), square.len()) && square.len() > 1 => {
                (round, Brackets::Square, "as elsewhere in this file")
            }
            None if is_exception(square.len(), round.len()) && round.len() > 1 => {
                (square, Brackets::Round, "as elsewhere in this file")
            }
            None => continue,
        };
        let (open, close) = due.pair();
        for range in wrong {
            findings
                .report(
                    range.clone(),
                    format!("This note belongs in {open}{close}, {why}."),
                )
                .unsafe_fix(
                    format!("Put it in {open}{close}"),
                    [
                        (range.start..range.start + 1, open.to_string()),
                        (range.end - 1..range.end, close.to_string()),
                    ],
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_named_house_has_its_brackets() {
        check(
            "note/bracket-kind",
            "---\nprofile: nato\n---\nAnna Example (FBC): So (inaudible) it is (the second one).\n",
            expect![[r#"
                4:24 "(inaudible)": This note belongs in [], as the house style wants.
                  fix: Put it in [] -> ["Anna Example (FBC): So [inaudible] it is (the second one)."]
            "#]],
        );
    }

    #[test]
    fn spoken_parentheses_and_insertions_stay() {
        check(
            "note/bracket-kind",
            "A B: We [have] it. (Laughter.)\n\nC D: It (the plan) is. (Laughter.) [inaudible]\n",
            expect![[""]],
        );
    }
}
