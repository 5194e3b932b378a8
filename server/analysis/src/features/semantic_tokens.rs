//! What each part of the text is, for colours: labels by what they say, notes, corrections, comments.
//!
//! No token crosses a line, since nothing in a transcript does, and no two overlap: what stands inside
//! another token interrupts it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::target::find_words;
use crate::Analysis;
use crate::model::label_form::{Generic, LabelForm};
use crate::model::placeholder::is_placeholder;
use crate::model::segment::{
    Attribute, Label, Line, LineKind, Mark, MarkKind, SegmentKind, SpeakerLine,
};
use crate::model::vocabulary::{NoteKind, fold};
use crate::model::{Model, Placed, Role, note_kind};

mod kept;

pub use kept::{Chunk, PlacedToken, Tokens};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is, in bytes; within one line, and never empty.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
    /// Of a label: what is known of the speaker.
    pub label: LabelTraits,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `Harbour Secretary General` in a label.
    Title,
    /// `Mr.` in a label.
    Honorific,
    /// A name in a label.
    Name,
    /// The outlet or institution in a label.
    Outlet,
    /// `through interpreter` in a label.
    Manner,
    /// A label that names nobody: `Q`.
    Generic,
    /// A label that heads metadata: `Date`.
    Metadata,
    /// `[inaudible]`, `(Laughter.)`: nobody said it.
    Annotation,
    /// `[have]`: words that the editor put in.
    Insertion,
    /// `{-20-}`: words that a correction struck.
    Struck,
    /// `{+11+}`: words that a correction added.
    Added,
    /// `[00:12:31]`.
    Timestamp,
    /// `[^1]` in the text.
    NoteReference,
    /// `[^1]` where the note is.
    NoteDefinition,
    /// A heading line.
    Heading,
    /// An editor's note, and what is said for a directive.
    Comment,
    /// `presscript-ignore`.
    DirectiveName,
    /// The code of a rule in a directive.
    RuleCode,
    /// The name of an attribute.
    AttributeName,
    /// Its value.
    AttributeValue,
    /// An address.
    Link,
}

/// What is known of the speaker whom a label names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LabelTraits {
    /// It stands at the speaker's first turn.
    pub first: bool,
    /// It may be no label at all; see the rule `label/unconfirmed`.
    pub unconfirmed: bool,
    /// What the speaker does.
    pub role: Option<Role>,
}

/// The tokens of the lines that `range` touches, in order.
pub fn semantic_tokens(analysis: &Analysis, range: Range<usize>) -> Vec<Token> {
    let text = analysis.text();
    let start = text.line_start(text.line_of(range.start));
    let end = text
        .line_range(text.line_of(range.end.max(range.start)))
        .end;
    let model = analysis.model();
    let labels = Labels::of(analysis);
    let mut tokens = Vec::new();
    for at in model.segment_at(start).unwrap_or(0)..model.segments.len() {
        let placed = model.segments.at(at);
        if placed.start > end {
            break;
        }
        let window = start.saturating_sub(placed.start)..placed.segment.len.min(end - placed.start);
        let turn = model.turn_of_segment(at);
        let label = turn.and_then(|turn| labels.of_turn(turn, placed));
        Part::of(analysis, placed, window, label).tokens(&mut tokens);
    }
    tokens
}

/// What is known of the labels of a document.
struct Labels<'a> {
    model: &'a Model,
    /// Where those start that may be none.
    unconfirmed: Vec<usize>,
}

/// What the tokens of a label depend on beside its text.
type Known<'a> = (&'a Arc<LabelForm>, LabelTraits);

impl<'a> Labels<'a> {
    fn of(analysis: &'a Analysis) -> Self {
        let found = analysis.diagnostics().iter();
        let unconfirmed = found.filter(|found| found.code == "label/unconfirmed");
        Self {
            model: analysis.model(),
            unconfirmed: unconfirmed.map(|found| found.range.start).collect(),
        }
    }

    /// The label of a turn, if it has one.
    fn of_turn(&self, turn: usize, placed: Placed<'_>) -> Option<Known<'a>> {
        let label = placed.segment.label()?;
        let start = placed.start + label.range.start;
        let read = &self.model.turns[turn];
        let form = read.form.as_ref()?;
        let speaker = read.speaker.map(|id| &self.model.speakers[id]);
        let traits = LabelTraits {
            first: speaker.is_some_and(|speaker| speaker.turns.first() == Some(&turn)),
            unconfirmed: self.unconfirmed.binary_search(&start).is_ok(),
            role: match form.generic {
                Some(Generic::Question) => Some(Role::Press),
                _ => speaker.map(|speaker| speaker.role),
            },
        };
        Some((form, traits))
    }
}

/// The lines of a segment that are asked about.
struct Part<'a> {
    placed: Placed<'a>,
    /// Which bytes of the segment.
    window: Range<usize>,
    /// Their text.
    text: Cow<'a, str>,
    /// What is known of its label.
    label: Option<Known<'a>>,
}

