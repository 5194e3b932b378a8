//! `%% presscript-ignore label/unconfirmed: quoted headline`: the names of directives, and the codes of rules.

use super::cursor::{Cursor, Slot};
use super::{About, Completion, CompletionKind};
use crate::rules::RULES;

const DIRECTIVES: &[(&str, &str)] = &[
    (
        "presscript-ignore",
        "Silences rules for the next turn or line; the reason follows a colon.",
    ),
    (
        "presscript-ignore-file",
        "Silences rules for the whole file; the reason follows a colon.",
    ),
];

/// What a comment can instruct; `None` outside of comments.
pub fn completions(cursor: &Cursor<'_>) -> Option<Vec<Completion>> {
    let rest = cursor.before().trim_start().strip_prefix("%%")?;
    let words = rest.trim_start();
    let Some((name, codes)) = words.split_once([' ', '\t']) else {
        return Some(names(cursor, words, rest.len() == words.len()));
    };
    if !DIRECTIVES.iter().any(|(known, _)| *known == name) || codes.contains(':') {
        return Some(Vec::new());
    }
    Some(rules(cursor, codes, name == DIRECTIVES[1].0))
}

fn names(cursor: &Cursor<'_>, typed: &str, glued: bool) -> Vec<Completion> {
    let slot = slot(cursor, typed);
    let follows = cursor.text[slot.end..].starts_with([' ', '\t']);
    let space = if glued { " " } else { "" };
    let meant = DIRECTIVES
        .iter()
        .filter(|(name, _)| name.starts_with(typed));
    let directives = meant.map(|(name, doc)| Completion {
        text: format!("{space}{name}{}", if follows { "" } else { " " }),
        ..cursor.plain(
            slot,
            CompletionKind::Directive,
            name,
            Some(About::Told((*doc).to_owned())),
        )
    });
    directives.collect()
}

/// The rules that are not named yet, first those that find something in what the directive covers.
fn rules(cursor: &Cursor<'_>, codes: &str, whole_file: bool) -> Vec<Completion> {
    let typed = codes.rsplit([' ', '\t', ',']).next().unwrap_or_default();
    let slot = slot(cursor, typed);
    let model = cursor.analysis.model();
    let next = model.turns_up_to(cursor.offset);
    let next = model
        .turns
        .get(next)
        .map(|turn| model.segments.at(turn.segment));
    let covered = match next {
        _ if whole_file => 0..cursor.analysis.text().len() + 1,
        Some(next) => cursor.offset..next.start + next.segment.len,
        None => cursor.offset..cursor.analysis.text().len() + 1,
    };
    let diagnostics = cursor.analysis.diagnostics();
    let times = |code: &str| {
        let here = diagnostics
            .iter()
            .filter(|found| covered.contains(&found.range.start));
        here.filter(|found| found.code == code).count()
    };
    let named: Vec<&str> = cursor.text.split([' ', '\t', ',', ':']).collect();
    let mut rules: Vec<(usize, &str)> = RULES
        .iter()
        .filter(|rule| rule.code == typed || !named.contains(&rule.code))
        .map(|rule| (times(rule.code), rule.code))
        .collect();
    rules.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let rules = rules.into_iter().map(|(times, code)| Completion {
        detail: (times > 0).then(|| match times {
            1 => "found here".to_owned(),
            _ => format!("found here {times} times"),
        }),
        ..cursor.plain(
            slot,
            CompletionKind::Rule,
            code,
            Some(About::Rule(code.to_owned())),
        )
    });
    rules.collect()
}

fn slot(cursor: &Cursor<'_>, typed: &str) -> Slot {
    Slot {
        start: cursor.at - typed.len(),
        end: cursor.word_end(|c| c.is_alphanumeric() || matches!(c, '-' | '/')),
    }
}
