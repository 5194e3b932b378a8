//! A transcript as HTML. `EXPORT.md` describes the elements and classes that a style sheet can rely on.

use std::fmt::Write as _;
use std::ops::Range;

use presscript_analysis::Analysis;
use presscript_analysis::model::segment::{
    Heading, Line, LineKind, Mark, MarkKind, SegmentKind, SpeakerLine,
};
use presscript_analysis::model::vocabulary::NoteKind;
use presscript_analysis::model::{Placed, note_kind};
use serde_json::{Map, Value};

use super::metadata::metadata;

/// The style of a page that stands alone.
const STYLE: &str = include_str!("page.css");

/// A page that stands alone, and what could not be exported.
pub fn page(analysis: &Analysis) -> (String, Vec<String>) {
    let (metadata, warnings) = match metadata(analysis) {
        Ok(metadata) => (metadata, Vec::new()),
        Err(warning) => (Map::new(), vec![warning]),
    };
    let title = escaped(string(&metadata, "title").unwrap_or("Transcript"));
    let lang = string(&metadata, "lang").map_or_else(String::new, lang_attribute);
    let body = fragment(analysis);
    let page = format!(
        "<!doctype html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    );
    (page, warnings)
}

/// One `<article>` without scripts and styles, for a page that somebody else makes. Its elements have in `data-line` the lines, from
/// 1, that they come from.
pub fn fragment(analysis: &Analysis) -> String {
    let metadata = metadata(analysis).unwrap_or_default();
    let mut out = String::from("<article class=\"transcript\">\n");
    header(&metadata, &mut out);
    for (at, placed) in analysis.model().segments.iter().enumerate() {
        let text = analysis.slice(placed.start..placed.start + placed.segment.len);
        let part = Part {
            analysis,
            placed,
            text: &text,
        };
        part.write(at, &mut out);
    }
    out.push_str("</article>\n");
    out
}

fn header(metadata: &Map<String, Value>, out: &mut String) {
    let about = ["date", "location", "status"].map(|key| string(metadata, key));
    let about: Vec<_> = about.into_iter().flatten().map(escaped).collect();
    let title = string(metadata, "title");
    if title.is_none() && about.is_empty() {
        return;
    }
    out.push_str("<header data-line=\"1\">\n");
    if let Some(title) = title {
        put(out, format_args!("<h1>{}</h1>\n", escaped(title)));
    }
    if !about.is_empty() {
        put(out, format_args!("<p>{}</p>\n", about.join(" · ")));
    }
    out.push_str("</header>\n");
}

/// One segment.
struct Part<'a> {
    analysis: &'a Analysis,
    placed: Placed<'a>,
    text: &'a str,
}

