//! `label/extra-space`: more space behind the colon than this file's labels have.

use crate::Analysis;
use crate::model::habits::{self, Source};
use crate::rules::{
    Check, Findings, FixKind, Habit, Rule, SegmentView, Severity, Spot, Tally, Totals, Verdict,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/extra-space",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds colons with more space behind them than the other labels of the file have. House styles with
two spaces behind every colon are respected; where a house profile is named, its number of spaces is due.

## Why
One label with two spaces among many with one is a slip, and shows in print.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername:  The council does.

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
Safe: leaves as much space as usual.
",
    check: Check::Habit(Habit {
        collect,
        decide,
        report,
    }),
};

/// The spaces behind a colon; a single one only where the house may want more.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let line = view.segment.speaker_line();
    let Some((line, width)) = line.and_then(|line| Some((line, line.spaces?))) else {
        return;
    };
    let fewest = match view.profile.spaces_after_colon {
        None | Some(1) => 2,
        Some(_) => 1,
    };
    if width >= fewest {
        tally.spot(width.min(WIDE), line.body - width..line.body);
    }
}

/// More spaces than these are of one kind.
const WIDE: usize = 3;

fn decide(analysis: &Analysis, totals: &Totals) -> Verdict {
    let habits::Habit { due, from } = analysis.model().habits.spaces_after_colon;
    let due = u32::try_from(due).unwrap_or_default() * 2;
    match from {
        _ if !totals.has_spots() => 0,
        Source::House => due + OF_HOUSE,
        Source::Document => due,
        Source::Default => 0,
    }
}

/// The house wants so many spaces, rather than the document's own lines.
const OF_HOUSE: Verdict = 1;

fn report(_: &SegmentView<'_>, spot: &Spot, verdict: Verdict, findings: &mut Findings) {
    let gap = spot.range();
    let (width, due) = (gap.len(), verdict as usize / 2);
    let of_house = verdict % 2 == OF_HOUSE;
    let message = match of_house {
        true if width != due => format!(
            "This label has {} behind its colon; the house style puts {due}.",
            spaces(width)
        ),
        false if width > due => format!(
            "This label has {} behind its colon where the others have {due}.",
            spaces(width)
        ),
        _ => return,
    };
    findings
        .report(gap.clone(), message)
        .safe_fix(format!("Leave {}", spaces(due)), [(gap, " ".repeat(due))]);
}

fn spaces(width: usize) -> String {
    let plural = if width == 1 { "" } else { "s" };
    format!("{width} space{plural}")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_exception_is_found() {
        let text = "A B: one\n\nC D: two\n\nA B: three\n\nC D: four\n\nA B:   five\n";
        check(
            "label/extra-space",
            text,
            expect![[r#"
            9:5 "   ": This label has 3 spaces behind its colon where the others have 1.
              safe fix: Leave 1 space -> ["A B: five"]
        "#]],
        );
    }

    #[test]
    fn a_house_that_puts_two_spaces_means_it() {
        let text = "MR. A:  one\n\nMS. B:  two\n\nMR. A:  three\n\nMS. B:  four\n\nMR. A: five\n";
        check("label/extra-space", text, expect![[""]]);
    }

    #[test]
    fn a_named_house_goes_before_the_habit() {
        check(
            "label/extra-space",
            "---\nprofile: white-house\n---\nMR. A: one\n\nMS. B:  two\n\nMR. A: three\n",
            expect![[r#"
                4:7 " ": This label has 1 space behind its colon; the house style puts 2.
                  safe fix: Leave 2 spaces -> ["MR. A:  one"]
                8:7 " ": This label has 1 space behind its colon; the house style puts 2.
                  safe fix: Leave 2 spaces -> ["MR. A:  three"]
            "#]],
        );
    }

    #[test]
    fn an_inferred_house_does_not() {
        check(
            "label/extra-space",
            "MR. A: one\n\nQ    two\n\nMR. A: three\n\nQ    four\n\nMR. A: five\n",
            expect![[""]],
        );
    }

    #[test]
    fn without_a_clear_habit_nothing_is_said() {
        let text = "A B: one\n\nC D:  two\n\nA B: three\n\nC D:  four\n";
        check("label/extra-space", text, expect![[""]]);
    }
}
