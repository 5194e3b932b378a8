//! From nodes to plain data: one top-level node of the tree becomes one [`Segment`].

use std::ops::Range;

use tree_sitter::Node;

use super::first_words::first_words_said;
use super::loose_label::loose_labels;
use super::paragraph::paragraphs;
use super::segment::{
    Attribute, Delimiter, DelimiterKind, Directive, Heading, Label, Line, LineKind, Mark, MarkKind,
    Part, Segment, SegmentKind, SpeakerLine, Speech,
};
use super::speech::speech;
use crate::syntax::{Kind, range_from};

/// Lowers `node`, a child of the document. `text` is the document from `start`, in bytes, to the next segment.
pub fn lower(node: Node<'_>, start: usize, text: &str) -> Segment {
    let lowering = Lowering { start, text };
    let kind = lowering.segment_kind(node);
    let mut lines = lowering.blank_or_text_lines(&kind);
    let mut marks = Vec::new();
    lowering.lines_and_marks(node, &mut lines, &mut marks);
    let speech = speech(text, &kind, &lines, &marks);
    let loose_labels = loose_labels(text, &kind, &lines, &marks);
    let paragraphs = paragraphs(text, &kind, &lines);
    let first_words = first_words_said(text, &kind, &lines);
    Segment {
        kind,
        len: text.len(),
        lines,
        marks,
        loose_labels,
        paragraphs,
        speech,
        first_words,
    }
}

/// The segment of a document that is white space only, and so has no nodes.
pub fn lower_blank(text: &str) -> Segment {
    let kind = SegmentKind::Unattributed;
    let lines = Lowering { start: 0, text }.blank_or_text_lines(&kind);
    Segment {
        kind,
        len: text.len(),
        lines,
        marks: Vec::new(),
        loose_labels: Vec::new(),
        paragraphs: Vec::new(),
        speech: Speech::default(),
        first_words: String::new(),
    }
}

struct Lowering<'a> {
    start: usize,
    text: &'a str,
}

