//! Edits of the cast in the front matter: in the file's own style, indentation and line ends.

use std::ops::Range;

use crate::Analysis;
use crate::model::cast::{Cast, CastEntry};
use crate::model::front_matter::{FrontMatter, Key, Value, ValueKind};
use crate::model::segment::{Label, LineKind, Part, SegmentKind};
use crate::model::yaml::scalar;

/// A replacement, as the fixes of a finding take it.
type Edit = (Range<usize>, String);

/// Adds the person of a label at the end of the cast; makes the cast where there is none, and the front matter too where
/// `make_front_matter` says so. `None` where the front matter is written in a way that leaves no place for it.
pub fn add(analysis: &Analysis, label: &Label, make_front_matter: bool) -> Option<Edit> {
    let person = match (&label.manner, &label.affiliation) {
        (None, _) => label.text.clone(),
        (Some(_), Some(outlet)) => format!("{} ({})", label.name.text, outlet.text),
        (Some(_), None) => label.name.text.clone(),
    };
    add_entries(
        analysis,
        |in_flow| vec![scalar(&person, in_flow)],
        make_front_matter,
    )
}

/// Adds a person as a mapping, so that it can have other names; `None` where there is no front matter either.
pub fn add_mapping(analysis: &Analysis, person: &CastEntry) -> Option<Edit> {
    add_entries(analysis, |_| vec![merged(person, person)], false)
}

/// Adds people, each in the form of a label where that says it all; makes what is missing, as [`add`] does.
pub fn add_all(analysis: &Analysis, people: &[CastEntry]) -> Option<Edit> {
    let written = |in_flow| {
        people
            .iter()
            .map(|person| written(person, in_flow))
            .collect()
    };
    add_entries(analysis, written, true)
}

/// Puts the document's own entries in another order, each with the comments above it and on its lines. `order` has their
/// indexes; `None` where they are written in a way that leaves it unclear what belongs to which.
pub fn reorder(analysis: &Analysis, order: &[usize]) -> Option<Vec<Edit>> {
    let list = analysis.model().context.front_matter.get("cast")?;
    let ValueKind::List(values) = &list.kind else {
        return None;
    };
    if values.len() != order.len() {
        return None;
    }
    let places = match is_in_brackets(analysis, list) {
        true if analysis.slice(list.range.clone()).contains('#') => return None,
        true => values.iter().map(|value| value.range.clone()).collect(),
        false => blocks(analysis, values)?,
    };
    let moved = places.iter().zip(order).filter_map(|(place, &from)| {
        let from = places.get(from)?.clone();
        (from != *place).then(|| (place.clone(), analysis.slice(from).into_owned()))
    });
    Some(moved.collect())
}

/// The lines of each value of a list: with the comments above it, up to those of the next one.
fn blocks(analysis: &Analysis, values: &[Value]) -> Option<Vec<Range<usize>>> {
    let text = analysis.text();
    let mut starts: Vec<usize> = Vec::new();
    for value in values {
        let dash = dash(analysis, value)?;
        indent(analysis, dash)?;
        let mut line = text.line_of(dash);
        let is_comment = |line| {
            text.slice(text.line_range(line))
                .trim_start()
                .starts_with('#')
        };
        while line > 0 && is_comment(line - 1) {
            line -= 1;
        }
        starts.push(text.line_start(line));
    }
    let last = text.line_of(values.last()?.range.end);
    let ends = starts.iter().skip(1).copied();
    let ends = ends.chain([text.line_range_with_break(last).end]);
    let blocks: Vec<_> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..end)
        .collect();
    let in_order = blocks.iter().all(|block| block.start < block.end);
    in_order.then_some(blocks)
}

