//! What a selection grows by: word, sentence, line, paragraph, turn, exchange, section, document; in a label, its
//! parts.

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::target::shifted;
use crate::Analysis;
use crate::model::Placed;
use crate::model::front_matter::{Key, Value, ValueKind};
use crate::model::segment::{LineKind, Segment, SegmentKind, SpeakerLine};
use crate::model::vocabulary::{HONORIFICS, fold};

/// What a cursor at each byte offset selects, step by step: each range holds the one before it and more.
pub fn selection_ranges(analysis: &Analysis, offsets: &[usize]) -> Vec<Vec<Range<usize>>> {
    let mut selections = Selections {
        analysis,
        sections: sections(analysis),
        paragraphs: HashMap::new(),
    };
    let offsets = offsets.iter();
    offsets
        .map(|&offset| {
            let offset = analysis.text().floor(offset);
            nested(selections.around(offset), offset)
        })
        .collect()
}

/// Words and sentences are looked for this many bytes before and behind the cursor, so that a line may be of any length.
const WINDOW: usize = 4096;

/// This many marks before the cursor are looked at: as deep as brackets are nested.
const MAX_MARKS: usize = 32;

struct Selections<'a> {
    analysis: &'a Analysis,
    sections: Vec<Section>,
    /// The paragraphs of the segments that were asked for.
    paragraphs: HashMap<usize, Vec<Range<usize>>>,
}

impl Selections<'_> {
    /// The ranges around a byte, from small to large.
    fn around(&mut self, offset: usize) -> Vec<Range<usize>> {
        let analysis = self.analysis;
        let model = analysis.model();
        let mut ranges = Vec::new();
        if let Some(at) = model.segment_at(offset) {
            let placed = model.segments.at(at);
            in_line(analysis, placed, offset, &mut ranges);
            ranges.extend(self.paragraph(at, offset));
            if let Some(turn) = model.turn_of_segment(at) {
                ranges.push(model.turn_range(turn));
                let exchange = model.turns[turn].exchange.map(|id| &model.exchanges[id]);
                let ends = exchange
                    .and_then(|exchange| Some((*exchange.turns.first()?, *exchange.turns.last()?)));
                ranges.extend(ends.map(|(first, last)| {
                    model.turn_range(first).start..model.turn_range(last).end
                }));
            } else if placed.segment.content_end() > placed.segment.content_start() {
                let segment = &placed.segment;
                let content = segment.content_start()..segment.content_end();
                ranges.push(shifted(&content, placed.start));
            }
            if matches!(placed.segment.kind, SegmentKind::FrontMatter(_)) {
                in_front_matter(&model.context.front_matter.keys, offset, &mut ranges);
            }
        }
        self.in_sections(offset, &mut ranges);
        ranges.push(0..analysis.text().len());
        ranges
    }

    /// The paragraph at a byte: lines without a blank one between them.
    fn paragraph(&mut self, segment: usize, offset: usize) -> Option<Range<usize>> {
        let placed = self.analysis.model().segments.at(segment);
        let paragraphs = self
            .paragraphs
            .entry(segment)
            .or_insert_with(|| paragraphs(placed.segment));
        let at = offset - placed.start;
        let after = paragraphs.partition_point(|paragraph| paragraph.start <= at);
        let paragraph = paragraphs[..after].last()?;
        Some(shifted(paragraph, placed.start))
    }

    /// The sections around a byte, from the innermost.
    fn in_sections(&self, offset: usize, ranges: &mut Vec<Range<usize>>) {
        let starts_before = |section: &Section| section.range.start <= offset;
        let after = self.sections.partition_point(starts_before);
        let mut section = after.checked_sub(1);
        while let Some(at) = section {
            ranges.push(self.sections[at].range.clone());
            section = self.sections[at].parent;
        }
    }
}