impl Lowering<'_> {
    fn segment_kind(&self, node: Node<'_>) -> SegmentKind {
        match Kind::of(node) {
            Some(Kind::FrontMatter) => {
                let yaml = child(node, Kind::Yaml).map_or(0..0, |yaml| self.range(yaml));
                SegmentKind::FrontMatter(yaml)
            }
            Some(Kind::Heading) => {
                let level = child(node, Kind::HeadingMarker)
                    .map_or(1, |marker| self.str(marker).trim().len());
                let title = child(node, Kind::Title).map_or(0..0, |title| self.range(title));
                SegmentKind::Heading(Heading { level, title })
            }
            Some(Kind::Turn) => match child(node, Kind::SpeakerLine) {
                Some(line) => SegmentKind::Turn(Box::new(self.speaker_line(line))),
                None => SegmentKind::Unattributed,
            },
            _ => SegmentKind::Unattributed,
        }
    }

    fn speaker_line(&self, node: Node<'_>) -> SpeakerLine {
        let mut line = SpeakerLine {
            timestamp: None,
            label: None,
            delimiter: None,
            attributes: Vec::new(),
            body: 0,
            spaces: None,
        };
        let mut end = self.range(node).start;
        for field in children(node) {
            let range = self.range(field);
            match Kind::of(field) {
                Some(Kind::Timestamp) if line.label.is_none() && line.delimiter.is_none() => {
                    line.timestamp = Some(range.clone());
                }
                Some(Kind::Label) => line.label = Some(self.label(field)),
                Some(Kind::Delimiter) => {
                    line.delimiter = Some(delimiter(DelimiterKind::Regular, &range))
                }
                Some(Kind::GluedDelimiter) => {
                    line.delimiter = Some(delimiter(DelimiterKind::Glued, &range))
                }
                Some(Kind::SpacedDelimiter) => {
                    line.delimiter = Some(delimiter(DelimiterKind::Spaced, &range))
                }
                Some(Kind::WrongDelimiter) => {
                    line.delimiter = Some(delimiter(DelimiterKind::Wrong, &range))
                }
                Some(Kind::Attributes) => {
                    line.attributes = children(field)
                        .filter(|node| Kind::of(*node) == Some(Kind::Attribute))
                        .map(|node| self.attribute(node))
                        .collect();
                }
                _ => break,
            }
            end = range.end;
        }
        let rest = &self.text[end..];
        let rest = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        line.body = end + (rest.len() - rest.trim_start().len());
        if let Some(delimiter) = line
            .delimiter
            .as_ref()
            .filter(|_| line.attributes.is_empty())
        {
            let mark = &self.text[delimiter.range.clone()];
            let gap = &self.text[delimiter.range.end..line.body];
            let plain = matches!(mark, ":" | ";") && gap.chars().all(|c| c == ' ');
            line.spaces = (plain && !rest.trim().is_empty()).then_some(gap.len());
        }
        line
    }

    fn label(&self, node: Node<'_>) -> Label {
        let range = self.range(node);
        let mut label = Label {
            text: self.text[range.clone()].trim_start_matches('@').to_owned(),
            range,
            name: Part::default(),
            affiliation: None,
            manner: None,
            unclosed: false,
            explicit: false,
        };
        for part in children(node) {
            match Kind::of(part) {
                Some(Kind::Override) => label.explicit = true,
                Some(Kind::Name) => self.join(&mut label.name, part),
                Some(Kind::Affiliation) => {
                    self.join(label.affiliation.get_or_insert_default(), part)
                }
                Some(Kind::UnclosedAffiliation) => {
                    self.join(label.affiliation.get_or_insert_default(), part);
                    label.unclosed = true;
                }
                Some(Kind::Manner) => self.join(label.manner.get_or_insert_default(), part),
                _ => {}
            }
        }
        label
    }

    /// Adds a node to a part; a part in several pieces reaches from the first to the last.
    fn join(&self, part: &mut Part, node: Node<'_>) {
        let range = self.range(node);
        if part.text.is_empty() {
            *part = Part {
                text: self.text[range.clone()].to_owned(),
                range,
            };
            return;
        }
        part.range.end = range.end;
        part.text.push(' ');
        part.text.push_str(self.str(node));
    }

    fn attribute(&self, node: Node<'_>) -> Attribute {
        let text = self.str(node);
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.trim().trim_matches('"').to_owned())),
            None => (text, None),
        };
        Attribute {
            range: self.range(node),
            name: name.trim().to_owned(),
            value,
        }
    }

    fn directive(&self, node: Node<'_>) -> Directive {
        let mut directive = Directive {
            range: self.range(node),
            whole_file: false,
            codes: Vec::new(),
            reason: None,
        };
        for part in children(node) {
            let range = self.range(part);
            let text = self.str(part).trim().to_owned();
            match Kind::of(part) {
                Some(Kind::DirectiveName) => {
                    directive.whole_file = text == "presscript-ignore-file";
                    directive.range.start = range.start;
                }
                Some(Kind::RuleCode) => directive.codes.push(Part { range, text }),
                Some(Kind::DirectiveReason) if !text.is_empty() => {
                    directive.reason = Some(Part { range, text })
                }
                _ => {}
            }
        }
        directive.range.end =
            directive.range.start + self.text[directive.range.clone()].trim_end().len();
        directive
    }

    /// Every line of the segment, blank or text; in front matter and headings all lines are theirs.
    fn blank_or_text_lines(&self, kind: &SegmentKind) -> Vec<Line> {
        line_ranges(self.text)
            .map(|range| {
                let blank = self.text[range.clone()].trim().is_empty();
                let kind = match kind {
                    SegmentKind::FrontMatter(yaml) if range.start <= yaml.end || !blank => {
                        LineKind::FrontMatter
                    }
                    _ if blank => LineKind::Blank,
                    SegmentKind::Heading(_) => LineKind::Heading,
                    _ => LineKind::Text,
                };
                Line { kind, range }
            })
            .collect()
    }

    fn lines_and_marks(&self, node: Node<'_>, lines: &mut [Line], marks: &mut Vec<Mark>) {
        let mut at = 0;
        for child in children(node) {
            let kind = match Kind::of(child) {
                Some(Kind::SpeakerLine) => LineKind::Speaker,
                Some(Kind::StageLine) => LineKind::Stage,
                Some(Kind::Comment) => LineKind::Comment,
                Some(Kind::Directive) => LineKind::Directive(Box::new(self.directive(child))),
                Some(Kind::NoteDefinition) => LineKind::NoteDefinition,
                Some(Kind::TextLine) => LineKind::Text,
                Some(Kind::Title) => {
                    self.marks(child, marks);
                    continue;
                }
                _ => continue,
            };
            let start = self.range(child).start;
            while at + 1 < lines.len() && lines[at + 1].range.start <= start {
                at += 1;
            }
            if let Some(line) = lines.get_mut(at) {
                line.kind = kind;
            }
            self.marks(child, marks);
        }
    }

    /// Collects the marks below `node`, outer ones first.
    fn marks(&self, node: Node<'_>, marks: &mut Vec<Mark>) {
        let mut cursor = node.walk();
        let mut descend = cursor.goto_first_child();
        while descend {
            let here = cursor.node();
            let kind = Kind::of(here).and_then(mark_kind);
            if let Some(kind) = kind {
                marks.push(Mark {
                    kind,
                    range: self.range(here),
                });
            }
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    descend = false;
                    break;
                }
            }
        }
    }

    fn range(&self, node: Node<'_>) -> Range<usize> {
        range_from(node, self.start)
    }

    fn str(&self, node: Node<'_>) -> &str {
        &self.text[self.range(node)]
    }
}

/// The lines of `text` without their breaks: LF, CRLF and lone CR.
fn line_ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let end = text[at..]
            .find(['\n', '\r'])
            .map_or(text.len(), |found| at + found);
        let range = at..end;
        let rest = &text[end..];
        at = end
            + if rest.starts_with("\r\n") {
                2
            } else {
                rest.len().min(1)
            };
        Some(range)
    })
}

fn children<'tree>(node: Node<'tree>) -> impl Iterator<Item = Node<'tree>> {
    let mut cursor = node.walk();
    let mut more = cursor.goto_first_child();
    std::iter::from_fn(move || {
        if !more {
            return None;
        }
        let child = cursor.node();
        more = cursor.goto_next_sibling();
        Some(child)
    })
}

fn child(node: Node<'_>, kind: Kind) -> Option<Node<'_>> {
    children(node).find(|child| Kind::of(*child) == Some(kind))
}

fn delimiter(kind: DelimiterKind, range: &Range<usize>) -> Delimiter {
    Delimiter {
        kind,
        range: range.clone(),
    }
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
