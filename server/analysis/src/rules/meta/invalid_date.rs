//! `meta/invalid-date`: a date that is no ISO 8601 date.

use crate::model::date::Date;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "meta/invalid-date",
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds a `date` in the front matter that is no day of the form `2022-03-04`; a time may follow.

## Why
Archives are sorted by it, and `4/3/2022` is a day in March or in April.

## Example
```presscript
---
date: March 4, 2022
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
date: 2022-03-04
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
Writes the day in that form, where it can mean one day only.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let front_matter = &document.analysis.model().context.front_matter;
    let Some(value) = front_matter.get("date") else {
        return;
    };
    let text = value.text().unwrap_or_default();
    if value.is_nothing() || Date::from_iso(text).is_some() {
        return;
    }
    let Some(date) = Date::from_words(text) else {
        findings.report(
            value.range.clone(),
            "This is no date of the form 2022-03-04, which says without doubt which day it was.",
        );
        return;
    };
    findings
        .report(
            value.range.clone(),
            format!("A date is written as {date}, so that it means one day everywhere."),
        )
        .unsafe_fix(
            format!("Write it as {date}"),
            [(value.range.clone(), date.to_string())],
        );
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn days_are_recognised_where_they_are_clear() {
        check(
            "meta/invalid-date",
            "---\ndate: 'Friday, 4 March 2022'\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:7 "'Friday, 4 March 2022'": A date is written as 2022-03-04, so that it means one day everywhere.
                  fix: Write it as 2022-03-04 -> ["date: 2022-03-04"]
            "#]],
        );
        check(
            "meta/invalid-date",
            "---\ndate: 04/03/2022\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:7 "04/03/2022": This is no date of the form 2022-03-04, which says without doubt which day it was.
            "#]],
        );
        check(
            "meta/invalid-date",
            "---\ndate: 2022-02-30\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:7 "2022-02-30": This is no date of the form 2022-03-04, which says without doubt which day it was.
            "#]],
        );
        check(
            "meta/invalid-date",
            "---\ndate: [2022-02-03]\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:7 "[2022-02-03]": This is no date of the form 2022-03-04, which says without doubt which day it was.
            "#]],
        );
    }

    #[test]
    fn iso_dates_are_right() {
        check(
            "meta/invalid-date",
            "---\ndate: 2022-03-04\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
        check(
            "meta/invalid-date",
            "---\ndate: '2022-03-04T10:00:00Z'\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
        check(
            "meta/invalid-date",
            "---\ndate:\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
    }
}
