//! From a tree to plain data: each top-level node becomes one [`Segment`].

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr_iter, memchr2, memchr2_iter, memrchr2};
use tree_sitter::{Node, Tree, TreeCursor};

use super::first_words::first_words_said;
use super::loose_label::loose_labels;
use super::segment::{
    Attribute, Delimiter, DelimiterKind, Directive, Heading, Label, Line, LineKind, Mark, MarkKind,
    Part, Segment, SegmentKind, SpeakerLine, Speech,
};
use super::speech::speech;
use crate::syntax::{Kind, range_from};
use crate::{Cancel, Cancelled};

/// Lowers all of a tree. `text` begins at the byte `first` of what was parsed.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn lower(
    tree: &Tree,
    first: usize,
    text: &str,
    cancel: &Cancel,
) -> Result<Vec<Arc<Segment>>, Cancelled> {
    let mut cursor = tree.walk();
    let nodes: Vec<_> = tree.root_node().named_children(&mut cursor).collect();
    let mut segments = Vec::with_capacity(nodes.len());
    // A node starts behind the white space before it; a segment starts with its line.
    let line_start = |node: &Node<'_>| {
        let before = &text[..node.start_byte() - first];
        memrchr2(b'\n', b'\r', before.as_bytes()).map_or(0, |at| at + 1)
    };
    let mut start = 0;
    for (at, node) in nodes.iter().enumerate() {
        cancel.check()?;
        let end = nodes.get(at + 1).map_or(text.len(), line_start);
        cursor.reset(*node);
        let segment = lower_node(&mut cursor, first + start, &text[start..end]);
        segments.push(Arc::new(segment));
        start = end;
    }
    if start < text.len() {
        segments.push(Arc::new(lower_blank(&text[start..])));
    }
    Ok(segments)
}

/// Lowers the node that the cursor is at, a child of the document. `text` is the document from `start`, in bytes, to the
/// next segment.
fn lower_node(cursor: &mut TreeCursor<'_>, start: usize, text: &str) -> Segment {
    let mut lowering = Lowering {
        cursor,
        start,
        text,
        lines: lines(text),
        marks: Vec::new(),
    };
    let kind = lowering.segment();
    let Lowering { lines, marks, .. } = lowering;
    Segment {
        speech: speech(text, &kind, &lines, &marks),
        loose_labels: loose_labels(text, &kind, &lines, &marks).into(),
        first_words: first_words_said(text, &kind, &lines).into(),
        len: text.len(),
        kind,
        lines: lines.into(),
        marks: marks.into(),
    }
}

/// The segment of a document that is white space only, and so has no nodes.
fn lower_blank(text: &str) -> Segment {
    Segment {
        kind: SegmentKind::Unattributed,
        len: text.len(),
        lines: lines(text).into(),
        marks: Box::default(),
        loose_labels: Box::default(),
        speech: Speech::default(),
        first_words: Box::default(),
    }
}

struct Lowering<'a, 'tree> {
    cursor: &'a mut TreeCursor<'tree>,
    start: usize,
    text: &'a str,
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

impl Lowering<'_, '_> {
    fn segment(&mut self) -> SegmentKind {
        match Kind::of(self.cursor.node()) {
            Some(Kind::FrontMatter) => self.front_matter(),
            Some(Kind::Heading) => self.heading(),
            _ => self.turn(),
        }
    }

    fn front_matter(&mut self) -> SegmentKind {
        let mut yaml = 0..0;
        self.children(|_, kind, range| {
            if kind == Kind::Yaml {
                yaml = range;
            }
        });
        for line in &mut self.lines {
            if line.range.start <= yaml.end || line.kind != LineKind::Blank {
                line.kind = LineKind::FrontMatter;
            }
        }
        SegmentKind::FrontMatter(yaml)
    }

    fn heading(&mut self) -> SegmentKind {
        let mut heading = Heading {
            level: 1,
            title: 0..0,
        };
        self.children(|this, kind, range| match kind {
            Kind::HeadingMarker => heading.level = this.text[range].trim().len(),
            Kind::Title => {
                heading.title = range;
                this.marks();
            }
            _ => {}
        });
        let lines = self.lines.iter_mut();
        for line in lines.filter(|line| line.kind != LineKind::Blank) {
            line.kind = LineKind::Heading;
        }
        SegmentKind::Heading(heading)
    }

