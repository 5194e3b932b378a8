//! `cast/duplicate`: a person who is in the cast twice.

use std::collections::HashMap;

use crate::model::cast::CastEntry;
use crate::rules::cast_edit::{merged, remove};
use crate::rules::{Check, DocumentView, Findings, FixKind, Labelled, Rule, Severity};

/// See [`Rule::doc`].
pub static RULE: Rule = Rule {
    code: "cast/duplicate",
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    since: "0.1.0",
    enabled: true,
    doc: "\
## What it does
Finds entries of the cast that declare a person whom an earlier one declares: the same name with nothing that
speaks against it, such as another outlet.

## Why
Only one of them can count, and what the other says is lost.

## Example
```presscript
---
cast:
  - Max Mustername, Harbour Council Chair
  - Anna Example (FBC)
  - Max Mustername {principal}
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Use instead
```presscript
---
cast:
  - Max Mustername, Harbour Council Chair {principal}
  - Anna Example (FBC)
---
Anna Example (FBC): Who decides?

Max Mustername: The council does.
```

## Fix
Makes one entry of the two.
",
    check: Check::Labels(Labelled::all(check)),
};

fn check(document: &DocumentView<'_>, findings: &mut Findings) {
    let analysis = document.analysis;
    let cast = &analysis.model().context.cast;
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, entry) in cast.own_entries().iter().enumerate() {
        let name = entry.form.name_words.join(" ");
        let key = if name.is_empty() {
            entry.form.folded.clone()
        } else {
            name
        };
        let earlier = *known.entry(key).or_insert(at);
        let first = &cast.entries[earlier];
        if earlier == at || !first.is_same(entry) {
            continue;
        }
        let name = entry.form.name.as_ref().or(entry.form.title.as_ref());
        let name = name.map_or("This person", String::as_str);
        let report = findings
            .report(
                entry.range.clone(),
                format!("“{name}” is in the cast already; one entry says it all."),
            )
            .related_entry(cast, earlier, "declared here first");
        if let Some(removed) = remove(analysis, entry) {
            let merge = (first.range.clone(), merged(first, entry));
            let says_more = !adds_nothing(first, entry);
            let edits = says_more.then_some(merge).into_iter();
            report.unsafe_fix(
                "Make one entry of both",
                edits.chain([(removed, String::new())]),
            );
        }
    }
}

/// Whether an entry says nothing that an earlier one doesn't.
fn adds_nothing(first: &CastEntry, entry: &CastEntry) -> bool {
    let has =
        |known: &Option<String>, further: &Option<String>| further.is_none() || known.is_some();
    has(&first.form.title, &entry.form.title)
        && has(&first.form.affiliation, &entry.form.affiliation)
        && (entry.role.is_none() || first.role.is_some())
        && (first.opening || !entry.opening)
        && entry
            .aka
            .iter()
            .all(|aka| first.aka.iter().any(|known| known.text == aka.text))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;
    use expect_test::expect;

    #[test]
    fn the_two_become_one() {
        check(
            "cast/duplicate",
            "---\ncast:\n  - name: Max Mustername\n    aka: [\"Max: M.\"]\n  - MAX MUSTERNAME (FBC) {press opening}\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                5:5 "MAX MUSTERNAME (FBC) {press opening}": “MAX MUSTERNAME” is in the cast already; one entry says it all.
                  see 3:5 "name: Max Mustername\n    aka: [\"Max: M.\"]": declared here first
                  fix: Make one entry of both -> ["  - {name: Max Mustername, outlet: FBC, role: press, aka: [\"Max: M.\"], opening: true}"]
            "#]],
        );
        check(
            "cast/duplicate",
            "---\ncast: [Max Mustername, Anna Example, Max Mustername]\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                2:38 "Max Mustername": “Max Mustername” is in the cast already; one entry says it all.
                  see 2:8 "Max Mustername": declared here first
                  fix: Make one entry of both -> ["cast: [Max Mustername, Anna Example]"]
            "#]],
        );
        check(
            "cast/duplicate",
            "---\ncast:\n- Harbour Council Chair\n- Harbour Council Chair\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[r#"
                4:3 "Harbour Council Chair": “Harbour Council Chair” is in the cast already; one entry says it all.
                  see 3:3 "Harbour Council Chair": declared here first
                  fix: Make one entry of both -> []
            "#]],
        );
    }

    #[test]
    fn namesakes_are_two_people() {
        check(
            "cast/duplicate",
            "---\ncast:\n  - Max Mustername (FBC)\n  - Max Mustername (ITX)\n  - MR. SAMPLE\n  - MS. SAMPLE\n---\nAnna Example (FBC): Who decides?\n\nMax Mustername: The council does.\n",
            expect![[""]],
        );
    }
}
