//! `import/duplicate-paragraph`: the same paragraphs twice.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use crate::model::segment::Paragraph;
use crate::rules::{Check, DocumentView, Findings, FixKind, Repeats, Rule, SegmentView, Severity};

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

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let paragraphs: Vec<Placed<'_>> = document
        .analysis
        .model()
        .segments
        .iter()
        .flat_map(|placed| {
            let own = placed.segment.paragraphs.iter();
            own.map(move |paragraph| Placed {
                segment: placed.start,
                paragraph,
            })
        })
        .collect();
    let mut first_uses: HashMap<u64, usize, BuildHasherDefault<Said>> = HashMap::default();
    first_uses.reserve(paragraphs.len());
    let mut at = 0;
    while at < paragraphs.len() {
        let paragraph = paragraphs[at].paragraph;
        if paragraph.words < MIN_WORDS_BELOW {
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
            .take_while(|(one, other)| one.paragraph.said == other.paragraph.said)
            .count();
        let copy = &paragraphs[at..at + run];
        let words: usize = copy.iter().map(|placed| placed.paragraph.words).sum();
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

fn prints(view: &SegmentView<'_>) -> Vec<u64> {
    let paragraphs = view.segment.paragraphs.iter();
    paragraphs.map(|paragraph| paragraph.said).collect()
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

/// A paragraph in the document. What it gives counts from the document's start, in bytes.
struct Placed<'a> {
    /// Where its segment starts.
    segment: usize,
    paragraph: &'a Paragraph,
}

fn report(
    copy: &[Placed<'_>],
    original: &[Placed<'_>],
    next: Option<&Placed<'_>>,
    findings: &mut Findings,
) {
    let message = match copy.len() {
        1 => "This paragraph stands in the file twice, word for word.".to_owned(),
        many => format!("From here on, {many} paragraphs stand in the file twice, word for word."),
    };
    findings
        .report(copy[0].range(), message)
        .unsafe_fix("Remove the second copy", removal(copy, next))
        .related(original[0].range(), "the first copy");
}

/// Removes all up to the next paragraph; but where that goes on with a turn that begins in the copy,
/// the turn's label stays.
fn removal(copy: &[Placed<'_>], next: Option<&Placed<'_>>) -> Vec<(Range<usize>, String)> {
    let remove = |start: usize, end: usize| (start..end, String::new());
    let (first, last) = (&copy[0], &copy[copy.len() - 1]);
    let start = first.range().start;
    let end = next.map_or(last.range().end, |next| next.range().start);
    let goes_on = next.is_some_and(|next| next.segment == last.segment);
    let turn = copy
        .iter()
        .find(|paragraph| paragraph.segment == last.segment && paragraph.has_label());
    match turn.filter(|_| goes_on) {
        None => vec![remove(start, end)],
        Some(turn) if turn.range().start == start => vec![remove(turn.body(), end)],
        Some(turn) => vec![remove(start, turn.range().start), remove(turn.body(), end)],
    }
}

impl Placed<'_> {
    fn range(&self) -> Range<usize> {
        self.segment + self.paragraph.range.start..self.segment + self.paragraph.range.end
    }

    fn body(&self) -> usize {
        self.segment + self.paragraph.body
    }

    fn has_label(&self) -> bool {
        self.paragraph.body > self.paragraph.range.start
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