    /// A turn, or lines that no speaker line stands above.
    fn turn(&mut self) -> SegmentKind {
        let mut segment = SegmentKind::Unattributed;
        let mut at = 0;
        self.children(|this, kind, range| {
            let kind = match kind {
                Kind::SpeakerLine => LineKind::Speaker,
                Kind::StageLine => LineKind::Stage,
                Kind::Comment => LineKind::Comment,
                Kind::Directive => LineKind::Directive(Box::new(this.directive(range.clone()))),
                Kind::NoteDefinition => LineKind::NoteDefinition,
                Kind::TextLine => LineKind::Text,
                _ => return,
            };
            let next = |at: usize| this.lines.get(at + 1).map(|line| line.range.start);
            while next(at).is_some_and(|next| next <= range.start) {
                at += 1;
            }
            if kind == LineKind::Speaker {
                segment = SegmentKind::Turn(Box::new(this.speaker_line(range.start)));
            } else {
                this.marks();
            }
            if let Some(line) = this.lines.get_mut(at) {
                line.kind = kind;
            }
        });
        segment
    }

    fn speaker_line(&mut self, start: usize) -> SpeakerLine {
        let mut line = SpeakerLine {
            timestamp: None,
            label: None,
            delimiter: None,
            attributes: Box::default(),
            body: 0,
            spaces: None,
        };
        let mut end = start;
        let mut speaks = false;
        self.children(|this, kind, range| {
            if !speaks {
                match kind {
                    Kind::Timestamp if line.label.is_none() && line.delimiter.is_none() => {
                        line.timestamp = Some(range.clone());
                    }
                    Kind::Label => line.label = Some(this.label(range.clone())),
                    Kind::Attributes => line.attributes = this.attributes().into(),
                    kind => match delimiter_kind(kind) {
                        Some(kind) => {
                            let range = range.clone();
                            line.delimiter = Some(Delimiter { kind, range });
                        }
                        None => speaks = true,
                    },
                }
                if !speaks {
                    end = range.end;
                }
            }
            this.mark(kind, range);
        });
        let rest = &self.text[end..];
        let breaks = memchr2(b'\n', b'\r', rest.as_bytes());
        let rest = &rest[..breaks.unwrap_or(rest.len())];
        line.body = end + (rest.len() - rest.trim_start().len());
        if let Some(delimiter) = line
            .delimiter
            .as_ref()
            .filter(|_| line.attributes.is_empty())
        {
            let mark = &self.text[delimiter.range.clone()];
            let gap = &self.text[delimiter.range.end..line.body];
            let plain = matches!(mark, ":" | ";") && gap.bytes().all(|byte| byte == b' ');
            line.spaces = (plain && !rest.trim().is_empty()).then_some(gap.len());
        }
        line
    }

    fn label(&mut self, range: Range<usize>) -> Label {
        let mut label = Label {
            text: self.text[range.clone()].trim_start_matches('@').to_owned(),
            range,
            name: Part::default(),
            affiliation: None,
            manner: None,
            unclosed: false,
            explicit: false,
        };
        self.children(|this, kind, range| match kind {
            Kind::Override => label.explicit = true,
            Kind::Name => this.join(&mut label.name, range),
            Kind::Affiliation => this.join(label.affiliation.get_or_insert_default(), range),
            Kind::UnclosedAffiliation => {
                this.join(label.affiliation.get_or_insert_default(), range);
                label.unclosed = true;
            }
            Kind::Manner => this.join(label.manner.get_or_insert_default(), range),
            _ => {}
        });
        label
    }

    /// Adds a node to a part; a part in several pieces reaches from the first to the last.
    fn join(&self, part: &mut Part, range: Range<usize>) {
        let text = &self.text[range.clone()];
        if part.text.is_empty() {
            *part = Part {
                text: text.to_owned(),
                range,
            };
            return;
        }
        part.range.end = range.end;
        part.text.push(' ');
        part.text.push_str(text);
    }

