//! The front matter: its keys and their values, the people of the cast, what an entry of it can have.

use super::cursor::{Cursor, Slot, filter};
use super::{About, Completion, CompletionKind};
use crate::Analysis;
use crate::model::Role;
use crate::model::front_matter::{KEYS, KeyKind, STATUSES};
use crate::model::label_form::LabelForm;
use crate::model::segment::SegmentKind;
use crate::profile::PROFILES;

/// The keys of a cast entry that is a mapping.
pub(super) const ENTRY_KEYS: &[(&str, &str)] = &[
    ("name", "The name, with its honorific if it has one."),
    ("title", "What the person is."),
    ("outlet", "The outlet or institution."),
    ("honorific", "How the person is addressed: `Mr.`"),
    ("aka", "Other names, as a list: `[Polish TV]`."),
    (
        "role",
        "What the person does: `principal`, `moderator`, `press` or `interpreter`.",
    ),
    (
        "opening",
        "Whether the opening that stands under no label is this person’s: `true`.",
    ),
];

/// What each role does, in the order of [`Role::DECLARED`].
const ROLES: &[&str] = &[
    "Answers.",
    "Gives the floor to others.",
    "Asks.",
    "Speaks for somebody else.",
];

/// What a key says, in Markdown.
pub fn key_doc(name: &str) -> Option<&'static str> {
    let own = KEYS.iter().map(|key| (key.name, key.doc));
    let mut keys = own.chain(ENTRY_KEYS.iter().copied());
    keys.find(|(key, _)| *key == name).map(|(_, doc)| doc)
}

/// The languages that are likely here: the document's own, common ones, then those of the houses.
pub fn languages(analysis: &Analysis) -> Vec<String> {
    let context = &analysis.model().context;
    let mut found: Vec<String> = context.front_matter.langs().map(|lang| lang.text).collect();
    let stated = context.lang.iter().map(String::as_str);
    let houses = PROFILES
        .iter()
        .filter_map(|profile| profile.lang.as_deref());
    for lang in stated.chain(COMMON_LANGUAGES.iter().copied()).chain(houses) {
        if !found.iter().any(|known| known == lang) {
            found.push(lang.to_owned());
        }
    }
    found
}

const COMMON_LANGUAGES: &[&str] = &["en", "ar", "de", "es", "fr", "it", "ja", "pt", "ru", "zh"];

/// What can stand in the front matter; `None` outside of it.
pub fn completions(cursor: &Cursor<'_>) -> Option<Vec<Completion>> {
    if is_edge(cursor) {
        return Some(Vec::new());
    }
    let lines = lines_before(cursor)?;
    let before = cursor.before();
    let found = match before.split_once(':') {
        _ if before.starts_with([' ', '\t', '-']) => in_list(cursor, &lines),
        None => keys(cursor),
        Some((key, _)) => values(cursor, key.trim(), key.len() + 1),
    };
    Some(found)
}

/// Whether the cursor is in the line that opens the front matter, or in the one that closes it.
fn is_edge(cursor: &Cursor<'_>) -> bool {
    let first = cursor.analysis.model().segments.first();
    let kind = first.map(|placed| &placed.segment.kind);
    matches!(kind, Some(SegmentKind::FrontMatter(yaml)) if cursor.line == 0 || cursor.line_start == yaml.end)
}

