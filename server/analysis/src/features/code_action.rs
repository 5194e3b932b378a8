//! What can be done at a place: the fixes of the findings there, and all safe fixes at once.

use std::ops::Range;

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
    /// The finding that it mends; none for [`CodeActionKind::FixAll`].
    pub diagnostic: Option<Diagnostic>,
    /// Whether it is the obvious choice.
    pub preferred: bool,
}

/// What kind of action it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeActionKind {
    /// Mends one finding.
    QuickFix,
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