/// An entry in the form of a label where that says it all, else as a mapping.
fn written(person: &CastEntry, in_flow: bool) -> String {
    let form = &person.form;
    let label = match (&form.name, &form.title, &form.affiliation) {
        (Some(name), Some(title), None) => format!("{name}, {title}"),
        (Some(name), None, Some(outlet)) => format!("{name} ({outlet})"),
        (Some(only), None, None) | (None, Some(only), None) => only.clone(),
        _ => String::new(),
    };
    let role = person.role.map(|role| format!(" {{{}}}", role.name()));
    let entry = scalar(&(label + &role.unwrap_or_default()), in_flow);
    let list = match in_flow {
        true => format!("cast: [{entry}]"),
        false => format!("cast:\n- {entry}"),
    };
    let cast = Cast::new(&FrontMatter::of(&list, 0), None);
    let says_it_all = |read: &CastEntry| {
        read.role == person.role
            && read.form.name == form.name
            && read.form.title == form.title
            && read.form.affiliation == form.affiliation
    };
    let read = cast.problems.is_empty() && cast.entries.len() == 1;
    match read && says_it_all(&cast.entries[0]) {
        true => entry,
        false => merged(person, person),
    }
}

/// Adds another name to one of the document's own entries. One that is a text becomes a mapping.
pub fn add_aka(analysis: &Analysis, entry: &CastEntry, aka: &Part) -> Option<Edit> {
    let (_, values, at) = place(analysis, entry)?;
    let value = &values[at];
    let ValueKind::Mapping(keys) = &value.kind else {
        let named = CastEntry {
            aka: vec![aka.clone()],
            ..entry.clone()
        };
        return Some((value.range.clone(), merged(entry, &named)));
    };
    let name = scalar(&aka.text, true);
    let Some(key) = keys.iter().find(|key| key.name == "aka") else {
        return add_key(analysis, value, keys, &format!("aka: [{name}]"));
    };
    let known = &key.value;
    match &known.kind {
        ValueKind::Scalar(_) if known.range.is_empty() => None,
        ValueKind::Scalar(one) => {
            let names = format!("[{}, {name}]", scalar(one, true));
            Some((known.range.clone(), names))
        }
        ValueKind::List(names) if is_in_brackets(analysis, known) => Some(match names.last() {
            Some(last) => (last.range.end..last.range.end, format!(", {name}")),
            None => (known.range.clone(), format!("[{name}]")),
        }),
        ValueKind::List(names) => {
            let last = names.last()?;
            let indent = indent(analysis, dash(analysis, last)?)?;
            let line = format!("{indent}- {}", scalar(&aka.text, false));
            Some(new_line(analysis, last.range.end, &line))
        }
        ValueKind::Mapping(_) => None,
    }
}

/// Adds entries at the end of the cast, as `written` says for a place between brackets (`true`) or on a line of its own.
fn add_entries(
    analysis: &Analysis,
    written: impl Fn(bool) -> Vec<String>,
    make_front_matter: bool,
) -> Option<Edit> {
    let front_matter = &analysis.model().context.front_matter;
    let line_break = analysis.text().line_break(0);
    let lines = |indent: &str| {
        let entries = written(false).into_iter();
        let lines = entries.map(|entry| format!("{indent}- {entry}"));
        lines.collect::<Vec<_>>().join(line_break)
    };
    let Some(end) = closing_line(analysis) else {
        let bom = if analysis.slice(0..3) == "\u{feff}" {
            3
        } else {
            0
        };
        let lines = ["---", "cast:", &lines("  "), "---", ""];
        return make_front_matter.then(|| (bom..bom, lines.join(line_break)));
    };
    if !front_matter.problems.is_empty()
        || is_flow(
            analysis,
            front_matter.keys.first().map(|key| key.range.start),
        )
    {
        return None;
    }
    let Some(key) = front_matter.key("cast") else {
        let indent = match front_matter.keys.first() {
            Some(first) => indent(analysis, first.range.start)?,
            None => String::new(),
        };
        let entries = lines(&format!("{indent}  "));
        let lines = format!("{indent}cast:{line_break}{entries}{line_break}");
        return Some((end..end, lines));
    };
    match &key.value.kind {
        ValueKind::List(values) if is_in_brackets(analysis, &key.value) => {
            let entry = written(true).join(", ");
            Some(match values.last() {
                Some(last) => (last.range.end..last.range.end, format!(", {entry}")),
                None => {
                    let at = key.value.range.start + 1;
                    (at..at, entry)
                }
            })
        }
        ValueKind::List(values) => {
            let last = values.last()?;
            let indent = indent(analysis, dash(analysis, last)?)?;
            Some(new_line(analysis, last.range.end, &lines(&indent)))
        }
        ValueKind::Scalar(_) if key.value.range.is_empty() => {
            let indent = indent(analysis, key.range.start)?;
            let entries = lines(&format!("{indent}  "));
            Some(new_line(analysis, key.range.end, &entries))
        }
        ValueKind::Scalar(_) | ValueKind::Mapping(_) => None,
    }
}

