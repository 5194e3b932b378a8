//! `meta/embargo-active`: an embargo that isn't over.

use crate::model::date::Date;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "meta/embargo-active",
    severity: Severity::Warning,
    fix: FixKind::None,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds `status: embargoed` with a `date` that is still to come.

## Why
The transcript must not be published before that day.

## Example
```presscript
---
date: 2022-03-04
status: embargoed
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
date: 2022-03-04
status: as-delivered
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
None: wait, or change the status when the embargo is lifted.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let front_matter = &analysis.model().context.front_matter;
    let day = front_matter.text("date").and_then(Date::from_iso);
    let (Some(today), Some(day), Some(status)) =
        (analysis.settings().today, day, front_matter.get("status"))
    else {
        return;
    };
    if status.text() == Some("embargoed") && day > today {
        findings.report(
            status.range.clone(),
            format!(
                "This transcript is under embargo until {day}; it must not be published before."
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_day_that_has_come_is_no_embargo() {
        check(
            "meta/embargo-active",
            "---\ndate: 2022-03-01\nstatus: embargoed\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
        check(
            "meta/embargo-active",
            "---\ndate: 2022-03-02T10:00\nstatus: embargoed\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                3:9 "embargoed": This transcript is under embargo until 2022-03-02; it must not be published before.
            "#]],
        );
        check(
            "meta/embargo-active",
            "---\ndate: 2022-03-02\nstatus: provisional\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
        check(
            "meta/embargo-active",
            "---\nstatus: embargoed\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
    }
}
