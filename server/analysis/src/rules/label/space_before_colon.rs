//! `label/space-before-colon`: a space between label and colon.

use crate::Analysis;
use crate::model::habits::{self, Source};
use crate::profile::BeforeColon;
use crate::rules::{
    Check, Findings, FixKind, Habit, Rule, SegmentView, Severity, Spot, Tally, Totals, Verdict,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/space-before-colon",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels with a space before their colon in files whose other labels have none. French, declared
by `lang: fr` or seen by the file's own habit, puts one there. Where a house profile is named, its style is due:
under `profile: france` the rule finds colons without a space.

## Why
The label no longer equals the others, for a search and for the eye.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername : The council does.

Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): When?

Minister Mustername: On Friday.

Anna Example (FBC): Where?
```

## Fix
Safe: removes the space, or puts the one that is due.
",
    check: Check::Habit(Habit {
        collect,
        decide,
        report,
    }),
};

/// The white space before a colon, with the colon; where there is none, only where the house may want it.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let line = view.segment.speaker_line();
    let Some((space, delimiter)) =
        line.and_then(|line| line.before_delimiter().zip(line.delimiter.as_ref()))
    else {
        return;
    };
    let house_has_one = view.profile.before_colon == Some(BeforeColon::Space);
    if !space.is_empty() {
        tally.spot(SPACED, space);
    } else if house_has_one && view.slice(&delimiter.range) == ":" {
        tally.spot(TIGHT, delimiter.range.clone());
    }
}

const SPACED: usize = 0;
const TIGHT: usize = 1;

/// Which kind is a fault, as a bit, and whether it is the house that says so.
fn decide(analysis: &Analysis, totals: &Totals) -> Verdict {
    let habits::Habit { due, from } = analysis.model().habits.space_before_colon;
    let wrong = if due { TIGHT } else { SPACED };
    match from {
        _ if totals.spots(wrong) == 0 => 0,
        Source::House => 1 << wrong | OF_HOUSE,
        Source::Document => 1 << wrong,
        Source::Default => 0,
    }
}

const OF_HOUSE: Verdict = 1 << 2;

fn report(_: &SegmentView<'_>, spot: &Spot, verdict: Verdict, findings: &mut Findings) {
    if verdict & (1 << spot.kind()) == 0 {
        return;
    }
    if spot.kind() == TIGHT {
        let colon = spot.range();
        findings
            .report(
                colon.clone(),
                "This label has no space before its colon; the house style has one, as is usual in French.",
            )
            .safe_fix(
                "Put a non-breaking space before the colon",
                [(colon.start..colon.start, "\u{a0}".to_owned())],
            );
        return;
    }
    let others = match verdict & OF_HOUSE {
        0 => ", unlike the others of this file",
        _ => "; the house style has none",
    };
    findings
        .report(
            spot.range(),
            format!("This label has a space before its colon{others}."),
        )
        .safe_fix(
            "Remove the space before the colon",
            [(spot.range(), String::new())],
        );
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_space_is_removed() {
        let text = "A B : one\n\nC D: two\n\nA B: three\n\nC D: four\n\nA B: five\n";
        check(
            "label/space-before-colon",
            text,
            expect![[r#"
            1:4 " ": This label has a space before its colon, unlike the others of this file.
              safe fix: Remove the space before the colon -> ["A B: one"]
        "#]],
        );
    }

    #[test]
    fn french_files_have_it() {
        let text = "A B : un\n\nC D: deux\n\nA B : trois\n\nC D : quatre\n\nA B : cinq\n";
        check("label/space-before-colon", text, expect![[""]]);
        let text = "---\nlang: fr-BE\n---\nA B : un\n\nC D: deux\n\nA B: trois\n\nC D: quatre\n\nA B: cinq\n";
        check("label/space-before-colon", text, expect![[""]]);
    }
    #[test]
    fn a_french_house_asks_for_it() {
        check(
            "label/space-before-colon",
            "---\nprofile: france\n---\nAnna EXEMPLE : Un.\n\nJean FICTIF: Deux.\n\nQ Trois\n",
            expect![[r#"
                6:12 ":": This label has no space before its colon; the house style has one, as is usual in French.
                  safe fix: Put a non-breaking space before the colon -> ["Jean FICTIF\u{a0}: Deux."]
            "#]],
        );
    }
}