/// Removes one of the document's own entries.
pub fn remove(analysis: &Analysis, entry: &CastEntry) -> Option<Range<usize>> {
    let (list, values, at) = place(analysis, entry)?;
    let value = &values[at];
    if is_in_brackets(analysis, list) {
        return Some(match (at.checked_sub(1), values.get(at + 1)) {
            (Some(before), _) => values[before].range.end..value.range.end,
            (None, Some(next)) => value.range.start..next.range.start,
            // A comma may follow the only entry, and would stand alone.
            (None, None) => value.range.start..value.range.end + comma_behind(analysis, value),
        });
    }
    let dash = dash(analysis, value)?;
    indent(analysis, dash)?;
    let text = analysis.text();
    let last = text.line_range_with_break(text.line_of(value.range.end));
    Some(text.line_start(text.line_of(dash))..last.end)
}

/// The bytes up to the end of a comma that follows a value on its line; 0 without one.
fn comma_behind(analysis: &Analysis, value: &Value) -> usize {
    let text = analysis.text();
    let line = text.line_range(text.line_of(value.range.end));
    let rest = analysis.slice(value.range.end..line.end);
    let comma = rest.find(',').filter(|&at| rest[..at].trim().is_empty());
    comma.map_or(0, |at| at + 1)
}

/// Says that the opening is this entry's.
pub fn set_opening(analysis: &Analysis, entry: &CastEntry) -> Option<Edit> {
    let (list, values, at) = place(analysis, entry)?;
    let value = &values[at];
    match &value.kind {
        ValueKind::Scalar(text) => {
            let text = match text.trim_end().strip_suffix('}') {
                Some(open) => format!("{} opening}}", open.trim_end()),
                None => format!("{text} {{opening}}"),
            };
            Some((
                value.range.clone(),
                scalar(&text, is_in_brackets(analysis, list)),
            ))
        }
        ValueKind::Mapping(keys) => {
            if let Some(key) = keys.iter().find(|key| key.name == "opening") {
                let value = &key.value.range;
                return (!value.is_empty()).then(|| (value.clone(), "true".to_owned()));
            }
            add_key(analysis, value, keys, "opening: true")
        }
        ValueKind::List(_) => None,
    }
}

/// Adds a key with its value behind those that an entry has.
fn add_key(analysis: &Analysis, entry: &Value, keys: &[Key], line: &str) -> Option<Edit> {
    let (first, last) = (keys.first()?, keys.last()?);
    let end = last.value.range.end.max(last.range.end);
    if is_flow(analysis, Some(entry.range.start)) || is_in_brackets(analysis, entry) {
        return Some((end..end, format!(", {line}")));
    }
    let text = analysis.text();
    let start = text.line_start(text.line_of(first.range.start));
    let column = analysis.slice(start..first.range.start).chars().count();
    let indent = " ".repeat(column);
    Some(new_line(analysis, end, &format!("{indent}{line}")))
}