impl<'a> Part<'a> {
    fn of(
        analysis: &'a Analysis,
        placed: Placed<'a>,
        window: Range<usize>,
        label: Option<Known<'a>>,
    ) -> Self {
        Self {
            placed,
            text: analysis.slice(placed.start + window.start..placed.start + window.end),
            window,
            label,
        }
    }
}

impl Part<'_> {
    fn tokens(&self, tokens: &mut Vec<Token>) {
        let segment = &self.placed.segment;
        let mut found = Vec::new();
        if let SegmentKind::Turn(line) = &segment.kind
            && self.window.start == 0
        {
            self.speaker_line(line, &mut found);
        }
        let lines = window_of(&segment.lines, &self.window, |line| line.range.start);
        for line in lines {
            self.line(line, &mut found);
        }
        let mut stages = lines
            .iter()
            .filter(|line| line.kind == LineKind::Stage)
            .peekable();
        for mark in window_of(&segment.marks, &self.window, |mark| mark.range.start) {
            while stages
                .next_if(|line| line.range.end <= mark.range.start)
                .is_some()
            {}
            let alone = stages
                .peek()
                .is_some_and(|line| line.range.start <= mark.range.start);
            if let Some(kind) = self.mark_kind(mark, alone) {
                found.push(self.token(mark.range.clone(), kind));
            }
        }
        found.sort_by_key(|token| (token.range.start, std::cmp::Reverse(token.range.end)));
        flatten(found, tokens);
    }

    fn speaker_line(&self, line: &SpeakerLine, found: &mut Vec<Token>) {
        if let (Some(label), Some((form, traits))) = (&line.label, self.label) {
            let mut parts = Vec::new();
            label_parts(
                label,
                form,
                &self.text[label.name.range.clone()],
                &mut parts,
            );
            for (range, kind) in parts {
                found.push(Token {
                    label: traits,
                    ..self.token(range, kind)
                });
            }
        }
        for attribute in &line.attributes {
            self.attribute(attribute, found);
        }
    }

    fn attribute(&self, attribute: &Attribute, found: &mut Vec<Token>) {
        let Range { start, end } = attribute.range;
        let written = &self.text[start..end];
        let name = written.find('=').unwrap_or(written.len());
        found.push(self.token(start..start + name, TokenKind::AttributeName));
        if name < written.len() {
            found.push(self.token(start + name + 1..end, TokenKind::AttributeValue));
        }
    }

    fn line(&self, line: &Line, found: &mut Vec<Token>) {
        let written = &self.text[line.range.start - self.window.start..][..line.range.len()];
        let start = line.range.start + (written.len() - written.trim_start().len());
        let whole = start..start + written.trim().len();
        match &line.kind {
            LineKind::Heading => found.push(self.token(whole, TokenKind::Heading)),
            LineKind::Comment => found.push(self.token(whole, TokenKind::Comment)),
            LineKind::Directive(directive) => {
                found.push(self.token(whole, TokenKind::Comment));
                let text = &written[directive.range.start - line.range.start..];
                let name = text.find(char::is_whitespace).unwrap_or(text.len());
                let name = directive.range.start..directive.range.start + name;
                found.push(self.token(name, TokenKind::DirectiveName));
                for code in &directive.codes {
                    found.push(self.token(code.range.clone(), TokenKind::RuleCode));
                }
            }
            LineKind::NoteDefinition => {
                let mark = written.find("]:").map_or(0, |at| at + 1);
                found.push(self.token(start..line.range.start + mark, TokenKind::NoteDefinition));
            }
            LineKind::FrontMatter
            | LineKind::Speaker
            | LineKind::Text
            | LineKind::Stage
            | LineKind::Blank => {}
        }
    }

    fn mark_kind(&self, mark: &Mark, alone: bool) -> Option<TokenKind> {
        Some(match mark.kind {
            MarkKind::Annotation | MarkKind::UnclosedAnnotation | MarkKind::Parenthetical => {
                let Range { start, end } = mark.range;
                let within = Mark {
                    kind: mark.kind,
                    range: start - self.window.start..end - self.window.start,
                };
                match note_kind(&self.text, &within, alone) {
                    NoteKind::Insertion => TokenKind::Insertion,
                    NoteKind::Spoken => return None,
                    _ => TokenKind::Annotation,
                }
            }
            MarkKind::Timestamp => TokenKind::Timestamp,
            MarkKind::Deletion => TokenKind::Struck,
            MarkKind::Insertion => TokenKind::Added,
            MarkKind::NoteReference => TokenKind::NoteReference,
            MarkKind::Link => TokenKind::Link,
            MarkKind::UnclosedParenthetical | MarkKind::Escape => return None,
        })
    }

    fn token(&self, range: Range<usize>, kind: TokenKind) -> Token {
        Token {
            range: self.placed.start + range.start..self.placed.start + range.end,
            kind,
            label: LabelTraits::default(),
        }
    }
}