    fn attributes(&mut self) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        self.children(|this, kind, range| {
            if kind == Kind::Attribute {
                attributes.push(this.attribute(range));
            }
        });
        attributes
    }

    fn attribute(&self, range: Range<usize>) -> Attribute {
        let text = &self.text[range.clone()];
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.trim().trim_matches('"').to_owned())),
            None => (text, None),
        };
        Attribute {
            range,
            name: name.trim().to_owned(),
            value,
        }
    }

    fn directive(&mut self, range: Range<usize>) -> Directive {
        let mut directive = Directive {
            range,
            whole_file: false,
            codes: Vec::new(),
            reason: None,
        };
        self.children(|this, kind, range| {
            let text = this.text[range.clone()].trim().to_owned();
            match kind {
                Kind::DirectiveName => {
                    directive.whole_file = text == "presscript-ignore-file";
                    directive.range.start = range.start;
                }
                Kind::RuleCode => directive.codes.push(Part { range, text }),
                Kind::DirectiveReason if !text.is_empty() => {
                    directive.reason = Some(Part { range, text })
                }
                _ => {}
            }
        });
        directive.range.end =
            directive.range.start + self.text[directive.range.clone()].trim_end().len();
        directive
    }

    /// Collects the marks below the node that the cursor is at, outer ones first.
    fn marks(&mut self) {
        self.children(Self::mark);
    }

    /// Collects the node that the cursor is at, if it is a mark, and the marks below.
    fn mark(&mut self, kind: Kind, range: Range<usize>) {
        if let Some(kind) = mark_kind(kind) {
            self.marks.push(Mark { kind, range });
        }
        if holds_marks(kind) {
            self.marks();
        }
    }

    /// Moves the cursor through the children that have a kind, and back.
    fn children(&mut self, mut visit: impl FnMut(&mut Self, Kind, Range<usize>)) {
        if !self.cursor.goto_first_child() {
            return;
        }
        loop {
            let node = self.cursor.node();
            if let Some(kind) = Kind::of(node) {
                visit(self, kind, range_from(node, self.start));
            }
            if !self.cursor.goto_next_sibling() {
                break;
            }
        }
        self.cursor.goto_parent();
    }
}

/// The lines of a segment without their breaks (LF, CRLF and lone CR), each of them blank or text.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let unended = usize::from(!text.ends_with('\n'));
    let mut lines = Vec::with_capacity(memchr_iter(b'\n', bytes).count() + unended);
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let kind = match text[range.clone()].trim_start().is_empty() {
            true => LineKind::Blank,
            false => LineKind::Text,
        };
        lines.push(Line { kind, range });
    };
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        // The second half of a break ends no line.
        if end >= start {
            push(start..end);
            start = end
                + if bytes[end..].starts_with(b"\r\n") {
                    2
                } else {
                    1
                };
        }
    }
    if start < bytes.len() {
        push(start..bytes.len());
    }
    lines
}

fn delimiter_kind(kind: Kind) -> Option<DelimiterKind> {
    Some(match kind {
        Kind::Delimiter => DelimiterKind::Regular,
        Kind::GluedDelimiter => DelimiterKind::Glued,
        Kind::SpacedDelimiter => DelimiterKind::Spaced,
        Kind::WrongDelimiter => DelimiterKind::Wrong,
        _ => return None,
    })
}

/// Whether marks may stand within such a node.
fn holds_marks(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Annotation
            | Kind::UnclosedAnnotation
            | Kind::Parenthetical
            | Kind::UnclosedParenthetical
    )
}

fn mark_kind(kind: Kind) -> Option<MarkKind> {
    Some(match kind {
        Kind::Annotation => MarkKind::Annotation,
        Kind::UnclosedAnnotation => MarkKind::UnclosedAnnotation,
        Kind::Parenthetical => MarkKind::Parenthetical,
        Kind::UnclosedParenthetical => MarkKind::UnclosedParenthetical,
        Kind::Timestamp => MarkKind::Timestamp,
        Kind::Deletion => MarkKind::Deletion,
        Kind::Insertion => MarkKind::Insertion,
        Kind::NoteReference => MarkKind::NoteReference,
        Kind::Link => MarkKind::Link,
        Kind::Escape => MarkKind::Escape,
        _ => return None,
    })
}
