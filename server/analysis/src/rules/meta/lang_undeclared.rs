//! `meta/lang-undeclared`: a turn in a language that the front matter doesn't name.

use crate::model::front_matter::ValueKind;
use crate::model::segment::Part;
use crate::model::yaml::scalar;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Rule, SegmentView, Severity, Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "meta/lang-undeclared",
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds turns with an attribute such as `{lang=es}` where the front matter has a `lang` without that language.

## Why
Who looks for transcripts with Spanish in them looks at the front matter; or the attribute is a slip.

## Example
```presscript
---
lang: en
---
Anna Example (FBC): {lang=es} ¿Quién decide?

Max Mustername: The council does.
```

## Use instead
```presscript
---
lang: [en, es]
---
Anna Example (FBC): {lang=es} ¿Quién decide?

Max Mustername: The council does.
```

## Fix
Adds the language to the front matter.
",
    check: Check::Places(Places::with_labels(collect, report)),
};

/// The attributes that name a language.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let line = view.segment.speaker_line();
    for attribute in line.into_iter().flat_map(|line| &line.attributes) {
        if attribute.name == "lang" {
            tally.spot(0, attribute.range.clone());
        }
    }
}

fn report(document: &DocumentView<'_>, attributes: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let front_matter = &model.context.front_matter;
    let Some(value) = front_matter.get("lang") else {
        return;
    };
    let declared: Vec<Part> = front_matter.langs().collect();
    for placed in attributes.segments() {
        let line = placed.segment.speaker_line();
        for attribute in line.into_iter().flat_map(|line| &line.attributes) {
            let Some(lang) = attribute
                .value
                .as_deref()
                .filter(|_| attribute.name == "lang")
            else {
                continue;
            };
            let known = |part: &Part| primary(&part.text).eq_ignore_ascii_case(primary(lang));
            if lang.is_empty() || declared.is_empty() || declared.iter().any(known) {
                continue;
            }
            let range = placed.start + attribute.range.start..placed.start + attribute.range.end;
            let report = findings
                .report(
                    range,
                    format!(
                        "This turn is in “{lang}”, a language that the front matter doesn’t name."
                    ),
                )
                .related(value.range.clone(), "the languages");
            let lang = scalar(lang, true);
            let edit = match &value.kind {
                ValueKind::Scalar(text) => (
                    value.range.clone(),
                    format!("[{}, {lang}]", scalar(text, true)),
                ),
                ValueKind::List(values) if analysis.slice(value.range.clone()).starts_with('[') => {
                    let end = values
                        .last()
                        .map_or(value.range.start + 1, |last| last.range.end);
                    (end..end, format!(", {lang}"))
                }
                _ => {
                    let all: Vec<&str> = declared.iter().map(|part| part.text.as_str()).collect();
                    (value.range.clone(), format!("[{}, {lang}]", all.join(", ")))
                }
            };
            if analysis.slice(value.range.clone()).lines().count() == 1 {
                report.unsafe_fix("Add it to the front matter", [edit]);
            }
        }
    }
}

/// `en` of `en-GB`.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn every_language_is_declared() {
        check(
            "meta/lang-undeclared",
            "---\nlang: [en-GB, 'de']\n---\nAnna: {lang=EN-us} Yes.\n\nBen: {lang=fr} Oui.\n",
            expect![[r#"
                6:7 "lang=fr": This turn is in “fr”, a language that the front matter doesn’t name.
                  see 2:7 "[en-GB, 'de']": the languages
                  fix: Add it to the front matter -> ["lang: [en-GB, 'de', fr]"]
            "#]],
        );
    }

    #[test]
    fn nothing_is_said_of_the_language() {
        check(
            "meta/lang-undeclared",
            "---\ntitle: x\n---\nAnna: {lang=fr} Oui.\n",
            expect![[""]],
        );
        check(
            "meta/lang-undeclared",
            "---\nlang:\n---\nAnna: {lang=fr} Oui.\n",
            expect![[""]],
        );
    }
}
