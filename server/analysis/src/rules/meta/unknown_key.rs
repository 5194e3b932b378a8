//! `meta/unknown-key`: a key of the front matter that Presscript doesn't know.

use strsim::osa_distance;

use crate::model::front_matter::{KEYS, KnownKey};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "meta/unknown-key",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds top-level keys that are nearly a known one, or another word for it; and, in front matter that is
Presscript's own (it has a `cast`, a `lang`, a `profile`, a `status` or a `location`), all keys that aren't known.

## Why
A key that isn't known says nothing to anybody. Front matter of another program is left alone.

## Example
```presscript
---
titel: Harbours
lang: en
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
title: Harbours
lang: en
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
Replaces it by the known key that is nearest. Keys of your own are left out with `ignore` in the settings.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let front_matter = &document.analysis.model().context.front_matter;
    let known = |name: &str| KEYS.iter().find(|known| known.name == name);
    let is_own = front_matter
        .keys
        .iter()
        .any(|key| known(&key.name).is_some_and(|known| known.own));
    for key in &front_matter.keys {
        if known(&key.name).is_some() {
            continue;
        }
        let free = |known: &&KnownKey| front_matter.key(known.name).is_none();
        let nearest = slip(&key.name)
            .or_else(|| synonym(&key.name).filter(|_| is_own))
            .filter(free);
        match nearest {
            Some(right) => {
                findings
                    .report(
                        key.range.clone(),
                        format!(
                            "There is no key “{}”; “{}” is the nearest.",
                            key.name, right.name
                        ),
                    )
                    .unsafe_fix(
                        format!("Replace it by {}", right.name),
                        [(key.range.clone(), right.name.to_owned())],
                    );
            }
            None if is_own => {
                let names: Vec<&str> = KEYS.iter().map(|known| known.name).collect();
                let message = format!(
                    "“{}” is no key that Presscript knows; it reads {}.",
                    key.name,
                    names.join(", ")
                );
                findings.report(key.range.clone(), message);
            }
            None => {}
        }
    }
}

/// The known key of which a name is a slip of the keyboard, or another writing: `Title`, `titel`.
fn slip(name: &str) -> Option<&'static KnownKey> {
    let written = name.trim().to_lowercase();
    let nearest = KEYS
        .iter()
        .min_by_key(|known| osa_distance(known.name, &written))?;
    let most = if nearest.name.len() > 5 { 2 } else { 1 };
    let shorter = written.chars().count().min(nearest.name.len());
    (shorter > 2 && osa_distance(nearest.name, &written) <= most).then_some(nearest)
}

/// The known key for which a name is another word.
fn synonym(name: &str) -> Option<&'static KnownKey> {
    let written = name.trim().to_lowercase();
    KEYS.iter()
        .find(|known| known.also.contains(&written.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn keys_of_ones_own_front_matter_are_known() {
        check(
            "meta/unknown-key",
            "---\nTitle: A\ndates: 2022-03-04\nspeakers: [Anna]\nlang: en\nlanguage: en\ntags: x\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:1 "Title": There is no key “Title”; “title” is the nearest.
                  fix: Replace it by title -> ["title: A"]
                3:1 "dates": There is no key “dates”; “date” is the nearest.
                  fix: Replace it by date -> ["date: 2022-03-04"]
                4:1 "speakers": There is no key “speakers”; “cast” is the nearest.
                  fix: Replace it by cast -> ["cast: [Anna]"]
                6:1 "language": “language” is no key that Presscript knows; it reads title, date, location, status, profile, lang, media, cast.
                7:1 "tags": “tags” is no key that Presscript knows; it reads title, date, location, status, profile, lang, media, cast.
            "#]],
        );
    }

    #[test]
    fn front_matter_of_other_programs_is_left_alone() {
        check(
            "meta/unknown-key",
            "---\ntitle: A\ndate: 2022-03-04\ntags: x\nspeakers: [Anna]\nsource_url: x\nlayout: y\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
    }
}