/// The lines of the front matter before the cursor's; `None` when that is no line of it.
fn lines_before(cursor: &Cursor<'_>) -> Option<Vec<String>> {
    let analysis = cursor.analysis;
    let text = analysis.text();
    let line = |line: usize| analysis.slice(text.line_range(line)).into_owned();
    let first = analysis.model().segments.first()?;
    if cursor.line == 0 {
        return None;
    }
    if let SegmentKind::FrontMatter(yaml) = &first.segment.kind {
        return (cursor.line_start < yaml.end).then(|| (1..cursor.line).map(line).collect());
    }
    // Not closed yet: as long as the lines look like it.
    let is_opened = || line(0).trim_end() == "---";
    if cursor.line > MAX_UNCLOSED || !is_opened() {
        return None;
    }
    let lines: Vec<String> = (1..cursor.line).map(line).collect();
    let like_yaml = |line: &String| {
        let key = line.split_once(':').map(|(key, _)| key);
        line.trim().is_empty() || line.starts_with([' ', '-', '#']) || key.is_some_and(is_key)
    };
    let closed = |line: &String| matches!(line.trim_end(), "---" | "...");
    let is_word = is_key(cursor.before()) || like_yaml(&cursor.text.to_string());
    (lines.iter().all(|line| like_yaml(line) && !closed(line)) && is_word).then_some(lines)
}

/// More lines are looked at only where the front matter is closed.
const MAX_UNCLOSED: usize = 100;

fn is_key(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'))
}

/// The keys that are not there yet.
fn keys(cursor: &Cursor<'_>) -> Vec<Completion> {
    let front_matter = &cursor.analysis.model().context.front_matter;
    let slot = Slot {
        start: 0,
        end: cursor.word_end(|c| c.is_alphanumeric() || c == '_'),
    };
    let here = &cursor.text[..slot.end];
    let free = KEYS
        .iter()
        .filter(|key| key.name == here || front_matter.key(key.name).is_none());
    let line_break = cursor.analysis.text().line_break(0);
    let found = free.map(|key| {
        let behind = match key.kind {
            _ if cursor.text[slot.end..].trim_start().starts_with(':') => String::new(),
            KeyKind::Cast => format!(":{line_break}  - "),
            _ => ": ".to_owned(),
        };
        let names = std::iter::once(key.name).chain(key.also.iter().copied());
        Completion {
            text: format!("{}{behind}", key.name),
            filter: filter(names, cursor.before()).0,
            ..cursor.plain(
                slot,
                CompletionKind::Key,
                key.name,
                Some(About::Key(key.name.to_owned())),
            )
        }
    });
    found.collect()
}

/// The values of a top-level key, behind the colon at a byte of the line.
fn values(cursor: &Cursor<'_>, key: &str, start: usize) -> Vec<Completion> {
    let Some(known) = KEYS.iter().find(|known| known.name == key) else {
        return Vec::new();
    };
    let analysis = cursor.analysis;
    match known.kind {
        KeyKind::Status => {
            let statuses = STATUSES.iter();
            listed(
                cursor,
                start,
                statuses.map(|status| ((*status).to_owned(), None)),
            )
        }
        KeyKind::Profile => {
            let own = analysis.settings().profiles.iter();
            let profiles = own.chain(PROFILES.iter());
            let named = profiles.map(|of| (of.name.to_string(), Some(of.title.to_string())));
            listed(cursor, start, named)
        }
        KeyKind::Lang => {
            let in_list = cursor.before().rfind(['[', ',']).map_or(start, |at| at + 1);
            let taken: Vec<&str> = cursor.text[start..in_list].split(['[', ',', ' ']).collect();
            let free = languages(analysis).into_iter();
            let free = free.filter(|lang| !taken.contains(&lang.as_str()));
            listed(cursor, in_list, free.map(|lang| (lang, None)))
        }
        KeyKind::Date => {
            let today = analysis.settings().today;
            listed(
                cursor,
                start,
                today
                    .into_iter()
                    .map(|day| (day.to_string(), Some("today".to_owned()))),
            )
        }
        KeyKind::Text | KeyKind::Cast => Vec::new(),
    }
}