/// Only the ranges that hold the byte and all of those before them, each once.
fn nested(mut ranges: Vec<Range<usize>>, offset: usize) -> Vec<Range<usize>> {
    ranges.retain(|range| range.start <= offset && offset <= range.end);
    ranges.sort_by_key(|range| (range.len(), range.start));
    let mut nested: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let holds = |inner: &Range<usize>| {
            range.start <= inner.start && inner.end <= range.end && range.len() > inner.len()
        };
        if nested.last().is_none_or(holds) {
            nested.push(range);
        }
    }
    nested
}

/// A heading with all up to the next one of its level or above.
struct Section {
    range: Range<usize>,
    /// The section that it is a part of, by index.
    parent: Option<usize>,
}

/// All sections, in order.
fn sections(analysis: &Analysis) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut end = 0;
    for placed in &analysis.model().segments {
        if let SegmentKind::Heading(heading) = &placed.segment.kind {
            while let Some((_, closed)) = open.pop_if(|(level, _)| *level >= heading.level) {
                sections[closed].range.end = end;
            }
            let parent = open.last().map(|&(_, section)| section);
            open.push((heading.level, sections.len()));
            sections.push(Section {
                range: placed.start..placed.start,
                parent,
            });
        }
        end = placed.start + placed.segment.content_end();
    }
    for (_, section) in open {
        sections[section].range.end = end;
    }
    sections
}

/// The paragraphs of a segment, in bytes of it.
fn paragraphs(segment: &Segment) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for line in &segment.lines {
        let text = matches!(line.kind, LineKind::Text | LineKind::Speaker);
        match paragraphs.last_mut() {
            Some(last) if open && text => last.end = line.range.end,
            _ if text => paragraphs.push(line.range.clone()),
            _ => {}
        }
        open = text;
    }
    paragraphs
}

/// Word, sentence, mark, label parts and line, whichever there are at a byte.
fn in_line(analysis: &Analysis, placed: Placed<'_>, offset: usize, ranges: &mut Vec<Range<usize>>) {
    let segment = &placed.segment;
    let at = offset - placed.start;
    let after = segment.lines.partition_point(|line| line.range.start <= at);
    let Some(line) = segment.lines[..after].last() else {
        return;
    };
    let mut body = segment.body(line);
    if let (LineKind::Speaker, Some(speaker_line)) = (&line.kind, segment.speaker_line()) {
        let parts = label_parts(speaker_line);
        ranges.extend(parts.iter().map(|part| shifted(part, placed.start)));
    }
    if let SegmentKind::Heading(heading) = &segment.kind {
        body = heading.title.clone();
    }
    let line = shifted(&line.range, placed.start);
    ranges.extend(word(analysis, &line, offset));
    if matches!(segment.kind, SegmentKind::FrontMatter(_)) {
        return;
    }
    if body.start <= at {
        let body = shifted(&body, placed.start);
        ranges.extend(sentence(analysis, &body, offset));
        ranges.push(body);
    }
    let after = segment.marks.partition_point(|mark| mark.range.start <= at);
    let marks = segment.marks[..after].iter().rev().take(MAX_MARKS);
    ranges.extend(marks.map(|mark| shifted(&mark.range, placed.start)));
    ranges.push(line);
}

/// Name, outlet, manner and the whole of a label, and its line's other parts.
fn label_parts(line: &SpeakerLine) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    parts.extend(line.timestamp.clone());
    parts.extend(
        line.attributes
            .iter()
            .map(|attribute| attribute.range.clone()),
    );
    if let Some(label) = &line.label {
        let further = [label.affiliation.as_ref(), label.manner.as_deref()];
        parts.push(label.name.range.clone());
        parts.extend(further.into_iter().flatten().map(|part| part.range.clone()));
        parts.push(label.range.clone());
    }
    parts
}

