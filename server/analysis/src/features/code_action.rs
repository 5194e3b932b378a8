//! What can be done at a place: the fixes of the findings there, and all safe fixes at once.

use std::ops::Range;

use crate::model::label_parts::name_parts;
use crate::profile::{LabelParts, Template};
use crate::rules::{Diagnostic, Safety, edits};
use crate::{Analysis, Edit};

/// Something to do, offered to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does, as a command: `Insert a space behind the colon`.
    pub title: String,
    /// Which kind it is.
    pub kind: CodeActionKind,
    /// The edits, in order and without overlap.
    pub edits: Vec<Edit>,
    /// The finding that it mends; only for [`CodeActionKind::QuickFix`].
    pub diagnostic: Option<Diagnostic>,
    /// Whether it is the obvious choice.
    pub preferred: bool,
}

/// What kind of action it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeActionKind {
    /// Mends one finding.
    QuickFix,
    /// Writes something otherwise that is no mistake.
    Rewrite,
    /// Applies every safe fix in the document.
    FixAll,
}

/// What can be done at `places`, in bytes; an empty one is a cursor, and touches what it stands beside.
pub fn code_actions(analysis: &Analysis, places: &[Range<usize>]) -> Vec<CodeAction> {
    let diagnostics = analysis.diagnostics();
    let here = diagnostics.iter().filter(|found| {
        let touches =
            |place: &Range<usize>| found.range.start <= place.end && place.start <= found.range.end;
        places.iter().any(touches)
    });
    let mut actions: Vec<CodeAction> = here.flat_map(quick_fixes).collect();
    actions.extend(
        places
            .first()
            .and_then(|place| label_asker(analysis, place.start)),
    );
    let edits = edits(diagnostics, Safety::Safe);
    if !edits.is_empty() {
        actions.push(CodeAction {
            title: "Fix everything that changes no word".to_owned(),
            kind: CodeActionKind::FixAll,
            edits,
            diagnostic: None,
            preferred: false,
        });
    }
    actions
}

/// Labels a question, at whose label the byte `at` is, with the asker who names himself in it.
fn label_asker(analysis: &Analysis, at: usize) -> Option<CodeAction> {
    let model = analysis.model();
    let turn = model.turn_of_segment(model.segment_at(at)?)?;
    let range = model.label_range(turn);
    let said = model.introduction(turn)?;
    let (name, outlet) = (said.name.as_ref()?, said.outlet.as_ref()?);
    if at < range.start || range.end < at {
        return None;
    }
    let parts = LabelParts {
        outlet: Some(outlet.text.clone()),
        ..name_parts(&name.text, false)
    };
    let templates = model.context.profile.press.first.iter();
    let label = templates
        .filter(|template| template.contains("outlet") || template.contains("OUTLET"))
        .find_map(|template| Template::parse(template).ok()?.render(&parts))
        .unwrap_or_else(|| format!("{} ({})", name.text, outlet.text));
    let placed = model.turn_segment(turn);
    let delimiter = placed.segment.speaker_line()?.delimiter.as_ref();
    let colon =
        delimiter.is_some_and(|mark| analysis.slice(shifted(&mark.range, placed.start)) != ".");
    let end = match delimiter {
        Some(mark) if !colon => placed.start + mark.range.end,
        _ => range.end,
    };
    Some(CodeAction {
        title: format!("Label this question “{label}”"),
        kind: CodeActionKind::Rewrite,
        edits: vec![Edit {
            range: range.start..end,
            text: if colon { label } else { format!("{label}:") },
        }],
        diagnostic: None,
        preferred: false,
    })
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

fn quick_fixes(diagnostic: &Diagnostic) -> impl Iterator<Item = CodeAction> + '_ {
    diagnostic
        .fixes
        .iter()
        .enumerate()
        .map(|(at, fix)| CodeAction {
            title: fix.title.clone(),
            kind: CodeActionKind::QuickFix,
            edits: fix.edits.clone(),
            diagnostic: Some(diagnostic.clone()),
            preferred: at == 0 && (fix.safety == Safety::Safe || diagnostic.fixes.len() == 1),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Minister Mustername:I am glad.\n\nDr. Sample:So am I.\n";

    fn at(analysis: &Analysis, cursor: usize) -> Vec<CodeAction> {
        code_actions(analysis, std::slice::from_ref(&(cursor..cursor)))
    }

    #[test]
    fn a_cursor_beside_a_finding_gets_its_fix() {
        let analysis = Analysis::of(TEXT);
        let colon = TEXT.find(':').unwrap();
        for cursor in [colon, colon + 1] {
            let actions = at(&analysis, cursor);
            let fix = actions
                .iter()
                .find(|action| action.kind == CodeActionKind::QuickFix)
                .expect("a fix");
            assert_eq!(
                fix.edits,
                [Edit {
                    range: colon + 1..colon + 1,
                    text: " ".to_owned()
                }]
            );
            assert_eq!(
                fix.diagnostic.as_ref().map(|found| found.code),
                Some("label/no-space")
            );
            assert!(fix.preferred);
        }
        let elsewhere = at(&analysis, 2);
        assert!(
            elsewhere
                .iter()
                .all(|action| action.kind == CodeActionKind::FixAll),
            "{elsewhere:?}"
        );
    }

    #[test]
    fn a_question_gets_the_label_of_whoever_names_himself() {
        for (question, profile, label) in [
            ("Q   ", "generic", "Anna Example (UPI):   "),
            ("Q. ", "generic", "Anna Example (UPI): "),
            ("Question: ", "japan-mofa", "UPI, EXAMPLE: "),
        ] {
            let front = format!("---\nprofile: {profile}\n---\n");
            let said = "Anna Example with UPI. Why?\n";
            let text = format!("{front}{question}{said}\nMR. SAMPLE: So.\n");
            let analysis = Analysis::of(&text);
            let actions = at(&analysis, front.len());
            let rewrite = |action: &&CodeAction| action.kind == CodeActionKind::Rewrite;
            let action = actions.iter().find(rewrite).expect("an action");
            let mut written = text.clone();
            written.replace_range(action.edits[0].range.clone(), &action.edits[0].text);
            assert!(
                written.contains(&format!("---\n{label}{said}")),
                "{written}"
            );
        }
        assert!(
            at(&Analysis::of(TEXT), 0)
                .iter()
                .all(|action| action.kind != CodeActionKind::Rewrite)
        );
    }

    #[test]
    fn fix_all_holds_every_safe_fix() {
        let analysis = Analysis::of(TEXT);
        let actions = at(&analysis, 0);
        let all = actions
            .iter()
            .find(|action| action.kind == CodeActionKind::FixAll)
            .expect("a fix for all");
        assert_eq!(all.edits.len(), 2);
    }
}