impl Part<'_> {
    fn write(&self, segment: usize, out: &mut String) {
        match &self.placed.segment.kind {
            SegmentKind::FrontMatter(_) => {}
            SegmentKind::Heading(heading) => self.heading(heading, out),
            SegmentKind::Unattributed => self.lines(None, out),
            SegmentKind::Turn(line) => {
                let model = self.analysis.model();
                let turn = model.turn_of_segment(segment);
                let Some(turn) = turn.map(|turn| &model.turns[turn]) else {
                    return self.lines(Some(line), out);
                };
                let kind = turn.kind.name();
                let role = turn
                    .speaker
                    .map_or("unknown", |id| model.speakers[id].role.name());
                let exchange = turn
                    .exchange
                    .map_or_else(String::new, |at| format!(" data-exchange=\"{}\"", at + 1));
                put(
                    out,
                    format_args!("<section class=\"turn {kind} {role}\"{exchange}>\n"),
                );
                self.lines(Some(line), out);
                out.push_str("</section>\n");
            }
        }
    }

    fn heading(&self, heading: &Heading, out: &mut String) {
        // The title of the transcript is above all headings.
        let level = heading.level + 1;
        let line = self.line_number(heading.title.start);
        put(out, format_args!("<h{level} data-line=\"{line}\">"));
        self.inline(heading.title.clone(), false, out);
        put(out, format_args!("</h{level}>\n"));
    }

    /// All lines but those that are never published; lines of speech that follow one another are one paragraph.
    fn lines(&self, speaker_line: Option<&SpeakerLine>, out: &mut String) {
        let mut open = false;
        for line in &self.placed.segment.lines {
            let speech = matches!(line.kind, LineKind::Speaker | LineKind::Text);
            let hidden = matches!(line.kind, LineKind::Comment | LineKind::Directive(_));
            if hidden {
                continue;
            }
            if open {
                out.push_str(if speech { "<br>\n" } else { "</p>\n" });
            }
            let number = self.line_number(line.range.start);
            match line.kind {
                LineKind::Speaker | LineKind::Text => {
                    let start = if open { "" } else { "<p>" };
                    put(out, format_args!("{start}<span data-line=\"{number}\">"));
                    match speaker_line.filter(|_| line.kind == LineKind::Speaker) {
                        Some(speaker) => self.speaker_line(speaker, line, out),
                        None => self.inline(line.range.clone(), false, out),
                    }
                    out.push_str("</span>");
                }
                LineKind::Stage => {
                    put(
                        out,
                        format_args!("<p class=\"stage\" data-line=\"{number}\">"),
                    );
                    self.inline(line.range.clone(), true, out);
                    out.push_str("</p>\n");
                }
                LineKind::NoteDefinition => self.note_definition(line, number, out),
                _ => {}
            }
            open = speech;
        }
        if open {
            out.push_str("</p>\n");
        }
    }

    fn speaker_line(&self, speaker: &SpeakerLine, line: &Line, out: &mut String) {
        if let Some(timestamp) = &speaker.timestamp {
            let written = escaped(&self.text[timestamp.clone()]);
            put(out, format_args!("<time>{written}</time> "));
        }
        if let Some(label) = &speaker.label {
            let delimiter = if speaker.delimiter.is_some() { ":" } else { "" };
            let label = escaped(label.text.trim_start_matches('@'));
            put(
                out,
                format_args!("<b class=\"speaker\">{label}{delimiter}</b> "),
            );
        }
        self.inline(speaker.body..line.range.end, false, out);
    }

    /// `[^1]: text`: what follows the colon, behind the mark.
    fn note_definition(&self, line: &Line, number: usize, out: &mut String) {
        let written = &self.text[line.range.clone()];
        let Some((id, note)) = written
            .trim_start()
            .strip_prefix("[^")
            .and_then(|rest| rest.split_once("]:"))
        else {
            return;
        };
        let id = escaped(id);
        put(
            out,
            format_args!(
                "<p class=\"footnote\" id=\"note-{id}\" data-line=\"{number}\"><sup>{id}</sup> "
            ),
        );
        self.inline(line.range.end - note.len()..line.range.end, false, out);
        out.push_str("</p>\n");
    }

    /// Text with all marks in it; `alone` when it is one annotation on a line of its own.
    fn inline(&self, range: Range<usize>, alone: bool, out: &mut String) {
        let blank = |text: &str| text.len() - text.trim_start().len();
        let text = &self.text[range.clone()];
        let range = range.start + blank(text)..range.start + text.trim_end().len().max(blank(text));
        let marks = &self.placed.segment.marks;
        let first = marks.partition_point(|mark| mark.range.start < range.start);
        let last = marks.partition_point(|mark| mark.range.start < range.end);
        self.marked(range, &marks[first..last.max(first)], alone, out);
    }

    /// Text with these marks in it, nested ones behind those that hold them.
    fn marked(&self, range: Range<usize>, mut marks: &[Mark], alone: bool, out: &mut String) {
        let mut done = range.start;
        while let [mark, rest @ ..] = marks {
            let inner = rest.partition_point(|other| other.range.start < mark.range.end);
            let (nested, after) = rest.split_at(inner);
            out.push_str(&escaped(&self.text[done..mark.range.start]));
            self.mark(mark, nested, alone, out);
            done = mark.range.end;
            marks = after;
        }
        out.push_str(&escaped(&self.text[done.min(range.end)..range.end]));
    }

    fn mark(&self, mark: &Mark, nested: &[Mark], alone: bool, out: &mut String) {
        let written = &self.text[mark.range.clone()];
        let inside = |open: &str, close: &str| {
            let text = written.strip_prefix(open).unwrap_or(written);
            escaped(text.strip_suffix(close).unwrap_or(text))
        };
        match mark.kind {
            MarkKind::Annotation
            | MarkKind::UnclosedAnnotation
            | MarkKind::Parenthetical
            | MarkKind::UnclosedParenthetical => {
                let class = match note_kind(self.text, mark, alone) {
                    NoteKind::Spoken => None,
                    NoteKind::Insertion => Some("insertion"),
                    _ => Some("note"),
                };
                if let Some(class) = class {
                    put(out, format_args!("<span class=\"{class}\">"));
                }
                self.marked(mark.range.clone(), nested, false, out);
                if class.is_some() {
                    out.push_str("</span>");
                }
            }
            MarkKind::Timestamp => put(out, format_args!("<time>{}</time>", escaped(written))),
            MarkKind::Deletion => put(out, format_args!("<del>{}</del>", inside("{-", "-}"))),
            MarkKind::Insertion => put(out, format_args!("<ins>{}</ins>", inside("{+", "+}"))),
            MarkKind::NoteReference => {
                let id = inside("[^", "]");
                put(
                    out,
                    format_args!("<sup><a href=\"#note-{id}\">{id}</a></sup>"),
                );
            }
            MarkKind::Link => {
                let link = escaped(written);
                put(out, format_args!("<a href=\"{link}\">{link}</a>"));
            }
            MarkKind::Escape => out.push_str(&inside("\\", "")),
        }
    }

    /// The line of a byte of the segment, from 1.
    fn line_number(&self, byte: usize) -> usize {
        self.analysis.text().line_of(self.placed.start + byte) + 1
    }
}