/// Keys, values and entries of the front matter around a byte.
fn in_front_matter(keys: &[Key], offset: usize, ranges: &mut Vec<Range<usize>>) {
    let holds = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let in_keys = |keys: &'_ [Key]| {
        keys.iter()
            .position(|key| holds(&(key.range.start..key.value.range.end.max(key.range.end))))
    };
    let mut next = in_keys(keys).map(|at| &keys[at]);
    while let Some(key) = next.take() {
        ranges.push(key.range.clone());
        ranges.push(key.range.start..key.value.range.end.max(key.range.end));
        let mut value: Option<&Value> = Some(&key.value);
        while let Some(inner) = value.take() {
            ranges.push(inner.range.clone());
            match &inner.kind {
                ValueKind::Scalar(_) => {}
                ValueKind::List(values) => {
                    value = values.iter().find(|value| holds(&value.range));
                }
                ValueKind::Mapping(keys) => next = in_keys(keys).map(|at| &keys[at]),
            }
        }
    }
}

/// The word at a byte of a line.
fn word(analysis: &Analysis, line: &Range<usize>, offset: usize) -> Option<Range<usize>> {
    let window = window(analysis, line, offset);
    let text = analysis.slice(window.clone());
    let at = offset - window.start;
    let from = text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let to = text[at..].find(char::is_whitespace);
    let words = text[from..to.map_or(text.len(), |to| at + to)].unicode_word_indices();
    let word = words
        .map(|(start, word)| from + start..from + start + word.len())
        .take_while(|word| word.start <= at)
        .last()?;
    (at <= word.end).then(|| shifted(&word, window.start))
}

/// The sentence at a byte of a line; none where its ends are too far away.
fn sentence(analysis: &Analysis, line: &Range<usize>, offset: usize) -> Option<Range<usize>> {
    let window = window(analysis, line, offset);
    let text = analysis.slice(window.clone());
    let at = offset - window.start;
    let (mut start, mut end) = (0, 0);
    for piece in text.split_sentence_bounds() {
        end += piece.len();
        if end < text.len() && ends_in_abbreviation(piece) {
            continue;
        }
        if at < end || end == text.len() {
            break;
        }
        start = end;
    }
    if (start == 0 && window.start > line.start) || (end == text.len() && window.end < line.end) {
        return None;
    }
    let sentence = text[start..end].trim_end();
    let start = start + (sentence.len() - sentence.trim_start().len());
    Some(shifted(
        &(start..start + sentence.trim_start().len()),
        window.start,
    ))
}

/// Whether its full stop is no sentence's end: `Mr.`, `J.`
fn ends_in_abbreviation(piece: &str) -> bool {
    let last = piece.trim_end().rsplit(char::is_whitespace).next();
    let word = last.and_then(|last| last.strip_suffix('.')).map(fold);
    word.is_some_and(|word| {
        let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        initial || HONORIFICS.contains(word.as_str())
    })
}

