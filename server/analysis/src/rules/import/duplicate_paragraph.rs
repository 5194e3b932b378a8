//! `import/duplicate-paragraph`: the same paragraphs twice.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::model::segment::LineKind;
use crate::model::vocabulary::{count_words, fold};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Reads, Rule, SegmentView, Severity, each_segment,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "import/duplicate-paragraph",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds long paragraphs that stand in a file twice, word for word. Paragraphs that follow each other both
times are one finding. A paragraph of less than 50 words is reported only right below its double, since
prepared lines do come back.

## Why
Web pages and PDFs are often pasted twice, or a page break repeats what stood above it.

## Example
```presscript
Minister Mustername: The Council of Harbours met this morning and decided to open three of the four harbours by Friday noon.

The Council of Harbours met this morning and decided to open three of the four harbours by Friday noon.

Anna Example (FBC): And the fourth?
```

## Use instead
```presscript
Minister Mustername: The Council of Harbours met this morning and decided to open three of the four harbours by Friday noon.

Anna Example (FBC): And the fourth?
```

## Fix
Removes the second copy. A label stays where more follows that it speaks.
",
    check: Check::Document(Reads::Prints { of: long_paragraphs, times: 2 }, check),
};

/// Copies with fewer words than these are reported only right below each other.
const MIN_WORDS: usize = 50;

/// Speakers say shorter sentences twice.
const MIN_WORDS_BELOW: usize = 15;

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let mut paragraphs = Vec::new();
    each_segment(analysis, |start, view| {
        collect(&view, start, &mut paragraphs)
    });
    let mut first_uses: HashMap<u64, usize> = HashMap::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let paragraph = &paragraphs[at];
        if paragraph.words < MIN_WORDS_BELOW {
            at += 1;
            continue;
        }
        let Some(&first) = first_uses.get(&paragraph.said) else {
            first_uses.insert(paragraph.said, at);
            at += 1;
            continue;
        };
        findings.depend_on_all();
        let rest = paragraphs[at..].iter().zip(&paragraphs[first..at]);
        let run = rest
            .take_while(|(one, other)| one.said == other.said)
            .count();
        let copy = &paragraphs[at..at + run];
        let words: usize = copy.iter().map(|paragraph| paragraph.words).sum();
        if words >= MIN_WORDS || first + run == at {
            report(
                copy,
                &paragraphs[first..first + run],
                paragraphs.get(at + run),
                findings,
            );
        }
        at += run;
    }
}

/// The paragraphs of a segment that may be the first one of two copies.
fn long_paragraphs(view: &SegmentView<'_>) -> Vec<u64> {
    let mut paragraphs = Vec::new();
    collect(view, 0, &mut paragraphs);
    let long = paragraphs
        .into_iter()
        .filter(|paragraph| paragraph.words >= MIN_WORDS_BELOW);
    long.map(|paragraph| paragraph.said).collect()
}

/// A paragraph of speech, a stage line or a heading. Ranges count from the document's start, in bytes.
struct Paragraph {
    /// Where it is, a label included.
    range: Range<usize>,
    /// Where its words begin, behind a label.
    body: usize,
    /// Where its segment starts.
    segment: usize,
    words: usize,
    /// A hash of its folded words.
    said: u64,
}

fn collect(view: &SegmentView<'_>, start: usize, paragraphs: &mut Vec<Paragraph>) {
    let lines = &view.segment.lines;
    let is_text = |kind: &LineKind| matches!(kind, LineKind::Speaker | LineKind::Text);
    for run in lines.chunk_by(|above, line| is_text(&above.kind) && is_text(&line.kind)) {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let body = match (&first.kind, view.segment.speaker_line()) {
            (LineKind::Speaker, Some(line)) => line.body.min(last.range.end),
            (LineKind::Text | LineKind::Stage | LineKind::Heading, _) => first.range.start,
            _ => continue,
        };
        let said = fold(view.slice(&(body..last.range.end)));
        if said.is_empty() {
            continue;
        }
        let mut hasher = DefaultHasher::new();
        said.hash(&mut hasher);
        paragraphs.push(Paragraph {
            range: start + first.range.start..start + last.range.end,
            body: start + body,
            segment: start,
            words: count_words(&said),
            said: hasher.finish(),
        });
    }
}