/// Values behind a byte of the line, each with a detail.
fn listed(
    cursor: &Cursor<'_>,
    start: usize,
    values: impl Iterator<Item = (String, Option<String>)>,
) -> Vec<Completion> {
    let written = cursor.text.get(start..cursor.at).unwrap_or_default();
    let spaces = written.len() - written.trim_start().len();
    let start = cursor.at - (written.len() - spaces);
    let slot = Slot {
        start,
        end: cursor.word_end(|c| c.is_alphanumeric() || c == '-'),
    };
    let space = if cursor.text[..start].ends_with(':') {
        " "
    } else {
        ""
    };
    let mut found: Vec<Completion> = Vec::new();
    for (value, detail) in values {
        if found.iter().any(|one| one.label == value) {
            continue;
        }
        let names = std::iter::once(value.as_str()).chain(detail.as_deref());
        found.push(Completion {
            filter: filter(names, &cursor.text[start..cursor.at]).0,
            detail,
            text: format!("{space}{value}"),
            ..cursor.plain(slot, CompletionKind::Value, &value, None)
        });
    }
    found
}

/// What can stand in a line of a list, or of a mapping in one.
fn in_list(cursor: &Cursor<'_>, lines: &[String]) -> Vec<Completion> {
    let is_top = |line: &&String| !line.starts_with([' ', '\t', '-', '#']) && line.contains(':');
    let key = lines.iter().rev().find(is_top);
    match key
        .and_then(|line| line.split_once(':'))
        .map(|(key, _)| key.trim())
    {
        Some("cast") => in_cast(cursor, lines),
        Some("lang") => {
            let start = cursor.before().find('-').map_or(0, |at| at + 1);
            listed(
                cursor,
                start,
                languages(cursor.analysis)
                    .into_iter()
                    .map(|lang| (lang, None)),
            )
        }
        _ => Vec::new(),
    }
}

fn in_cast(cursor: &Cursor<'_>, lines: &[String]) -> Vec<Completion> {
    let before = cursor.before();
    if let Some(open) = before
        .rfind('{')
        .filter(|&open| !before[open..].contains('}'))
    {
        return attributes(cursor, open + 1);
    }
    let words = before.trim_start();
    let indent = before.len() - words.len();
    let (entry, start) = match words.strip_prefix('-') {
        Some(rest) => (true, before.len() - rest.trim_start().len()),
        None => (false, indent),
    };
    if let Some((key, _)) = before[start..]
        .split_once(':')
        .filter(|(key, _)| is_key(key))
    {
        return entry_values(cursor, key, start + key.len() + 1);
    }
    let keys = entry_keys(cursor, lines, start, entry);
    if !entry {
        return keys;
    }
    let mut found = people(cursor, start);
    found.extend(keys);
    found
}

/// The attributes of a cast entry, behind the brace before a byte of the line.
fn attributes(cursor: &Cursor<'_>, open: usize) -> Vec<Completion> {
    let inside = &cursor.text[open..cursor.at];
    let typed = inside.rsplit(' ').next().unwrap_or_default();
    let slot = Slot {
        start: cursor.at - typed.len(),
        end: cursor.word_end(char::is_alphanumeric),
    };
    let named: Vec<&str> = inside.split(' ').filter(|word| *word != typed).collect();
    let has_role = Role::DECLARED
        .iter()
        .any(|role| named.contains(&role.name()));
    let roles = Role::DECLARED
        .iter()
        .map(|role| role.name())
        .zip(ROLES.iter().copied());
    let roles = roles.filter(|_| !has_role);
    let more = [
        (
            "opening",
            "The opening that stands under no label is this person’s.",
        ),
        (
            "aka=",
            "Another name; a longer one needs the form with keys.",
        ),
    ];
    let more = more.into_iter().filter(|(name, _)| !named.contains(name));
    let words = roles.chain(more);
    let words = words.map(|(name, doc)| {
        cursor.plain(
            slot,
            CompletionKind::Attribute,
            name,
            Some(About::Told(doc.to_owned())),
        )
    });
    words.collect()
}

/// Values of a key of a cast entry.
fn entry_values(cursor: &Cursor<'_>, key: &str, start: usize) -> Vec<Completion> {
    let model = cursor.analysis.model();
    match key {
        "role" => {
            let roles = Role::DECLARED.iter();
            listed(
                cursor,
                start,
                roles.map(|role| (role.name().to_owned(), None)),
            )
        }
        "opening" => listed(cursor, start, std::iter::once(("true".to_owned(), None))),
        "outlet" => {
            let outlets = model
                .speakers
                .iter()
                .filter_map(|one| one.affiliation.clone());
            listed(cursor, start, outlets.map(|outlet| (outlet, None)))
        }
        _ => Vec::new(),
    }
}

