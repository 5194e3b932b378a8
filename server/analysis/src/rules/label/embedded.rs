//! `label/embedded`: a speaker label in the middle of a paragraph.

use crate::model::segment::{LooseLabel, LooseLabelKind};
use crate::model::vocabulary::HONORIFICS;
use crate::rules::labels::{Labels, is_in_capitals};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "label/embedded",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds labels of this document's speakers that stand inside a paragraph.

## Why
The paragraph break was lost, and the answer counts as part of the question.

## Example
```presscript
Anna Example (FBC): Who decides?

MR. MUSTERNAME: The council does.

Anna Example (FBC): And who pays for this? MR. MUSTERNAME: We do.
```

## Use instead
```presscript
Anna Example (FBC): Who decides?

MR. MUSTERNAME: The council does.

Anna Example (FBC): And who pays for this?

MR. MUSTERNAME: We do.
```

## Fix
Splits the turn before the label.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// What stands before a colon that could end a label.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let loose = view.segment.loose_labels.iter();
    for loose in loose.filter(|loose| loose.kind == LooseLabelKind::Embedded) {
        tally.spot(0, 0..loose.range.end);
    }
}

fn report(document: &DocumentView<'_>, noted: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let labels = document.labels();
    if !labels.has_conversation() {
        return;
    }
    let mut embedded = Vec::new();
    noted.each_segment(|start, view| {
        for loose in &view.segment.loose_labels {
            if loose.kind == LooseLabelKind::Embedded
                && let Some(at) = known_suffix(labels, &view, loose)
            {
                let space = view.text[..at].trim_end().len();
                embedded.push((start + space, start + at..start + loose.range.end));
            }
        }
    });
    if embedded.len() > model.turns.len() {
        return;
    }
    for (space, label) in embedded {
        let blank_line = analysis.text().line_break(0).repeat(2);
        let name = analysis.slice(label.clone()).into_owned();
        findings
            .report(
                label.clone(),
                format!(
                    "“{name}” speaks in the middle of this paragraph; a turn needs its own line."
                ),
            )
            .unsafe_fix("Begin a new turn here", [(space..label.start, blank_line)]);
    }
}

/// Where a label starts that ends at the loose label's colon: the longest run of its last words that
/// is known, or is of the form that this document's labels have, behind the end of a sentence.
fn known_suffix(labels: &Labels<'_>, view: &SegmentView<'_>, loose: &LooseLabel) -> Option<usize> {
    let mut at = 0;
    for word in loose.text.split_inclusive(char::is_whitespace) {
        let suffix = &loose.text[at..];
        let start = loose.range.start + at;
        let before = view.text[..start].trim_end();
        let in_capitals = is_in_capitals(suffix);
        let ends_sentence = ends_sentence(before);
        let known =
            labels.is_written(suffix) && (ends_sentence || (in_capitals && !expects_noun(before)));
        let of_the_form = (in_capitals && is_honorific(word))
            || (labels.sums().bracketed_turns >= MIN_BRACKETED && is_name_with_outlet(suffix));
        if known || (of_the_form && ends_sentence) {
            return Some(start);
        }
        at += word.len();
    }
    None
}

/// So many labels with outlets in brackets make a form.
const MIN_BRACKETED: usize = 3;

/// `Anna Example (FBC)`
fn is_name_with_outlet(text: &str) -> bool {
    let name = text.split_once('(').map_or("", |(name, _)| name.trim_end());
    let words = name.split_whitespace();
    text.ends_with(')') && words.clone().count() > 1 && words.count() <= MAX_NAME_WORDS
}

/// A name has no more words.
const MAX_NAME_WORDS: usize = 4;

/// Whether the sentence goes on with whom it speaks of: `I asked the PM: why?`
fn expects_noun(before: &str) -> bool {
    let last = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    const WORDS: &[&str] = &[
        "the", "a", "an", "our", "your", "my", "his", "her", "their", "to", "of", "from", "with",
        "by", "for", "and", "or", "dear", "der", "die", "das", "den", "dem", "an", "von", "und",
        "le", "la", "les", "du", "de", "à", "au", "et", "el", "los", "las", "del", "al", "y",
    ];
    WORDS.contains(&last)
}