/// One entry for two that declare one person, as a mapping on one line.
pub fn merged(one: &CastEntry, other: &CastEntry) -> String {
    let (form, further) = (&one.form, &other.form);
    let either = |one: &Option<String>, other: &Option<String>| one.clone().or(other.clone());
    let mut parts = Vec::new();
    let name = either(&form.name, &further.name);
    let title = either(&form.title, &further.title);
    let outlet = either(&form.affiliation, &further.affiliation);
    let (name, outlet) = match (&name, &title) {
        (None, None) => (outlet, None),
        _ => (name, outlet),
    };
    let named = [
        ("name", name),
        ("title", title),
        ("outlet", outlet),
        (
            "role",
            one.role.or(other.role).map(|role| role.name().to_owned()),
        ),
    ];
    for (key, value) in named {
        parts.extend(value.map(|value| format!("{key}: {}", scalar(&value, true))));
    }
    let mut aka: Vec<String> = Vec::new();
    for part in one.aka.iter().chain(&other.aka) {
        let written = scalar(&part.text, true);
        if !aka.contains(&written) {
            aka.push(written);
        }
    }
    if !aka.is_empty() {
        parts.push(format!("aka: [{}]", aka.join(", ")));
    }
    if one.opening || other.opening {
        parts.push("opening: true".to_owned());
    }
    format!("{{{}}}", parts.join(", "))
}

/// The list that an entry of the document is in, its values, and which of them it is.
fn place<'a>(analysis: &'a Analysis, entry: &CastEntry) -> Option<(&'a Value, &'a [Value], usize)> {
    let list = analysis.model().context.front_matter.get("cast")?;
    let ValueKind::List(values) = &list.kind else {
        return None;
    };
    let at = values.iter().position(|value| value.range == entry.range)?;
    Some((list, values, at))
}

/// Where the line that ends the front matter starts; none without front matter.
fn closing_line(analysis: &Analysis) -> Option<usize> {
    let first = analysis.model().segments.first()?;
    let SegmentKind::FrontMatter(_) = first.segment.kind else {
        return None;
    };
    let mut lines = first.segment.content_lines().rev();
    let line = lines.find(|line| line.kind == LineKind::FrontMatter)?;
    Some(first.start + line.range.start)
}

fn is_in_brackets(analysis: &Analysis, value: &Value) -> bool {
    let start = value.range.start;
    matches!(&*analysis.slice(start..start + 1), "[" | "{")
}

/// Whether a place in the front matter stands between braces or brackets that begin before it on its line.
fn is_flow(analysis: &Analysis, at: Option<usize>) -> bool {
    at.is_some_and(|at| {
        let text = analysis.text();
        let before = analysis.slice(text.line_start(text.line_of(at))..at);
        before.contains(['[', '{'])
    })
}

/// Where the hyphen of a list's value is.
fn dash(analysis: &Analysis, value: &Value) -> Option<usize> {
    let list = analysis.model().context.front_matter.get("cast")?;
    let before = analysis.slice(list.range.start..value.range.start);
    let before = before.trim_end();
    before
        .ends_with('-')
        .then(|| list.range.start + before.len() - 1)
}

/// The white space before a place, when nothing else stands before it on its line.
fn indent(analysis: &Analysis, at: usize) -> Option<String> {
    let text = analysis.text();
    let before = analysis.slice(text.line_start(text.line_of(at))..at);
    before.trim().is_empty().then(|| before.into_owned())
}

