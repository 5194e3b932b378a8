//! What must hold for formatting, fixes and the outline of every real transcript.

use std::sync::Arc;

use presscript_analysis::features::document_symbol::{Symbol, document_symbols};
use presscript_analysis::features::formatting::format;
use presscript_analysis::profile::{Brackets, Quotes};
use presscript_analysis::rules::{Safety, edits};
use presscript_analysis::settings::{Dashes, Ellipsis, EndOfLine, FormatOptions};
use presscript_analysis::{Analysis, Cancel, Edit, Settings, Text};
use presscript_tests::corpus_files;

use crate::analysis;

#[test]
fn formatting_keeps_every_word_and_is_done_after_once() {
    for (_, path) in corpus_files() {
        let before = analysis(&path);
        let once = analysed(applied(&before, &format(&before)));
        assert_eq!(bare(&once), bare(&before), "{}", path.display());
        assert_eq!(format(&once), [], "{}", path.display());
        assert_eq!(labels(&once), labels(&before), "{}", path.display());
    }
}

#[test]
fn format_options_keep_every_word_and_label() {
    let curly = FormatOptions {
        quotes: Some(Quotes::Curly),
        dashes: Some(Dashes::Em),
        ellipsis: Some(Ellipsis::Character),
        brackets: Some(Brackets::Square),
        sentence_spaces: Some(2),
        end_of_line: Some(EndOfLine::CrLf),
        ..FormatOptions::default()
    };
    let straight = FormatOptions {
        quotes: Some(Quotes::Straight),
        dashes: Some(Dashes::Hyphens),
        ellipsis: Some(Ellipsis::Dots),
        notes: true,
        brackets: Some(Brackets::Round),
        sentence_spaces: Some(1),
        blank_before_turn: Some(true),
        final_newline: Some(false),
        ..FormatOptions::default()
    };
    let words = |analysis: &Analysis| -> String {
        let text = analysis.text().to_string();
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    for (_, path) in corpus_files() {
        for format_options in [curly, straight] {
            let settings = Arc::new(Settings {
                format: format_options,
                ..Settings::default()
            });
            let analysed = |text| {
                Analysis::new(text, settings.clone(), &Cancel::default()).expect("nobody cancels")
            };
            let before = analysed(analysis(&path).text().clone());
            let once = analysed(applied(&before, &format(&before)));
            assert_eq!(words(&once), words(&before), "{}", path.display());
            assert_eq!(labels(&once), labels(&before), "{}", path.display());
            assert_eq!(format(&once), [], "{}", path.display());
        }
    }
}

#[test]
fn safe_fixes_keep_every_word() {
    for (_, path) in corpus_files() {
        let before = analysis(&path);
        let fixed = analysed(applied(&before, &edits(before.diagnostics(), Safety::Safe)));
        assert_eq!(seen(&fixed), seen(&before), "{}", path.display());
    }
}

#[test]
fn the_outline_nests_without_overlap() {
    for (_, path) in corpus_files() {
        let analysis = analysis(&path);
        let symbols = document_symbols(&analysis);
        assert_nested(
            &symbols,
            0,
            analysis.text().len(),
            &path.display().to_string(),
        );
    }
}

fn assert_nested(symbols: &[Symbol<'_>], start: usize, end: usize, path: &str) {
    let mut at = start;
    for symbol in symbols {
        assert!(
            at <= symbol.range.start && symbol.range.end <= end,
            "{path}: {symbol:?}"
        );
        assert!(
            symbol.range.start <= symbol.selection.start,
            "{path}: {symbol:?}"
        );
        assert!(
            symbol.selection.end <= symbol.range.end,
            "{path}: {symbol:?}"
        );
        assert!(!symbol.name.trim().is_empty(), "{path}: {symbol:?}");
        assert_nested(&symbol.children, symbol.range.start, symbol.range.end, path);
        at = symbol.range.end;
    }
}

fn applied(analysis: &Analysis, edits: &[Edit]) -> Text {
    let mut text = analysis.text().clone();
    text.apply_all(edits);
    text
}

fn analysed(text: Text) -> Analysis {
    Analysis::new(text, Arc::default(), &Cancel::default()).expect("nobody cancels")
}

/// The text without white space.
fn bare(analysis: &Analysis) -> String {
    analysis.text().to_string().split_whitespace().collect()
}

/// The text without white space and other characters that show nothing.
fn seen(analysis: &Analysis) -> String {
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffc}')
    };
    bare(analysis).replace(invisible, "")
}

fn labels(analysis: &Analysis) -> Vec<Option<String>> {
    let model = analysis.model();
    let label = |turn| {
        model
            .turn_segment(turn)
            .segment
            .label()
            .map(|label| label.text.clone())
    };
    (0..model.turns.len()).map(label).collect()
}
