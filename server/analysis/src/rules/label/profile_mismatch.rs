//! `label/profile-mismatch`: a label in the form of another house.

use crate::rules::house::HouseLabels;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Relabelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/profile-mismatch",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that the house would write in another way: `MR. SAMPLE:` under `profile: state`, whose labels have no
full stop, or `QUESTION:` under `profile: white-house`. A profile that was only inferred from the labels can't say that a
label is wrong: name it in the front matter or in `presscript.toml`. Labels that it cannot convert are left alone.

## Why
A label in a foreign form is missed by whoever searches or converts the archive by its form.

## Example
```presscript
---
profile: state
---
MR. SAMPLE: Good afternoon.

QUESTION: Who decides?
```

## Use instead
```presscript
---
profile: state
---
MR SAMPLE: Good afternoon.

QUESTION: Who decides?
```

## Fix
Writes the label in the house's form.
",
    check: Check::Labels(Labelled { check, is_affected }),
};

fn is_affected(document: &DocumentView<'_>, _: &Relabelled<'_>) -> bool {
    document.analysis.model().context.named().is_some()
}

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    // What was inferred from the labels can't say that a label is wrong.
    let Some(house) = model.context.named().and_then(|_| HouseLabels::of(model)) else {
        return;
    };
    let profile = &model.context.profile;
    let labels = document.labels();
    for turn in 0..model.turns.len() {
        let fits = || house.label(turn).is_some_and(|label| house.fits(&label));
        if labels.fits_house(turn, fits) {
            continue;
        }
        let Some(due) = house.converted(turn) else {
            continue;
        };
        findings
            .report(
                model.label_range(turn),
                format!(
                    "This label is not in the form of this house ({}), which is “{}”.",
                    profile.title, due.name
                ),
            )
            .unsafe_fix(format!("Write “{}”", due.name), [(due.range, due.text)]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn labels_are_converted_to_the_named_house() {
        check(
            "label/profile-mismatch",
            "---\nprofile: white-house\n---\nMr. Sample: Hi.\n\nQUESTION: Why?\n\nAnna Example: So.\n\nMS EXAMPLE: Yes.\n\nAUDIENCE MEMBER: Hm.\n\nQ: And?\n",
            expect![[r#"
                4:1 "Mr. Sample": This label is not in the form of this house (The White House), which is “MR. SAMPLE:”.
                  fix: Write “MR. SAMPLE:” -> ["MR. SAMPLE: Hi."]
                6:1 "QUESTION": This label is not in the form of this house (The White House), which is “Q”.
                  fix: Write “Q” -> ["Q    Why?"]
                8:1 "Anna Example": This label is not in the form of this house (The White House), which is “MS. EXAMPLE:”.
                  fix: Write “MS. EXAMPLE:” -> ["MS. EXAMPLE: So."]
                10:1 "MS EXAMPLE": This label is not in the form of this house (The White House), which is “MS. EXAMPLE:”.
                  fix: Write “MS. EXAMPLE:” -> ["MS. EXAMPLE: Yes."]
                14:1 "Q": This label is not in the form of this house (The White House), which is “Q”.
                  fix: Write “Q” -> ["Q    And?"]
            "#]],
        );
        check(
            "label/profile-mismatch",
            "---\nprofile: bank-of-england\n---\nAnna Example (FBC): Why?\n\nMAX SAMPLE: So.\n",
            expect![[r#"
                4:1 "Anna Example (FBC)": This label is not in the form of this house (Bank of England), which is “Anna Example, FBC:”.
                  fix: Write “Anna Example, FBC:” -> ["Anna Example, FBC: Why?"]
                6:1 "MAX SAMPLE": This label is not in the form of this house (Bank of England), which is “Max Sample:”.
                  fix: Write “Max Sample:” -> ["Max Sample: So."]
            "#]],
        );
        check(
            "label/profile-mismatch",
            "---\nprofile: state\n---\nMR SAMPLE: Hi.\n\nQ    Why?\n",
            expect![[r#"
                6:1 "Q": This label is not in the form of this house (U.S. Department of State), which is “QUESTION:”.
                  fix: Write “QUESTION:” -> ["QUESTION: Why?"]
            "#]],
        );
    }

    #[test]
    fn an_inferred_house_can_not_say_that_a_label_is_wrong() {
        let fitting = "MR. SAMPLE:  Hi.\n\nQ    Why?\n\nMR. SAMPLE:  So.\n\nQ    When?\n\nMS. DUMMY:  Now.\n\n".repeat(2);
        let text = format!("{fitting}Mr. Sample:  Bye.\n");
        check("label/profile-mismatch", &text, expect![[""]]);
    }
}