/// A line behind the one that `at` is in.
fn new_line(analysis: &Analysis, at: usize, line: &str) -> Edit {
    let text = analysis.text();
    let end = text.line_range(text.line_of(at)).end;
    (end..end, format!("{}{line}", text.line_break(0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::rules::tests::applied;
    use crate::{Analysis, Settings};

    const ITEMS: &[&str] = &[
        "Max Mustername, Minister {principal}",
        "Max Mustername",
        "'Anna Example (FBC)'",
        "\"Dora \\u00c4 {boss}\"",
        "{name: Ben Beispiel, role: pres}",
        "name: Ida Muster",
        "{name: Anna Example, aka: FBC}",
        "{title: Minister, opening: no}",
        "Anna Example {press",
        "Mustername # a comment",
        "",
    ];

    const KEYS: &[&str] = &[
        "titel: x",
        "lang: en",
        "date: March 4, 2022",
        "status: embargo",
        "speakers: [a]",
        "# so",
        "",
    ];

    const TURNS: &str = "I thank you all for being here today, and I am ready to take your questions, as I have said before, and we will stay with you as long as you like.\n\nHarbour Chair: Island TV.\n\nAnna Example (FBC): {lang=fr} Who?\n\nMinister Mustername: I.\n\nMax Musternmae: We.\n\nSomewhere in Texas: no.\n\nDora Dummy (ITX): Why?\n\nMinister Mustername: So.\n";

    fn front_matter() -> impl Strategy<Value = String> {
        let items = || prop::collection::vec(prop::sample::select(ITEMS), 0..5);
        let block = (items(), 0..3_usize).prop_map(|(items, indent)| {
            let lines = items
                .into_iter()
                .map(|item| format!("{}- {item}\n", " ".repeat(indent)));
            format!("cast:\n{}", lines.collect::<String>())
        });
        let flow = items().prop_map(|items| {
            let items: Vec<&str> = items
                .into_iter()
                .filter(|item| !item.contains(['#', ':']) && !item.ends_with('}'))
                .collect();
            format!("cast: [{}]\n", items.join(", "))
        });
        let keys = prop::collection::vec(prop::sample::select(KEYS), 0..3);
        let line_break = prop::sample::select(vec!["\n", "\r\n", "\r"]);
        (
            keys,
            prop_oneof![block, flow, Just(String::new())],
            line_break,
            any::<bool>(),
        )
            .prop_map(|(keys, cast, line_break, cast_first)| {
                let mut parts = [
                    keys.into_iter()
                        .map(|key| format!("{key}\n"))
                        .collect::<String>(),
                    cast,
                ];
                if cast_first {
                    parts.reverse();
                }
                format!("---\n{}---\n{TURNS}", parts.concat()).replace('\n', line_break)
            })
    }

    proptest! {
        #![proptest_config(crate::at_least(50))]

        #[test]
        fn no_fix_breaks_the_front_matter(text in front_matter()) {
            let analysis = Analysis::with(&text, Settings::default());
            let front_matter = |analysis: &Analysis| analysis.model().context.front_matter.clone();
            let problems = front_matter(&analysis).problems;
            for diagnostic in analysis.diagnostics() {
                for fix in &diagnostic.fixes {
                    let fixed = applied(analysis.text(), &fix.edits);
                    let after = Analysis::of(&fixed);
                    let still = front_matter(&after).problems;
                    prop_assert!(still.len() <= problems.len(), "{}: {}\n{fixed}", diagnostic.code, fix.title);
                    let left = after.diagnostics().iter().filter(|found| found.code == diagnostic.code).count();
                    let before = analysis.diagnostics().iter().filter(|found| found.code == diagnostic.code).count();
                    prop_assert!(left <= before, "{}: {}\n{fixed}", diagnostic.code, fix.title);
                }
            }
        }

        #[test]
        fn no_front_matter_makes_a_rule_panic(yaml in "(cast:|title: |lang: |status: |\\n- |\\n  - |\\n|\\r\\n|\\r|name: |aka: |role: |opening: |[A-Z][a-z]{2,6} |\\(FBC\\)|, |\\{|\\}|principal |\"|\\[|\\]|: |é|\\t|\\PC){0,30}") {
            let text = format!("---\n{yaml}\n---\n{TURNS}");
            let analysis = Analysis::of(&text);
            for diagnostic in analysis.diagnostics() {
                prop_assert!(text.get(diagnostic.range.clone()).is_some(), "{diagnostic:?}");
                for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
                    prop_assert!(text.get(edit.range.clone()).is_some(), "{diagnostic:?}");
                }
            }
        }
    }
}
