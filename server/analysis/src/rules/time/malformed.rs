//! `time/malformed`: a timestamp that is no time.

use crate::rules::habit::is_exception;
use crate::rules::time::stamps::{self, Stamp, stamps};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, Severity,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "time/malformed",
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds timestamps with more than 59 minutes or seconds, or with one figure or three where two belong. A file
that writes most of them so, as with hundredths of a second, is left alone.

## Why
Players and converters refuse such a time, or jump to another one.

## Example
```presscript
[0:01:12] Anna Example (FBC): Who decides?

[0:1:99] Minister Mustername: The council does.
```

## Use instead
```presscript
[0:01:12] Anna Example (FBC): Who decides?

[0:02:39] Minister Mustername: The council does.
```

## Fix
Writes the same time as it is usual, where that lies between the times above and below.
",
    check: Check::Places(Places {
        collect: stamps::note,
        concerns: stamps::concern,
        reads: Reads::Nothing,
        report,
    }),
};

fn report(_: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let stamps = stamps(noted);
    let malformed = stamps.iter().filter(|stamp| !stamp.is_well_formed());
    let times = malformed.count();
    if !is_exception(times, stamps.len() - times) {
        return;
    }
    for (at, stamp) in stamps.iter().enumerate() {
        if stamp.is_well_formed() {
            continue;
        }
        let normal = stamp.normal_form();
        let report = findings.report(stamp.range.clone(), message(stamp));
        let above = at.checked_sub(1).map_or(0, |above| stamps[above].seconds);
        let below = stamps.get(at + 1).map_or(u32::MAX, |below| below.seconds);
        if (above..=below).contains(&stamp.seconds) {
            report.unsafe_fix(format!("Write {normal}"), [(stamp.range.clone(), normal)]);
        }
    }
}

fn message(stamp: &Stamp) -> &'static str {
    let last = stamp.parts.len() - 1;
    if stamp.parts[last] > 59 {
        "This timestamp has more than 59 seconds, so nobody knows which time is meant."
    } else if last == 2 && stamp.parts[1] > 59 {
        "This timestamp has more than 59 minutes, so nobody knows which time is meant."
    } else {
        "Minutes and seconds of a timestamp have two figures each, as in 0:01:09."
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn minutes_and_seconds_end_at_59() {
        check(
            "time/malformed",
            "[00:59] A: One.\n\n[01:60] B: Two [inaudible 2:5] and (4:99).\n\nC: 75:30\n\n[1:75:00] D: Three.\n\n[80:00] A: Four.\n\n[81:00] A: Five.\n\n[82:00] A: Six.\n",
            expect![[r#"
                3:2 "01:60": This timestamp has more than 59 seconds, so nobody knows which time is meant.
                  fix: Write 02:00 -> ["[02:00] B: Two [inaudible 2:5] and (4:99)."]
                3:27 "2:5": Minutes and seconds of a timestamp have two figures each, as in 0:01:09.
                  fix: Write 2:05 -> ["[01:60] B: Two [inaudible 2:05] and (4:99)."]
                7:2 "1:75:00": This timestamp has more than 59 minutes, so nobody knows which time is meant.
            "#]],
        );
    }

    #[test]
    fn a_fix_that_contradicts_the_times_around_is_not_offered() {
        check(
            "time/malformed",
            "[0:01:00] A: One.\n\n[0:00:99] B: Two.\n\n[0:01:20] A: Three.\n",
            expect![[r#"
                3:2 "0:00:99": This timestamp has more than 59 seconds, so nobody knows which time is meant.
            "#]],
        );
    }

    #[test]
    fn hundredths_and_ratios_are_left_alone() {
        check(
            "time/malformed",
            "[01:02:75] A: One.\n\n[01:09:80] B: Two.\n\n[01:12:10] A: Three.\n",
            expect![[""]],
        );
        check(
            "time/malformed",
            "A: The map is in scale (1:100), that is.\n\n[00:01:00]\n\n[00:02:00]\n",
            expect![[""]],
        );
    }
}
