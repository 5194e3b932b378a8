//! `label/indented`: white space before a label.

use crate::model::segment::LineKind;
use crate::rules::habit::is_exception;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/indented",
    severity: Severity::Information,
    fix: FixKind::Safe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels with white space before them in files whose other labels begin their line.

## Why
A search for labels at the start of a line misses this one.

## Example
```presscript
Anna Example (FBC): Who decides?

  Minister Mustername: The council does.

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
Safe: removes the white space.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// The white space before a label.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let Some(label) = view.segment.label() else {
        return;
    };
    let mut lines = view.segment.lines.iter();
    let line = lines.find(|line| line.kind == LineKind::Speaker);
    let line = line.map_or(0, |line| line.range.start);
    let before = &view.text[line..label.range.start];
    let indent = before.len() - before.trim_start().len();
    if indent > 0 {
        tally.spot(0, line..line + indent);
    }
}

fn report(document: &DocumentView<'_>, indented: &Gathered<'_>, findings: &mut Findings) {
    let model = document.analysis.model();
    let labels = document.labels();
    let is_confirmed = |segment: usize| {
        let turn = model.turn_of_segment(segment);
        turn.is_some_and(|turn| labels.is_confirmed(turn))
    };
    let mut indents = Vec::new();
    for noted in indented
        .segments()
        .iter()
        .filter(|noted| is_confirmed(noted.index))
    {
        let own = indented.spots(noted).map(|spot| spot.range());
        indents.extend(own.map(|indent| noted.start + indent.start..noted.start + indent.end));
    }
    let confirmed = (0..model.turns.len()).filter(|&turn| labels.is_confirmed(turn));
    let flush = confirmed.count() - indents.len();
    if !is_exception(indents.len(), flush) {
        return;
    }
    for indent in indents {
        findings
            .report(
                indent.clone(),
                "This label is indented, while the others begin their line.",
            )
            .safe_fix("Remove the indent", [(indent, String::new())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_indent_is_removed() {
        let text = "A B: one\n\nC D: two\n\n\t A B: three\n\nC D: four\n\nA B: five\n";
        check(
            "label/indented",
            text,
            expect![[r#"
            5:1 "\t ": This label is indented, while the others begin their line.
              safe fix: Remove the indent -> ["A B: three"]
        "#]],
        );
    }

    #[test]
    fn a_file_that_indents_means_it() {
        let text = "A B: one\n\n  C D: two\n\n  A B: three\n\n  C D: four\n\n  A B: five\n";
        check("label/indented", text, expect![[""]]);
    }
}