fn report(
    copy: &[Paragraph],
    original: &[Paragraph],
    next: Option<&Paragraph>,
    findings: &mut Findings,
) {
    let message = match copy.len() {
        1 => "This paragraph stands in the file twice, word for word.".to_owned(),
        many => format!("From here on, {many} paragraphs stand in the file twice, word for word."),
    };
    findings
        .report(copy[0].range.clone(), message)
        .unsafe_fix("Remove the second copy", removal(copy, next))
        .related(original[0].range.clone(), "the first copy");
}

/// Removes all up to the next paragraph; but where that goes on with a turn that begins in the copy,
/// the turn's label stays.
fn removal(copy: &[Paragraph], next: Option<&Paragraph>) -> Vec<(Range<usize>, String)> {
    let remove = |start: usize, end: usize| (start..end, String::new());
    let (first, last) = (&copy[0], &copy[copy.len() - 1]);
    let start = first.range.start;
    let end = next.map_or(last.range.end, |next| next.range.start);
    let goes_on = next.is_some_and(|next| next.segment == last.segment);
    let turn = copy
        .iter()
        .find(|paragraph| paragraph.segment == last.segment && paragraph.has_label());
    match turn.filter(|_| goes_on) {
        None => vec![remove(start, end)],
        Some(turn) if turn.range.start == start => vec![remove(turn.body, end)],
        Some(turn) => vec![remove(start, turn.range.start), remove(turn.body, end)],
    }
}

impl Paragraph {
    fn has_label(&self) -> bool {
        self.body > self.range.start
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    const SPEECH: &str = "The Council of Harbours met this morning and decided to open three of the four harbours by Friday noon.";
    const LONG: &str = "It met again in the afternoon, because the fourth harbour is the one that the ferries from the north need most of all, and because nobody on the islands wants to wait for another week until the bread, the post and the newspapers of the whole month before arrive at last.";

    #[test]
    fn a_run_of_paragraphs_is_one_finding() {
        let turns =
            format!("Chair: {SPEECH}\n\nThank you.\n\n{LONG}\n\nAnna Example (FBC): Why?\n");
        check(
            "import/duplicate-paragraph",
            &format!("{turns}\nChair: Because.\n\n{turns}"),
            expect![[r#"
                11:1 "Chair: The Council of Harbours met this morning and decided to open three of the four harbours by Friday noon.": From here on, 4 paragraphs stand in the file twice, word for word.
                  see 1:1 "Chair: The Council of Harbours met this morning and decided to open three of the four harbours by Friday noon.": the first copy
                  fix: Remove the second copy -> []
            "#]],
        );
    }

    #[test]
    fn the_label_stays_where_more_follows() {
        check(
            "import/duplicate-paragraph",
            &format!(
                "Chair: {LONG}\n\nAnna Example (FBC): Why?\n\nChair: {LONG}\n\nThat is why.\n"
            ),
            expect![[r#"
                5:1 "Chair: It met again in the afternoon, because the fourth harbour is the one that the ferries from the north need most of all, and because nobody on the islands wants to wait for another week until the bread, the post and the newspapers of the whole month before arrive at last.": This paragraph stands in the file twice, word for word.
                  see 1:1 "Chair: It met again in the afternoon, because the fourth harbour is the one that the ferries from the north need most of all, and because nobody on the islands wants to wait for another week until the bread, the post and the newspapers of the whole month before arrive at last.": the first copy
                  fix: Remove the second copy -> ["Chair: That is why."]
            "#]],
        );
    }

    #[test]
    fn what_is_said_again_later_is_left_alone() {
        check(
            "import/duplicate-paragraph",
            &format!("Chair: {SPEECH}\n\nAnna Example (FBC): Sorry?\n\nChair: {SPEECH}\n"),
            expect![[""]],
        );
        check(
            "import/duplicate-paragraph",
            "Chair: No.\n\nNo.\n\nNo.\n",
            expect![[""]],
        );
    }
}