/// The part of a line around a byte that is looked at.
fn window(analysis: &Analysis, line: &Range<usize>, offset: usize) -> Range<usize> {
    let floor = |byte| analysis.text().floor(byte);
    let start = floor(offset.saturating_sub(WINDOW)).max(line.start);
    // A cursor inside a line break is behind the line's end.
    start.min(offset)..floor(offset + WINDOW).min(line.end).max(offset)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Shows what a cursor at each `$0` selects.
    fn check(text: &str, expect: Expect) {
        let mut offsets = Vec::new();
        let mut plain = String::new();
        for piece in text.split("$0") {
            plain.push_str(piece);
            offsets.push(plain.len());
        }
        offsets.pop();
        let analysis = Analysis::of(&plain);
        let mut shown = String::new();
        for ranges in selection_ranges(&analysis, &offsets) {
            for pair in ranges.windows(2) {
                assert!(
                    pair[1].start <= pair[0].start
                        && pair[0].end <= pair[1].end
                        && pair[0] != pair[1]
                );
            }
            let texts = ranges
                .iter()
                .map(|range| format!("{:?}\n", &plain[range.clone()]));
            shown.extend(texts);
            shown.push_str("--\n");
        }
        expect.assert_eq(&shown);
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_document() {
        check(
            "# Bread\nAnna: Who bakes it?\n\nBen: We do. Mr. Sam$0ple bakes it. So.\nAnd Dora.\n\nNobody else.\n\n# Boats\nAnna: When?\n",
            expect![[r##"
                "Sample"
                "Mr. Sample bakes it."
                "We do. Mr. Sample bakes it. So."
                "Ben: We do. Mr. Sample bakes it. So."
                "Ben: We do. Mr. Sample bakes it. So.\nAnd Dora."
                "Ben: We do. Mr. Sample bakes it. So.\nAnd Dora.\n\nNobody else."
                "# Bread\nAnna: Who bakes it?\n\nBen: We do. Mr. Sample bakes it. So.\nAnd Dora.\n\nNobody else."
                "# Bread\nAnna: Who bakes it?\n\nBen: We do. Mr. Sample bakes it. So.\nAnd Dora.\n\nNobody else.\n\n# Boats\nAnna: When?\n"
                --
            "##]],
        );
    }

    #[test]
    fn a_label_grows_by_its_parts() {
        check(
            "[00:12:31] Anna Exa$0mple (Daily Sam$0ple): {follow-up} Why 😀 n$0ot?\r\n",
            expect![[r#"
                "Example"
                "Anna Example"
                "Anna Example (Daily Sample)"
                "[00:12:31] Anna Example (Daily Sample): {follow-up} Why 😀 not?"
                "[00:12:31] Anna Example (Daily Sample): {follow-up} Why 😀 not?\r\n"
                --
                "Sample"
                "Daily Sample"
                "Anna Example (Daily Sample)"
                "[00:12:31] Anna Example (Daily Sample): {follow-up} Why 😀 not?"
                "[00:12:31] Anna Example (Daily Sample): {follow-up} Why 😀 not?\r\n"
                --
                "not"
                "Why 😀 not?"
                "[00:12:31] Anna Example (Daily Sample): {follow-up} Why 😀 not?"
                "[00:12:31] Anna Example (Daily Sample): {follow-up} Why 😀 not?\r\n"
                --
            "#]],
        );
    }

    #[test]
    fn brackets_and_front_matter_grow_by_what_they_hold() {
        check(
            "---\ntitle: One\ncast:\n  - name: Anna Ex$0ample\n    outlet: FBC\n  - Ben\n---\nAnna: So [in$0audible] it is.\n",
            expect![[r#"
                "Example"
                "Anna Example"
                "name: Anna Example"
                "name: Anna Example\n    outlet: FBC"
                "- name: Anna Example\n    outlet: FBC\n  - Ben"
                "cast:\n  - name: Anna Example\n    outlet: FBC\n  - Ben"
                "---\ntitle: One\ncast:\n  - name: Anna Example\n    outlet: FBC\n  - Ben\n---"
                "---\ntitle: One\ncast:\n  - name: Anna Example\n    outlet: FBC\n  - Ben\n---\nAnna: So [inaudible] it is.\n"
                --
                "inaudible"
                "[inaudible]"
                "So [inaudible] it is."
                "Anna: So [inaudible] it is."
                "---\ntitle: One\ncast:\n  - name: Anna Example\n    outlet: FBC\n  - Ben\n---\nAnna: So [inaudible] it is.\n"
                --
            "#]],
        );
    }

    #[test]
    fn there_is_a_range_even_where_there_is_nothing() {
        check(
            "$0",
            expect![[r#"
            ""
            --
        "#]],
        );
        check(
            "Anna: Hi.\n\n$0\n",
            expect![[r#"
            ""
            "Anna: Hi.\n\n\n"
            --
        "#]],
        );
        check(
            "毛宁：今天$0很好。明天也好。\n",
            expect![[r#"
            "很"
            "今天很好。"
            "今天很好。明天也好。"
            "毛宁：今天很好。明天也好。"
            "毛宁：今天很好。明天也好。\n"
            --
        "#]],
        );
    }

    #[test]
    fn of_a_long_line_only_a_window_is_looked_at() {
        let line = format!("Anna: {} End of it", "word ".repeat(20_000));
        let analysis = Analysis::of(&line);
        let ranges = selection_ranges(&analysis, &[50_001]);
        let texts: Vec<usize> = ranges[0].iter().map(|range| range.len()).collect();
        assert_eq!(
            texts,
            [4, line.len() - 6, line.len()],
            "a word, the body, the line"
        );
    }
}
