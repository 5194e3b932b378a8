//! `cast/unused`: a person of the cast who says nothing.

use std::collections::HashSet;

use crate::model::vocabulary::fold;
use crate::rules::cast_edit::remove;
use crate::rules::{
    Check, DocumentView, Findings, FixKind, Gathered, Places, Reads, Rule, SegmentView, Severity,
    Tally,
};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "cast/unused",
    severity: Severity::Information,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds people whom the document's own cast declares, but whom no label means. The opening of a person with
`opening` counts as said.

## Why
Readers take the cast for the list of those who speak; or a label is written so that it misses its entry.

## Example
```presscript
---
cast:
  - Max Mustername
  - Anna Example (FBC)
  - Dora Dummy (Radio Specimen)
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
cast:
  - Max Mustername
  - Anna Example (FBC)
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
Removes the entry.
",
    check: Check::Places(Places {
        collect,
        concerns: |_| true,
        reads: Reads::Labels,
        report,
    }),
};

/// The attributes that name an interpreter.
fn collect(view: &SegmentView<'_>, tally: &mut Tally) {
    let line = view.segment.speaker_line();
    for attribute in line.into_iter().flat_map(|line| &line.attributes) {
        if attribute.name == "via" {
            tally.spot(0, attribute.range.clone());
        }
    }
}

fn report(document: &DocumentView<'_>, interpreters: &Gathered<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let model = analysis.model();
    let cast = &model.context.cast;
    if cast.own == 0 || model.turns.is_empty() {
        return;
    }
    let spellings = document.labels().spellings();
    let labelled = spellings.flat_map(|spelling| spelling.entries.iter().copied());
    let mut used: HashSet<usize> = labelled.collect();
    for noted in interpreters.segments() {
        let line = noted.segment.speaker_line();
        let attributes = line.into_iter().flat_map(|line| &line.attributes);
        for name in attributes
            .filter_map(|attribute| attribute.value.as_ref().filter(|_| attribute.name == "via"))
        {
            used.extend(cast.named(&fold(name)));
        }
    }
    for (at, entry) in cast.own_entries().iter().enumerate() {
        if used.contains(&at) || entry.opening {
            continue;
        }
        let name = entry.form.name.as_ref().or(entry.form.title.as_ref());
        let name = name.map_or("This person", String::as_str);
        let report = findings.report(
            entry.range.clone(),
            format!("“{name}” is in the cast, but no label here means this person."),
        );
        if let Some(range) = remove(analysis, entry) {
            report.unsafe_fix("Remove the entry", [(range, String::new())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn entries_go_with_their_lines() {
        check(
            "cast/unused",
            "---\ncast:\r\n  - Anna Example (FBC)\r\n  - name: Dora Dummy\r\n    outlet: FBC\r\n  - Mustername {principal}\r\ndate: 2022-03-01\r\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                4:5 "name: Dora Dummy\r\n    outlet: FBC": “Dora Dummy” is in the cast, but no label here means this person.
                  fix: Remove the entry -> []
            "#]],
        );
        check(
            "cast/unused",
            "---\ncast: [Dora Dummy, 'Anna Example', Ben Beispiel]\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:8 "Dora Dummy": “Dora Dummy” is in the cast, but no label here means this person.
                  fix: Remove the entry -> ["cast: ['Anna Example', Ben Beispiel]"]
                2:36 "Ben Beispiel": “Ben Beispiel” is in the cast, but no label here means this person.
                  fix: Remove the entry -> ["cast: [Dora Dummy, 'Anna Example']"]
            "#]],
        );
    }

    #[test]
    fn whoever_speaks_is_used() {
        check(
            "cast/unused",
            "---\ncast:\n  - Dora Dummy\n  - Ben Beispiel\n  - Emil Muster {opening}\n  - Ida Muster {interpreter}\n---\nDora Dummy and Ben Beispiel: {via=\"Ida Muster\"} Yes.\n",
            expect![""],
        );
        check(
            "cast/unused",
            "---\ncast: [Dora Dummy]\n---\nNothing yet.\n",
            expect![[""]],
        );
    }

    #[test]
    fn no_comma_stays_alone() {
        check(
            "cast/unused",
            "---\ncast: [Dora Dummy , ]\n---\nAnna Example: Yes.\n",
            expect![[r#"
                2:8 "Dora Dummy": “Dora Dummy” is in the cast, but no label here means this person.
                  fix: Remove the entry -> ["cast: [ ]"]
            "#]],
        );
    }
}
