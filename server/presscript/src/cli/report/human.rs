//! Findings for people: what is wrong, the lines it is in, and what can be done.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};
use presscript_analysis::rules::{Diagnostic, Safety, Severity};
use presscript_analysis::{Encoding, Text};

use super::{Style, Summary};
use crate::cli::check::Checked;
use crate::cli::files::Source;
use crate::cli::terminal;

/// A finding with its lines, and a blank line.
pub fn finding(style: &Style, file: &Checked, diagnostic: &Diagnostic) -> String {
    let renderer = if terminal::has_colours() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = match terminal::width() {
        Some(width) => renderer.term_width(width),
        None => renderer,
    };
    let group = group(style, file, diagnostic);
    format!("{}\n\n", renderer.render(&[group]))
}

/// Writes a line that sums up all findings.
pub fn end(style: &Style, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", in_words(style, summary))
}

fn group<'a>(style: &Style, file: &'a Checked, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::NOTE,
    };
    let related = diagnostic.related.iter().map(|related| {
        let (source, text) = file.file_of(&related.place);
        lines(&source, text, related.place.range(), |span| {
            AnnotationKind::Context.span(span).label(&related.note)
        })
    });
    let fixes = diagnostic.fixes.iter().map(|fix| {
        let how = match fix.safety {
            Safety::Safe if style.applied.is_none() => " (`--fix` does it)",
            Safety::Unsafe if style.applied < Some(Safety::Unsafe) => " (`--unsafe-fixes` does it)",
            _ => "",
        };
        Level::HELP.message(format!("{}{how}", fix.title))
    });
    level
        .with_name(diagnostic.severity.name())
        .primary_title(&diagnostic.message)
        .id(diagnostic.code)
        .element(lines(&file.source, &file.text, &diagnostic.range, |span| {
            AnnotationKind::Primary.span(span)
        }))
        .elements(related)
        .elements(fixes)
}

/// A line with more bytes is not shown: the renderer reads all of it, for every finding in it.
const MAX_LINE: usize = 20_000;

/// The lines of a byte range; of very long ones only where they are.
fn lines<'a>(
    source: &Source,
    text: &Text,
    range: &Range<usize>,
    annotation: impl FnOnce(Range<usize>) -> Annotation<'a>,
) -> Element<'a> {
    let (first, last) = (text.line_of(range.start), text.line_of(range.end));
    let (start, end) = (text.line_start(first), text.line_range(last).end);
    if end - start > MAX_LINE {
        let position = text.position(range.start, Encoding::Utf32);
        let origin = Origin::path(source.to_string()).line(first + 1);
        return origin.char_column(position.column as usize + 1).into();
    }
    // Breaks of one byte that the renderer knows.
    let lines = text
        .slice(start..end)
        .replace("\r\n", " \n")
        .replace('\r', "\n");
    Snippet::source(lines)
        .line_start(first + 1)
        .path(source.to_string())
        .annotation(annotation(range.start - start..range.end - start))
        .into()
}

fn in_words(style: &Style, summary: &Summary) -> String {
    let files = count(summary.files, "file");
    let fixed = match summary.fixed {
        0 => String::new(),
        fixed => format!("Mended {}. ", count(fixed, "place")),
    };
    let severities = &summary.by_severity;
    if severities.is_empty() {
        return format!("{fixed}No findings in {files}.");
    }
    let found: Vec<String> = severities
        .iter()
        .rev()
        .map(|(severity, number)| match severity {
            Severity::Information => format!("{number} information"),
            _ => count(*number, severity.name()),
        })
        .collect();
    let left = |number, safety| {
        if style.applied < Some(safety) {
            number
        } else {
            0
        }
    };
    let fixable = match (
        left(summary.safe, Safety::Safe),
        left(summary.unsafe_only, Safety::Unsafe),
    ) {
        (0, 0) => String::new(),
        (safe, 0) => format!(" `--fix` can mend {safe}."),
        (0, others) => format!(" `--unsafe-fixes` can mend {others}."),
        (safe, more) => format!(" `--fix` can mend {safe}, `--unsafe-fixes` {more} more."),
    };
    format!("{fixed}Found {} in {files}.{fixable}", found.join(", "))
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
