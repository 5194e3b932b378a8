//! `time/backwards`: a timestamp before the one above it.

use crate::rules::habit::is_exception;
use crate::rules::time::stamps::{self, Stamp, stamps};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, Severity,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "time/backwards",
    severity: Severity::Error,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds the one timestamp that is out of order among its neighbours. Times that start anew, below a heading or
with the second part of a recording, are left alone.

## Why
A figure is wrong, or a turn stands in the wrong place.

## Example
```presscript
[00:12:31] Anna Example (FBC): Who decides?

[00:02:40] Minister Mustername: The council does.

[00:12:55] Anna Example (FBC): And when?
```

## Use instead
```presscript
[00:12:31] Anna Example (FBC): Who decides?

[00:12:40] Minister Mustername: The council does.

[00:12:55] Anna Example (FBC): And when?
```

## Fix
None: only the recording tells the right time.
",
    check: Check::Places(Places {
        collect: stamps::note,
        concerns: stamps::concern,
        reads: Reads::Nothing,
        report,
    }),
};

fn report(_: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let mut stamps = stamps(noted);
    stamps.retain(Stamp::is_well_formed);
    let steps = stamps.windows(2);
    let drops = steps.clone().filter(|pair| is_drop(&pair[0], &pair[1]));
    let drops = drops.count();
    if !is_exception(drops, steps.len() - drops) {
        return;
    }
    for section in stamps.chunk_by(|above, below| above.section == below.section) {
        for at in 1..section.len() {
            let (above, stamp) = (&section[at - 1], &section[at]);
            if !is_drop(above, stamp) {
                continue;
            }
            let seconds = |at: usize| section.get(at).map(|stamp| stamp.seconds);
            let before = at.checked_sub(2).and_then(seconds);
            let goes_on = match seconds(at + 1) {
                Some(next) => next >= above.seconds,
                None => {
                    stamp.seconds >= MIN_LAST && before.is_none_or(|before| before > stamp.seconds)
                }
            };
            if goes_on {
                findings
                    .report(
                        stamp.range.clone(),
                        "This time lies before the one above it, so one of the two is wrong.",
                    )
                    .related(above.range.clone(), "the time above it");
            } else if before.is_some_and(|before| before <= stamp.seconds) {
                findings
                    .report(
                        above.range.clone(),
                        "This time lies after the one below it, while those above lead up to that.",
                    )
                    .related(stamp.range.clone(), "the time below it");
            }
        }
    }
}

/// A last timestamp of fewer seconds than these may begin a second part.
const MIN_LAST: u32 = 60;

fn is_drop(above: &Stamp, below: &Stamp) -> bool {
    above.section == below.section && below.seconds < above.seconds
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_odd_one_is_found() {
        check(
            "time/backwards",
            "[00:01:00] A: One.\n\n[00:11:10] B: Two.\n\n[00:01:20] A: Three.\n\n[00:01:30] B: Four.\n\n[00:00:40] A: Five.\n\n[00:01:50] B: Six.\n",
            expect![[r#"
                3:2 "00:11:10": This time lies after the one below it, while those above lead up to that.
                  see 5:2 "00:01:20": the time below it
                9:2 "00:00:40": This time lies before the one above it, so one of the two is wrong.
                  see 7:2 "00:01:30": the time above it
            "#]],
        );
    }

    #[test]
    fn the_last_one_is_found() {
        check(
            "time/backwards",
            "[00:05:00] A: One.\n\n[00:04:00] B: Two.\n",
            expect![[r#"
                3:2 "00:04:00": This time lies before the one above it, so one of the two is wrong.
                  see 1:2 "00:05:00": the time above it
            "#]],
        );
    }

    #[test]
    fn parts_start_anew() {
        check(
            "time/backwards",
            "[00:01:00] A: One.\n\n[00:11:10] B: Two.\n\n[00:00:02] A: Three.\n\n[00:01:30] B: Four.\n\n# Questions\n\n[00:00:40] A: Five.\n",
            expect![[""]],
        );
        check(
            "time/backwards",
            "A: We lost (3:2), then (2:1), then (4:0) and (1:0).\n",
            expect![[""]],
        );
    }
}
