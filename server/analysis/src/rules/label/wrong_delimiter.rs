//! `label/wrong-delimiter`: a semicolon or a dash where the colon belongs.

use crate::model::segment::{DelimiterKind, LooseLabelKind};
use crate::rules::loose::{self, meant_labels};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/wrong-delimiter",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels that end in a semicolon, a dash or another mark.

## Why
The label reads as text, and a search for labels misses it.

## Example
```presscript
Anna Example (FBC); Can you tell us when?

Minister Mustername: On Friday.

Anna Example (FBC) - And where?
```

## Use instead
```presscript
Anna Example (FBC): Can you tell us when?

Minister Mustername: On Friday.

Anna Example (FBC): And where?
```

## Fix
Puts a colon in the mark's place.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    loose::collect(view, &[LooseLabelKind::WrongDelimiter], tally);
    let delimiter = view
        .segment
        .speaker_line()
        .and_then(|line| line.delimiter.as_ref());
    if let Some(wrong) = delimiter.filter(|delimiter| delimiter.kind == DelimiterKind::Wrong) {
        tally.spot(WRONG, wrong.range.clone());
    }
}

/// No kind of loose label.
const WRONG: usize = 2;

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    noted.each_segment(|start, view| {
        let Some(line) = view.segment.speaker_line() else {
            return;
        };
        if let (Some(label), Some(delimiter)) = (&line.label, &line.delimiter)
            && delimiter.kind == DelimiterKind::Wrong
        {
            let mark = start + delimiter.range.start..start + delimiter.range.end;
            let before = start
                + label.range.start
                + view.slice(&label.range).trim_end_matches([':', ' ']).len();
            findings
                .report(mark.clone(), message(view.slice(&delimiter.range)))
                .unsafe_fix(TITLE, [(before..mark.end, ":".to_owned())]);
        }
    });
    for meant in meant_labels(document, noted, LooseLabelKind::WrongDelimiter) {
        let written = analysis.slice(meant.delimiter.clone()).into_owned();
        let mark = meant.delimiter.end - written.trim_start().len()..meant.delimiter.end;
        findings
            .report(mark, message(written.trim()))
            .unsafe_fix(TITLE, [(meant.delimiter, ":".to_owned())]);
    }
}

const TITLE: &str = "Put a colon here";

fn message(mark: &str) -> String {
    format!("This label ends in `{mark}` where a colon belongs.")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn marks_become_colons() {
        let text = "Anna Example (FBC); When?\n\nMR. SAMPLE: On Friday.\n\nAnna Example (FBC) – Where?\n\nMR. SAMPLE: Here.\n\nMR. SAMPLE; There.\n\nMS. EXAMPLE: Where?\n\nMR. SAMPLE: And there.\n\nMS. EXAMPLE - And?\n\nMR. SAMPLE: No.\n";
        check(
            "label/wrong-delimiter",
            text,
            expect![[r#"
                1:19 ";": This label ends in `;` where a colon belongs.
                  fix: Put a colon here -> ["Anna Example (FBC): When?"]
                5:20 "–": This label ends in `–` where a colon belongs.
                  fix: Put a colon here -> ["Anna Example (FBC): Where?"]
                9:11 ";": This label ends in `;` where a colon belongs.
                  fix: Put a colon here -> ["MR. SAMPLE: There."]
                15:13 "-": This label ends in `-` where a colon belongs.
                  fix: Put a colon here -> ["MS. EXAMPLE: And?"]
            "#]],
        );
    }

    #[test]
    fn dashes_behind_others_stay() {
        let text = "MR. SAMPLE: Three islands.\n\nNorth Island – The one with the harbour.\n\nMR. SAMPLE: And two more.\n";
        check("label/wrong-delimiter", text, expect![[""]]);
    }
}
