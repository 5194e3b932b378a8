//! From a label's form to the parts that templates of labels are made of.

use super::label_form::{LabelForm, comma_parts, squeezed};
use super::segment::Label;
use super::vocabulary::with_fold;
use crate::profile::LabelParts;

/// A label as templates see it: its text with single spaces, without the manner, and its parts.
pub fn label_parts(label: &Label, form: &LabelForm, outlet_first: bool) -> (String, LabelParts) {
    let written = match &label.manner {
        Some(manner) => {
            let before = manner
                .range
                .start
                .saturating_sub(label.range.end - label.text.len());
            let before = label.text.get(..before).unwrap_or(&label.text);
            before.trim_end_matches(['(', '[', ' ', ','])
        }
        None => &label.text,
    };
    let text = squeezed(written);
    let has_honorific = form.honorific.is_some();
    let parts = match (comma_parts(label), &form.title) {
        (Some((first, second)), None) => {
            let (name, outlet) = if outlet_first {
                (second, first)
            } else {
                (first, second)
            };
            LabelParts {
                outlet: Some(outlet.to_owned()),
                ..name_parts(name, has_honorific)
            }
        }
        _ => LabelParts {
            title: form.title.clone(),
            outlet: form.affiliation.clone(),
            ..name_parts(form.name.as_deref().unwrap_or_default(), has_honorific)
        },
    };
    (text, parts)
}

/// Splits a name as written: honorific, given names, surname.
pub fn name_parts(name: &str, has_honorific: bool) -> LabelParts {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let mut parts = LabelParts::default();
    if has_honorific && words.len() > 1 {
        parts.honorific = Some(words.remove(0).trim_end_matches('.').to_owned());
    }
    if let [word] = words[..]
        && let Some((initials, surname)) = word.rsplit_once('.')
        && !surname.is_empty()
    {
        parts.given = Some(initials.to_owned());
        parts.surname = Some(surname.to_owned());
        return parts;
    }
    let Some(mut last) = words.len().checked_sub(1) else {
        return parts;
    };
    if last > 0 && with_fold(words[last], |word| SUFFIXES.contains(&word)) {
        last -= 1;
    }
    while last > 0 && with_fold(words[last - 1], |word| PARTICLES.contains(&word)) {
        last -= 1;
    }
    parts.given = Some(words[..last].join(" ")).filter(|given| !given.is_empty());
    parts.surname = Some(words[last..].join(" "));
    parts
}

/// Words before a surname that are part of it.
const PARTICLES: &[&str] = &[
    "af", "al", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "los", "st", "ten", "ter", "van", "von", "zu", "zum", "zur",
];

/// Words behind a surname that are part of it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_before_the_surname() {
        for (name, has_honorific, expected) in [
            ("Anna Example", false, [None, Some("Anna"), Some("Example")]),
            ("MR. SAMPLE", true, [Some("MR"), None, Some("SAMPLE")]),
            (
                "MS. VAN DER DUMMY",
                true,
                [Some("MS"), None, Some("VAN DER DUMMY")],
            ),
            (
                "Max von Beispiel Jr.",
                false,
                [None, Some("Max"), Some("von Beispiel Jr.")],
            ),
            ("В.Примеров", false, [None, Some("В"), Some("Примеров")]),
            ("Mr", true, [None, None, Some("Mr")]),
            ("", false, [None, None, None]),
        ] {
            let parts = name_parts(name, has_honorific);
            let found = [&parts.honorific, &parts.given, &parts.surname];
            assert_eq!(found.map(|part| part.as_deref()), expected, "{name}");
        }
    }
}