/// Those of `items`, ordered by their starts, that start in the window.
fn window_of<'a, T>(items: &'a [T], window: &Range<usize>, start: impl Fn(&T) -> usize) -> &'a [T] {
    let from = items.partition_point(|item| start(item) < window.start);
    let len = items[from..].partition_point(|item| start(item) < window.end);
    &items[from..from + len]
}

/// The parts of a label, in bytes of its segment. `name` is its name part as written.
fn label_parts(
    label: &Label,
    form: &LabelForm,
    name: &str,
    parts: &mut Vec<(Range<usize>, TokenKind)>,
) {
    let start = label.name.range.start;
    let nameless = match form.generic {
        Some(Generic::Metadata) => Some(TokenKind::Metadata),
        Some(_) => Some(TokenKind::Generic),
        None => is_placeholder(&form.folded).then_some(TokenKind::Generic),
    };
    if let Some(kind) = nameless {
        parts.push((label.name.range.clone(), kind));
    } else {
        let known = [
            (form.title.as_deref(), TokenKind::Title),
            (form.name.as_deref(), TokenKind::Name),
        ];
        let mut found = false;
        for (words, kind) in known {
            let Some(range) = words.and_then(|words| find_words(name, words).next()) else {
                continue;
            };
            found = true;
            let first = name[range.clone()]
                .find(char::is_whitespace)
                .map_or(range.end, |at| range.start + at);
            let honorific = kind == TokenKind::Name
                && first < range.end
                && form.honorific.as_deref() == Some(&fold(&name[range.start..first]));
            if honorific {
                parts.push((start + range.start..start + first, TokenKind::Honorific));
                let rest = range.end - name[first..range.end].trim_start().len();
                parts.push((start + rest..start + range.end, kind));
            } else {
                parts.push((start + range.start..start + range.end, kind));
            }
        }
        if !found && !label.name.range.is_empty() {
            parts.push((label.name.range.clone(), TokenKind::Name));
        }
    }
    if let Some(affiliation) = &label.affiliation {
        let is_title = form.affiliation.is_none() && form.title.is_some();
        let kind = if is_title {
            TokenKind::Title
        } else {
            TokenKind::Outlet
        };
        parts.push((affiliation.range.clone(), kind));
    }
    if let Some(manner) = &label.manner {
        parts.push((manner.range.clone(), TokenKind::Manner));
    }
}

