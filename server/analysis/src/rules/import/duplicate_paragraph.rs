//! `import/duplicate-paragraph`: the same paragraphs twice.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use crate::model::segment::{Line, LineKind, SegmentKind};
use crate::model::vocabulary::{count_folded_words, digest_letters, fold};
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Prints, Repeats, Rule, SegmentView, Severity,
    each_segment,
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
    check: Check::Repeats(Repeats {
        prints,
        times: 2,
        check,
    }),
};

/// Copies with fewer words than these are reported only right below each other.
const MIN_WORDS: usize = 50;

/// Speakers say shorter sentences twice.
const MIN_WORDS_BELOW: usize = 15;

fn check(document: &DocumentView<'_>, prints: &Prints<'_>, findings: &mut Findings) {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut segment = 0;
    each_segment(document.analysis, |start, view| {
        let said = prints.of(segment);
        let places = places(&view).zip(said);
        paragraphs.extend(places.map(|((range, body), said)| Paragraph {
            segment,
            range: start + range.start..start + range.end,
            body: start + body,
            said,
        }));
        segment += 1;
    });
    let words = |paragraph: &Paragraph| {
        let said = document.analysis.slice(paragraph.body..paragraph.range.end);
        count_folded_words(&fold(&said))
    };
    let mut first_uses: HashMap<u64, usize, BuildHasherDefault<Said>> = HashMap::default();
    let mut at = 0;
    while at < paragraphs.len() {
        let paragraph = &paragraphs[at];
        if !prints.come_back(paragraph.said) || words(paragraph) < MIN_WORDS_BELOW {
            at += 1;
            continue;
        }
        let Some(&first) = first_uses.get(&paragraph.said) else {
            first_uses.insert(paragraph.said, at);
            at += 1;
            continue;
        };
        findings.depend_on_order();
        let rest = paragraphs[at..].iter().zip(&paragraphs[first..at]);
        let run = rest
            .take_while(|(one, other)| one.said == other.said)
            .count();
        let copy = &paragraphs[at..at + run];
        if first + run == at || copy.iter().map(words).sum::<usize>() >= MIN_WORDS {
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

/// What each paragraph says, whatever its capitals, marks and spaces.
fn prints(view: &SegmentView<'_>) -> Vec<u64> {
    let said = places(view).map(|(range, body)| digest_letters(&view.text[body..range.end]));
    said.collect()
}

/// The paragraphs of a segment that say something, in order: speech, stage lines and headings. Where each is, a label
/// included, and where its words begin, behind a label.
fn places<'a>(view: &SegmentView<'a>) -> impl Iterator<Item = (Range<usize>, usize)> + 'a {
    let SegmentView { segment, text, .. } = *view;
    let is_text = |kind: &LineKind| matches!(kind, LineKind::Speaker | LineKind::Text);
    let lines = &segment.lines[..];
    let runs = lines.chunk_by(move |above, line| is_text(&above.kind) && is_text(&line.kind));
    let places = runs.filter_map(|run| place(&segment.kind, run));
    let says = |c: char| c.is_alphanumeric() || c == '#';
    places.filter(move |(range, body)| text[*body..range.end].contains(says))
}

fn place(kind: &SegmentKind, run: &[Line]) -> Option<(Range<usize>, usize)> {
    let (first, last) = (run.first()?, run.last()?);
    let body = match (&first.kind, kind) {
        (LineKind::Speaker, SegmentKind::Turn(line)) => line.body.min(last.range.end),
        (LineKind::Text | LineKind::Stage | LineKind::Heading, _) => first.range.start,
        _ => return None,
    };
    Some((first.range.start..last.range.end, body))
}

/// What is said is a hash already.
#[derive(Default)]
struct Said(u64);

impl Hasher for Said {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only `said` is hashed")
    }

    fn write_u64(&mut self, said: u64) {
        self.0 = said;
    }
}

/// A paragraph in the document, in bytes of it.
struct Paragraph {
    /// The segment that it is in.
    segment: usize,
    /// A label included.
    range: Range<usize>,
    /// Where its words begin, behind a label.
    body: usize,
    said: u64,
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
