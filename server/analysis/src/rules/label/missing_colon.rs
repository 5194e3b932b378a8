//! `label/missing-colon`: a speaker's name without a colon.

use crate::model::segment::LooseLabelKind;
use crate::rules::loose::{self, meant_labels};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/missing-colon",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds lines that begin with a speaker of this document, or with a name of the form that its labels
have, but without the colon.

## Why
What follows is counted as said by whoever spoke before.

## Example
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC) Can you tell us when?
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

Minister Mustername: The council does.

Anna Example (FBC): Can you tell us when?
```

## Fix
Inserts the colon, or puts it in the full stop's place.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let kinds = [LooseLabelKind::MissingColon, LooseLabelKind::Opening];
    loose::collect(view, &kinds, tally);
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    for meant in meant_labels(document, noted, LooseLabelKind::MissingColon) {
        let name_end = meant.range.end;
        let last = meant.text.chars().next_back().map_or(0, char::len_utf8);
        let place = if meant.delimiter.is_empty() {
            name_end - last..name_end
        } else {
            meant.delimiter.clone()
        };
        findings
            .report(
                place,
                format!(
                    "A colon is missing behind “{}”, so this counts as said by the speaker before.",
                    meant.text
                ),
            )
            .unsafe_fix("Put a colon here", [(meant.delimiter, ":".to_owned())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn full_stops_and_nothing_at_all_become_colons() {
        let text = "AMBASSADOR SAMPLE: One.\n\nMR. EXAMPLE: Two.\n\nAMBASSADOR SAMPLE. Sitting here.\n\nMR. EXAMPLE: Three.\n\nAMBASSADOR SAMPLE: Four.\n";
        check(
            "label/missing-colon",
            text,
            expect![[r#"
            5:18 ".": A colon is missing behind “AMBASSADOR SAMPLE”, so this counts as said by the speaker before.
              fix: Put a colon here -> ["AMBASSADOR SAMPLE: Sitting here."]
        "#]],
        );
    }

    #[test]
    fn the_form_of_the_other_labels_is_enough() {
        let text = "Anna Example (FBC): One?\n\nChair: Two.\n\nDora Dummy (TPB): Three?\n\nChair: Four.\n\nPeter Placeholder (Daily Sample) Can you?\n\nChair: Five.\n\nNils Noname (ITV9): Six?\n";
        check(
            "label/missing-colon",
            text,
            expect![[r#"
            9:32 ")": A colon is missing behind “Peter Placeholder (Daily Sample)”, so this counts as said by the speaker before.
              fix: Put a colon here -> ["Peter Placeholder (Daily Sample): Can you?"]
        "#]],
        );
    }

    #[test]
    fn a_house_that_sets_full_stops_means_them() {
        let text = "CHAIR SAMPLE: One.\n\nANNA EXAMPLE. Two.\n\nCHAIR SAMPLE. Three.\n\nANNA EXAMPLE. Four.\n\nCHAIR SAMPLE. Five.\n";
        check("label/missing-colon", text, expect![[""]]);
    }

    #[test]
    fn a_name_that_comes_back_begins_a_paragraph() {
        let text = "Anna Example: One?\n\nMS. SAMPLE:  Two.\n\nAnna Example Well, I have three.\n\nAnna Example: Four?\n\nMS. SAMPLE  Five.\n\nMS. SAMPLE:  Six.\n\nAnna Example has seven.\nAnna Example Eight.\n\nFBC Harbour Chair: Nine.\n\nAnna Example: Ten.\n\nFBC Harbour Chair Eleven words.\n\nFBC Harbour Chair: Twelve.\n";
        check(
            "label/missing-colon",
            text,
            expect![[r#"
                5:12 "e": A colon is missing behind “Anna Example”, so this counts as said by the speaker before.
                  fix: Put a colon here -> ["Anna Example: Well, I have three."]
                9:10 "E": A colon is missing behind “MS. SAMPLE”, so this counts as said by the speaker before.
                  fix: Put a colon here -> ["MS. SAMPLE:  Five."]
                20:17 "r": A colon is missing behind “FBC Harbour Chair”, so this counts as said by the speaker before.
                  fix: Put a colon here -> ["FBC Harbour Chair: Eleven words."]
            "#]],
        );
    }

    #[test]
    fn names_in_running_text_stay() {
        let text = "Anna Example: One?\n\nChair: Two.\n\nDora Dummy (TPB) Wrote this book.\n\nAnna Example: Three.\n";
        check("label/missing-colon", text, expect![[""]]);
    }
}