/// Cuts tokens that hold others around these, so that none overlap. `tokens` are ordered, outer ones first.
fn flatten(tokens: Vec<Token>, out: &mut Vec<Token>) {
    let mut open: Vec<Token> = Vec::new();
    let mut emit = |token: Token| {
        if token.range.start < token.range.end {
            out.push(token);
        }
    };
    for mut token in tokens {
        while let Some(done) = open.pop_if(|outer| outer.range.end <= token.range.start) {
            emit(done);
        }
        if let Some(outer) = open.last_mut() {
            let before = outer.range.start..token.range.start;
            token.range.end = token.range.end.min(outer.range.end);
            outer.range.start = token.range.end;
            emit(Token {
                range: before,
                ..outer.clone()
            });
        }
        open.push(token);
    }
    while let Some(done) = open.pop() {
        emit(done);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use super::*;

    fn show(analysis: &Analysis, range: Range<usize>) -> String {
        let mut out = String::new();
        for token in semantic_tokens(analysis, range) {
            let LabelTraits {
                first,
                unconfirmed,
                role,
            } = token.label;
            let written = analysis.slice(token.range);
            write!(out, "{:?} {written:?}", token.kind).unwrap();
            for (is, name) in [(first, "first"), (unconfirmed, "unconfirmed")] {
                if is {
                    write!(out, " {name}").unwrap();
                }
            }
            let role = role.map_or("", Role::name);
            writeln!(out, "{}{role}", if role.is_empty() { "" } else { " " }).unwrap();
        }
        out
    }

    fn check(text: &str, expect: Expect) {
        expect.assert_eq(&show(&Analysis::of(text), 0..text.len()));
    }

    #[test]
    fn a_label_is_coloured_by_what_it_says() {
        check(
            "Anna Example (Daily  Sample): Why?\n\nHarbour Council Chair Max  Mustername (through interpreter): So.\n\nAnna Example (Daily Sample): And?\n\nHarbour Council Chair: Yes.\n\nMr. Placeholder: No.\n\nQ: Why not?\n\nMr. Placeholder: {answer lang=es} No.\n",
            expect![[r#"
                Name "Anna Example" first press
                Outlet "Daily  Sample" first press
                Title "Harbour Council Chair" first principal
                Name "Max  Mustername" first principal
                Manner "through interpreter" first principal
                Name "Anna Example" press
                Outlet "Daily Sample" press
                Title "Harbour Council Chair" principal
                Honorific "Mr." first principal
                Name "Placeholder" first principal
                Generic "Q" press
                Honorific "Mr." principal
                Name "Placeholder" principal
                AttributeName "answer"
                AttributeName "lang"
                AttributeValue "es"
            "#]],
        );
    }

    #[test]
    fn what_was_not_said_is_coloured() {
        check(
            "---\ntitle: x\n---\n# On [00:01] bread\n%% a note\n  %% presscript-ignore label/unknown, note/glued: as printed\n[00:12:31] Q: We [have] {-20-}{+11+} (Laughter.) (as I said) https://example.org \\: [^1] [inaudible 00:12:40]\n[inaudible question]\n\n[^1]: It was June [sic].\n",
            expect![[r##"
                Heading "# On "
                Timestamp "[00:01]"
                Heading " bread"
                Comment "%% a note"
                Comment "%% "
                DirectiveName "presscript-ignore"
                Comment " "
                RuleCode "label/unknown"
                Comment ", "
                RuleCode "note/glued"
                Comment ": as printed"
                Timestamp "[00:12:31]"
                Generic "Q" press
                Insertion "[have]"
                Struck "{-20-}"
                Added "{+11+}"
                Annotation "(Laughter.)"
                Link "https://example.org"
                NoteReference "[^1]"
                Annotation "[inaudible "
                Timestamp "00:12:40"
                Annotation "]"
                Annotation "[inaudible question]"
                NoteDefinition "[^1]"
                Annotation "[sic]"
            "##]],
        );
    }

    #[test]
    fn a_label_that_stands_in_for_a_name_has_none() {
        check(
            "Speaker 1: Why?\n\nMR. SAMPLE: So.\n\nUNIDENTIFIED MALE: And?\n",
            expect![[r#"
                Generic "Speaker 1" first unknown
                Honorific "MR." first unknown
                Name "SAMPLE" first unknown
                Generic "UNIDENTIFIED MALE" first unknown
            "#]],
        );
    }

    #[test]
    fn what_may_be_no_label_is_marked() {
        check(
            "MR. SAMPLE: One.\n\nMS. EXAMPLE: Two.\n\nMR. SAMPLE: Three.\n\nIn Texas: nothing.\n\nMS. EXAMPLE: Four.\n",
            expect![[r#"
                Honorific "MR." first unknown
                Name "SAMPLE" first unknown
                Honorific "MS." first unknown
                Name "EXAMPLE" first unknown
                Honorific "MR." unknown
                Name "SAMPLE" unknown
                Name "In Texas" first unconfirmed unknown
                Honorific "MS." unknown
                Name "EXAMPLE" unknown
            "#]],
        );
    }

    #[test]
    fn a_range_means_its_lines() {
        let text =
            "Q: [sic] One.\r\n[00:01] two [laughs]\r\n[00:02] three\r\n\r\nA: [00:03] Four\r\n";
        let analysis = Analysis::of(text);
        let two = text.find("two").unwrap();
        expect![[r#"
            Timestamp "[00:01]"
            Annotation "[laughs]"
        "#]]
        .assert_eq(&show(&analysis, two..two + 1));
        let three = text.find("three").unwrap();
        expect![[r#"
            Timestamp "[00:02]"
            Generic "A"
            Timestamp "[00:03]"
        "#]]
        .assert_eq(&show(&analysis, three..text.len()));
        assert_eq!(show(&analysis, text.len()..text.len()), "");
    }

    #[test]
    fn tokens_neither_overlap_nor_cross_lines() {
        let text = include_str!("../../../../tests/fixtures/briefing.presscript");
        let text =
            format!("{text}\nQ: ([00:01] [a [b] c] (Laughter (x) [sic]\n[[^1] https://a.b/[c]]\n");
        let analysis = Analysis::of(&text);
        let tokens = semantic_tokens(&analysis, 0..text.len());
        assert!(tokens.len() > 40);
        for pair in tokens.windows(2) {
            assert!(pair[0].range.end <= pair[1].range.start, "{pair:?}");
        }
        for token in tokens {
            let written = &text[token.range.clone()];
            assert!(!written.is_empty() && !written.contains('\n'), "{token:?}");
        }
    }

    #[test]
    fn an_empty_document_has_no_tokens() {
        check("", expect![[""]]);
    }
}