fn string<'a>(metadata: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    let value = metadata.get(key)?;
    let first = value.as_array().and_then(|list| list.first());
    first.unwrap_or(value).as_str()
}

fn lang_attribute(lang: &str) -> String {
    format!(" lang=\"{}\"", escaped(lang))
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}

/// Text that is safe between tags and within double quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};
    use presscript_analysis::{Cancel, Text};

    use super::*;

    fn analysis(text: &str) -> Analysis {
        let analysed = Analysis::new(Text::new(text), Arc::default(), &Cancel::default());
        analysed.expect("nobody cancels")
    }

    fn check(text: &str, expect: Expect) {
        expect.assert_eq(&fragment(&analysis(text)));
    }

    #[test]
    fn turns_headings_and_what_stands_around_them() {
        check(
            "---\ntitle: Bread & ships\ndate: 2031-05-06\nlocation: Town hall\n---\nGood day.\nAll of you.\n\n# Questions\n\nSpokesperson: FBC.\n\n[00:12:31] Anna Example (FBC): {lang=es} Why?\nNow?\n%% Check this.\n\n@al-Sample: So.\n\nAnd so on.\n\n[Follow-up question inaudible]\n\nQ    And?\n",
            expect![[r#"
                <article class="transcript">
                <header data-line="1">
                <h1>Bread &amp; ships</h1>
                <p>2031-05-06 · Town hall</p>
                </header>
                <p><span data-line="6">Good day.</span><br>
                <span data-line="7">All of you.</span></p>
                <h2 data-line="9">Questions</h2>
                <section class="turn handoff moderator" data-exchange="1">
                <p><span data-line="11"><b class="speaker">Spokesperson:</b> FBC.</span></p>
                </section>
                <section class="turn question press" data-exchange="1">
                <p><span data-line="13"><time>[00:12:31]</time> <b class="speaker">Anna Example (FBC):</b> Why?</span><br>
                <span data-line="14">Now?</span></p>
                </section>
                <section class="turn answer principal" data-exchange="1">
                <p><span data-line="17"><b class="speaker">al-Sample:</b> So.</span></p>
                <p><span data-line="19">And so on.</span></p>
                <p class="stage" data-line="21"><span class="note">[Follow-up question inaudible]</span></p>
                </section>
                <section class="turn question unknown" data-exchange="2">
                <p><span data-line="23"><b class="speaker">Q</b> And?</span></p>
                </section>
                </article>
            "#]],
        );
    }

    #[test]
    fn marks_are_elements() {
        check(
            "MR. SAMPLE: We [have] {-20-}{+11+} (Laughter.) (as I said [sic]) https://example.org \\*.[^1] [inaudible 00:12:40] [and\n\n[^1]: It was <June>.\n",
            expect![[r##"
                <article class="transcript">
                <section class="turn remarks unknown">
                <p><span data-line="1"><b class="speaker">MR. SAMPLE:</b> We <span class="insertion">[have]</span> <del>20</del><ins>11</ins> <span class="note">(Laughter.)</span> <span class="note">(as I said <span class="note">[sic]</span>)</span> <a href="https://example.org">https://example.org</a> *.<sup><a href="#note-1">1</a></sup> <span class="note">[inaudible <time>00:12:40</time>]</span> <span class="insertion">[and</span></span></p>
                <p class="footnote" id="note-1" data-line="3"><sup>1</sup> It was &lt;June&gt;.</p>
                </section>
                </article>
            "##]],
        );
    }

    #[test]
    fn nothing_in_a_transcript_becomes_markup() {
        let html = "<script>alert(\"x\")</script>";
        let text = format!(
            "---\ntitle: '{html}'\nlocation: '{html}'\n---\n# {html}\n\n{html} ({html}): {html} [{html}] {{+{html}+}} {{-{html}-}} https://a.b/\"><script>\n\n[^\"><script>]: {html}\n\n@{html}: {html} [^\"><script>]\n"
        );
        let (page, _) = page(&analysis(&text));
        assert!(page.contains("&lt;script&gt;"), "{page}");
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("\"x"), "{page}");
    }

    #[test]
    fn every_word_of_a_briefing_is_in_it() {
        let text = include_str!("../../../../tests/fixtures/briefing.presscript");
        let html = fragment(&analysis(text));
        let mut plain = String::new();
        let mut tag = false;
        for character in html.chars() {
            match character {
                '<' => tag = true,
                '>' => tag = false,
                other if !tag => plain.push(other),
                _ => {}
            }
        }
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&plain), words(text));
    }

    #[test]
    fn nothing_is_an_empty_article() {
        check(
            "",
            expect![[r#"
            <article class="transcript">
            </article>
        "#]],
        );
    }
}
