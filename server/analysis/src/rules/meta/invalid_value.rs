//! `meta/invalid-value`: a value in the front matter that its key can't have.

use strsim::osa_distance;

use crate::model::front_matter::{KEYS, Key, KeyKind, STATUSES, ValueKind};
use crate::profile::PROFILES;
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "meta/invalid-value",
    severity: Severity::Warning,
    fix: FixKind::Choice,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds a `status` or `profile` that doesn't exist, a `lang` that is no language tag, and lists where one text is
expected.

## Why
Such a value counts for nothing: the style is guessed, and an embargo isn't seen.

## Example
```presscript
---
status: embargo
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
status: embargoed
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
Offers the values that exist, the nearest first.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    for key in &analysis.model().context.front_matter.keys {
        let Some(known) = KEYS.iter().find(|known| known.name == key.name) else {
            continue;
        };
        match known.kind {
            KeyKind::Status => one_of(key, &mut STATUSES.to_vec(), findings),
            KeyKind::Profile => {
                let own = &analysis.settings().profiles;
                let mut names: Vec<&str> = own.iter().map(|profile| &*profile.name).collect();
                names.extend(PROFILES.iter().map(|profile| &*profile.name));
                one_of(key, &mut names, findings);
            }
            KeyKind::Lang => langs(key, findings),
            KeyKind::Text if !matches!(key.value.kind, ValueKind::Scalar(_)) => {
                let message = format!("“{}” is one text, but no list.", key.name);
                findings.report(key.value.range.clone(), message);
            }
            KeyKind::Text | KeyKind::Date | KeyKind::Cast => {}
        }
    }
}

/// More values than these are not offered.
const MAX_OFFERED: usize = 5;

fn one_of(key: &Key, names: &mut Vec<&str>, findings: &mut Findings) {
    let text = key.value.text().unwrap_or_default();
    if key.value.is_nothing() || names.contains(&text) {
        return;
    }
    let written = text.to_lowercase();
    names.sort_by_key(|name| osa_distance(name, &written));
    names.dedup();
    let some = names[..names.len().min(MAX_OFFERED)].join(", ");
    let message = match text {
        "" => format!("“{}” is one word: {some}.", key.name),
        _ => format!("“{text}” is no {}; there is {some}.", key.name),
    };
    let mut report = findings.report(key.value.range.clone(), message);
    for name in names.iter().take(MAX_OFFERED) {
        report = report.choice(
            format!("Replace it by {name}"),
            [(key.value.range.clone(), (*name).to_owned())],
        );
    }
}

fn langs(key: &Key, findings: &mut Findings) {
    let values = match &key.value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(&key.value),
    };
    for value in values.iter().filter(|value| !value.is_nothing()) {
        let text = value.text().unwrap_or_default();
        if is_tag(text) {
            continue;
        }
        let report = findings.report(
            value.range.clone(),
            "This is no language tag; a tag is written as en, en-GB or zh-Hant.",
        );
        let tag = text.replace('_', "-");
        if is_tag(&tag) {
            report.choice(format!("Write it as {tag}"), [(value.range.clone(), tag)]);
        }
    }
}

/// Whether a text has the form of a BCP 47 tag: a language of two or three letters, then subtags.
fn is_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters
        && matches!(language.len(), 2 | 3)
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len())
                && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn values_are_those_that_exist() {
        check(
            "meta/invalid-value",
            "---\nstatus: Draft\nprofile: genric\ntitle: [a]\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:9 "Draft": “Draft” is no status; there is embargoed, provisional, as-delivered, check-against-delivery.
                  choice: Replace it by embargoed -> ["status: embargoed"]
                  choice: Replace it by provisional -> ["status: provisional"]
                  choice: Replace it by as-delivered -> ["status: as-delivered"]
                  choice: Replace it by check-against-delivery -> ["status: check-against-delivery"]
                3:10 "genric": “genric” is no profile; there is generic, fed, kremlin, nato, france.
                  choice: Replace it by generic -> ["profile: generic"]
                  choice: Replace it by fed -> ["profile: fed"]
                  choice: Replace it by kremlin -> ["profile: kremlin"]
                  choice: Replace it by nato -> ["profile: nato"]
                  choice: Replace it by france -> ["profile: france"]
                4:8 "[a]": “title” is one text, but no list.
            "#]],
        );
        check(
            "meta/invalid-value",
            "---\nlang: English\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:7 "English": This is no language tag; a tag is written as en, en-GB or zh-Hant.
            "#]],
        );
        check(
            "meta/invalid-value",
            "---\nlang: [en_GB, {a: b}]\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:8 "en_GB": This is no language tag; a tag is written as en, en-GB or zh-Hant.
                  choice: Write it as en-GB -> ["lang: [en-GB, {a: b}]"]
                2:15 "{a: b}": This is no language tag; a tag is written as en, en-GB or zh-Hant.
            "#]],
        );
    }

    #[test]
    fn known_values_are_right() {
        check(
            "meta/invalid-value",
            "---\nstatus: provisional\nprofile: generic\nlang: [en, zh-Hant]\ntitle: x\nother: [a]\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
        check(
            "meta/invalid-value",
            "---\nstatus:\nlang:\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
    }
}
