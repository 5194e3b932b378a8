//! `label/wrong-colon`: a full-width colon in Latin text, or the reverse.

use crate::Analysis;
use crate::rules::habit::is_exception;
use crate::rules::script::is_full_width_turn;
use crate::rules::{
    Check, Findings, FixKind, Habit, Rule, SegmentView, Severity, Spot, Tally, Totals, Verdict,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/wrong-colon",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels with the full-width colon `：` where the other turns have `:`, and the reverse. Chinese
and Japanese turns are compared with each other, and so are all others: both kinds may stand in one file.

## Why
A search for `Label:` misses the turn, and the wide colon tears a hole into a Latin line.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername： The council does.

Anna Example (FBC): When?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): When?
```

## Fix
Safe: replaces the colon by the other one, and adds the space that then belongs behind it.
",
    check: Check::Habit(Habit {
        collect,
        decide,
        report,
    }),
};

/// So many colons of the other kind make a habit.
const USUAL: usize = 2;

/// Colons that are unusual in their scripts.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let Some(line) = view.segment.speaker_line() else {
        return;
    };
    let Some(delimiter) = line.delimiter.as_ref().filter(|_| line.label.is_some()) else {
        return;
    };
    let place = delimiter.range.clone();
    match (view.slice(&place), is_full_width_turn(view, line)) {
        (":", false) => tally.count(WIDE),
        ("：", true) => tally.count(NARROW),
        ("：", false) => tally.spot(WIDE, place),
        (":", true) => tally.spot(NARROW, place),
        _ => {}
    }
}

/// The full-width colon where the other kind is usual, and the reverse.
const WIDE: usize = 0;
const NARROW: usize = 1;

/// Which kinds are faults, as bits.
fn decide(_: &Analysis, totals: &Totals) -> Verdict {
    let is_wrong = |kind: &usize| {
        let usual = totals.count(*kind);
        usual >= USUAL && is_exception(totals.spots(*kind), usual)
    };
    let wrong = [WIDE, NARROW].into_iter().filter(is_wrong);
    wrong.fold(0, |bits, kind| bits | 1 << kind)
}

fn report(view: &SegmentView<'_>, spot: &Spot, wrong: Verdict, findings: &mut Findings) {
    let colon = spot.range();
    match spot.kind() {
        _ if wrong & (1 << spot.kind()) == 0 => {}
        WIDE => {
            let glued = view.text[colon.end..].starts_with(|c: char| !c.is_whitespace());
            let narrow = if glued { ": " } else { ":" };
            findings
                .report(
                    colon.clone(),
                    "This colon is a full-width one, unlike those of the other labels.",
                )
                .safe_fix("Replace it by `:`", [(colon, narrow.to_owned())]);
        }
        _ => {
            findings
                .report(
                    colon.clone(),
                    "This colon is not a full-width one, unlike those of the other labels.",
                )
                .safe_fix("Replace it by `：`", [(colon, "：".to_owned())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_colon_of_the_other_turns_is_put_in() {
        let text = "A B: one\n\nC D：two\n\nA B: three\n\nC D：\n\nfour\n\nA B: five\n\n毛宁：中方\n\nC D: six\n\nA B: seven\n\nC D: eight\n\nA B: nine\n\nA B: ten\n";
        check(
            "label/wrong-colon",
            text,
            expect![[r#"
            3:4 "：": This colon is a full-width one, unlike those of the other labels.
              safe fix: Replace it by `:` -> ["C D: two"]
            7:4 "：": This colon is a full-width one, unlike those of the other labels.
              safe fix: Replace it by `:` -> ["C D:"]
        "#]],
        );
    }

    #[test]
    fn chinese_turns_have_the_wide_one() {
        let text = "毛宁：中方\n\n记者：问题\n\nCNN:中方\n\n毛宁：中方\n\nBloomberg: Why?\n";
        check(
            "label/wrong-colon",
            text,
            expect![[r#"
            5:4 ":": This colon is not a full-width one, unlike those of the other labels.
              safe fix: Replace it by `：` -> ["CNN：中方"]
        "#]],
        );
    }

    #[test]
    fn a_house_with_narrow_colons_means_them() {
        check(
            "label/wrong-colon",
            "毛宁: 中方\n\n记者: 问题\n\n毛宁：中方\n",
            expect![[""]],
        );
        check(
            "label/wrong-colon",
            "A B：one\n\nC D：two\n\nA B: three\n",
            expect![[""]],
        );
    }
}
