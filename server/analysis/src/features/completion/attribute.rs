//! What stands in braces behind a label: `{follow-up lang=es via=interpreter}`.

use super::cursor::{Cursor, Slot};
use super::front_matter::languages;
use super::{About, Completion, CompletionKind};
use crate::model::segment::LineKind;

const ATTRIBUTES: &[(&str, &str)] = &[
    ("question", "The turn asks."),
    ("answer", "The turn answers."),
    ("follow-up", "The turn asks again within an exchange."),
    ("handoff", "The turn gives the floor to somebody."),
    ("remarks", "The turn is no part of an exchange."),
    ("closing", "The turn stands behind the last exchange."),
    ("off-mic", "It was said without a microphone."),
    (
        "lang=",
        "The language in which it was said, as in `lang=es`.",
    ),
    ("via=", "Through whom it was said, as in `via=interpreter`."),
];

/// The attributes that a turn can have; `None` outside of its braces.
pub fn completions(cursor: &Cursor<'_>) -> Option<Vec<Completion>> {
    if !matches!(cursor.kind(), Some(LineKind::Speaker)) {
        return None;
    }
    let (_, placed) = cursor.segment()?;
    let line = placed.segment.speaker_line()?;
    let label = line.label.as_ref().map(|label| label.range.end);
    let end = line
        .delimiter
        .as_ref()
        .map(|mark| mark.range.end)
        .or(label)?;
    let start = (placed.start + end).checked_sub(cursor.line_start)?;
    let inside = cursor
        .before()
        .get(start..)?
        .trim_start()
        .strip_prefix('{')?;
    if inside.contains(['}', '{']) || inside.starts_with(['-', '+']) {
        return None;
    }
    let word = inside.rsplit([' ', '\t']).next().unwrap_or_default();
    let typed = word.split_once('=').map_or(word, |(_, value)| value);
    let slot = Slot {
        start: cursor.at - typed.len(),
        end: cursor.word_end(|c| c.is_alphanumeric() || c == '-'),
    };
    if let Some((name, _)) = word.split_once('=') {
        let values = match name {
            "lang" => languages(cursor.analysis),
            "via" => vec!["interpreter".to_owned()],
            _ => Vec::new(),
        };
        let values = values.iter();
        let values = values.map(|value| cursor.plain(slot, CompletionKind::Value, value, None));
        return Some(values.collect());
    }
    let has = |name: &str| {
        inside
            .split([' ', '\t'])
            .any(|other| other.starts_with(name) && other != word)
    };
    let free = ATTRIBUTES.iter().filter(|(name, _)| !has(name));
    let attributes = free.map(|(name, doc)| {
        let about = About::Told((*doc).to_owned());
        cursor.plain(slot, CompletionKind::Attribute, name, Some(about))
    });
    Some(attributes.collect())
}