/// The keys that the entry around the cursor doesn't have yet.
fn entry_keys(cursor: &Cursor<'_>, lines: &[String], start: usize, entry: bool) -> Vec<Completion> {
    let slot = Slot {
        start,
        end: cursor.word_end(char::is_alphanumeric),
    };
    if !is_key(&cursor.text[start..cursor.at]) {
        return Vec::new();
    }
    let mut taken: Vec<&str> = Vec::new();
    for line in lines.iter().rev().take_while(|_| !entry) {
        let words = line.trim_start();
        let key = words.trim_start_matches(['-', ' ']).split_once(':');
        taken.extend(key.map(|(key, _)| key));
        if words.starts_with('-') {
            break;
        }
    }
    let follows = cursor.text[slot.end..].trim_start().starts_with(':');
    let free = ENTRY_KEYS.iter().filter(|(name, _)| !taken.contains(name));
    let keys = free.map(|(name, _)| Completion {
        text: format!("{name}{}", if follows { "" } else { ": " }),
        ..cursor.plain(
            slot,
            CompletionKind::Key,
            name,
            Some(About::Key((*name).to_owned())),
        )
    });
    keys.collect()
}

/// The people who are not in the cast yet: those who speak, in the order of their first turns, then the roster.
fn people(cursor: &Cursor<'_>, start: usize) -> Vec<Completion> {
    let model = cursor.analysis.model();
    let cast = &model.context.cast;
    let end = cursor.text.trim_end().len().max(cursor.at);
    let slot = Slot { start, end };
    let space = if cursor.text[..start].ends_with('-') {
        " "
    } else {
        ""
    };
    let typed = &cursor.text[start..cursor.at];
    let mut found = Vec::new();
    let mut offer = |written: Option<String>, role: Option<Role>, about: About| {
        let Some(written) = written else { return };
        let role = role.filter(|role| *role != Role::Unknown).map(Role::name);
        let attributes = role.map_or(String::new(), |role| format!(" {{{role}}}"));
        found.push(Completion {
            detail: role.map(str::to_owned),
            text: format!("{space}{written}{attributes}"),
            filter: filter([written.as_str()], typed).0,
            ..cursor.plain(slot, CompletionKind::Speaker, &written, Some(about))
        });
    };
    let speak = model.speakers.iter();
    for speaker in speak.filter(|speaker| speaker.cast.is_none_or(|at| at >= cast.own)) {
        let entry = entry(&speaker.name, &speaker.title, &speaker.affiliation);
        let name = speaker.display_name().to_owned();
        offer(entry, Some(speaker.role), About::Person(name));
    }
    let spoken: Vec<usize> = model.speakers.iter().filter_map(|one| one.cast).collect();
    for (at, declared) in cast.entries.iter().enumerate().skip(cast.own) {
        let LabelForm {
            name,
            title,
            affiliation,
            ..
        } = &*declared.form;
        if !spoken.contains(&at) {
            let known = name.clone().or(title.clone()).unwrap_or_default();
            offer(
                entry(name, title, affiliation),
                declared.role,
                About::Declared(known),
            );
        }
    }
    found
}

/// A person as a cast names one: `Jens Example, Harbour Secretary General`, `Anna Example (FBC)`.
fn entry(name: &Option<String>, title: &Option<String>, outlet: &Option<String>) -> Option<String> {
    let mut entry = match (name, title) {
        (Some(name), Some(title)) => format!("{name}, {title}"),
        (Some(who), None) | (None, Some(who)) => who.clone(),
        (None, None) => return outlet.clone(),
    };
    if let (Some(outlet), None) = (outlet, title) {
        entry = format!("{entry} ({outlet})");
    }
    Some(entry)
}