fn is_honorific(word: &str) -> bool {
    HONORIFICS.has(word)
}

fn ends_sentence(before: &str) -> bool {
    before.trim_end().ends_with([
        '.', '?', '!', '…', ')', ']', '”', '"', '—', '-', '。', '？', '！',
    ])
}

#[cfg(test)]
mod tests {
    use crate::Analysis;
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn a_label_may_end_its_line() {
        let text = "CHAIR:\nOne.\n\nDEPUTY:\nThere were two of them. CHAIR:\nThree.\n\nDEPUTY:\nFour. There are the following:\nfive.\n\nCHAIR:\nSix.\n";
        check(
            "label/embedded",
            text,
            expect![[r#"
            5:25 "CHAIR": “CHAIR” speaks in the middle of this paragraph; a turn needs its own line.
              fix: Begin a new turn here -> ["There were two of them."]
        "#]],
        );
    }

    #[test]
    fn known_labels_and_honorifics_are_found() {
        let text = "MR. SAMPLE: One.\n\nQ: Two? THE PRESIDENT: Three.\nAnd MR. SAMPLE: Four. MS. NEWCOMER: Five.\n\nTHE PRESIDENT: Six.\n\nMR. SAMPLE: Seven.\n\nTHE PRESIDENT: Eight.\n";
        check(
            "label/embedded",
            text,
            expect![[r#"
            3:9 "THE PRESIDENT": “THE PRESIDENT” speaks in the middle of this paragraph; a turn needs its own line.
              fix: Begin a new turn here -> ["Q: Two?", "THE PRESIDENT: Three."]
            4:23 "MS. NEWCOMER": “MS. NEWCOMER” speaks in the middle of this paragraph; a turn needs its own line.
              fix: Begin a new turn here -> ["And MR. SAMPLE: Four.", "MS. NEWCOMER: Five."]
        "#]],
        );
    }

    #[test]
    fn the_new_turn_gets_the_line_breaks_of_the_document() {
        for line_break in ["\n", "\r\n", "\r"] {
            let text = "MR. SAMPLE: One.\n\nQ: Two? MR. SAMPLE: Three.\n\nQ: Four?\n";
            let analysis = Analysis::of(&text.replace('\n', line_break));
            let found = analysis.diagnostics().iter();
            let fix = found
                .filter(|found| found.code == "label/embedded")
                .find_map(|found| found.fixes.first())
                .expect("the label in the paragraph is found");
            assert_eq!(fix.edits[0].text, line_break.repeat(2));
        }
    }

    #[test]
    fn questions_without_a_colon_and_askers_with_outlets_are_found() {
        let text = "Q    One?\n\nMR. SAMPLE: Two. Q    Three?\n\nQ    Four? Vitamin Q is here.\n\nMR. SAMPLE: Five.\n";
        check(
            "label/embedded",
            text,
            expect![[r#"
            3:18 "Q": “Q” speaks in the middle of this paragraph; a turn needs its own line.
              fix: Begin a new turn here -> ["MR. SAMPLE: Two.", "Q    Three?"]
        "#]],
        );
        let text = "Anna Example (FBC): One?\n\nChair: Two.\n\nDora Dummy (TPB): Three?\n\nChair: Four. Peter Placeholder (Daily Sample): Five?\n\nNils Noname (ITV9): Six? He wrote Islands (1999): no.\n";
        check(
            "label/embedded",
            text,
            expect![[r#"
            7:14 "Peter Placeholder (Daily Sample)": “Peter Placeholder (Daily Sample)” speaks in the middle of this paragraph; a turn needs its own line.
              fix: Begin a new turn here -> ["Chair: Four.", "Peter Placeholder (Daily Sample): Five?"]
        "#]],
        );
    }

    #[test]
    fn names_within_sentences_stay() {
        let text = "Minister: I asked the Minister: why? And Anna: too. In Texas: so. I asked the PM: why?\n\nPM: One.\n\nAnna: One.\n\nMinister: Two.\n\nAnna: Three.\n";
        check("label/embedded", text, expect![[""]]);
    }
}
