//! What can be done at a place: the fixes of the findings there, refactorings, and what concerns the whole document.
//!
//! Listing is cheap, so that an editor can ask at every move of the cursor; the edits are worked out for the action
//! that is chosen. A refactoring is one file here, with one line in [`REFACTORINGS`].

mod follow_up;
mod head;
mod house_labels;
mod label_asker;
mod merge_turns;
mod number_placeholders;
mod organize_cast;
mod place;
mod quick_fix;
mod split_turn;
mod stage_direction;
mod swap_labels;

use std::ops::Range;

use crate::rules::Diagnostic;
use crate::{Analysis, Edit};
use place::Place;
use quick_fix::QuickFix;

/// The kind of what mends a finding.
pub const QUICK_FIX: &str = "quickfix";
/// The kind of what applies every safe fix.
pub const FIX_ALL: &str = "source.fixAll.presscript";
/// What the kinds of actions on the whole document begin with.
pub const SOURCE: &str = "source";

/// Something to do, offered to the user.
#[derive(Clone, Debug)]
pub struct CodeAction {
    /// What it does, as a command: `Insert a space behind the colon`.
    pub title: String,
    /// Which kind it is, from the general to the particular: `refactor.rewrite.swapLabels`.
    pub kind: &'static str,
    /// The finding that it mends, as an index into [`Analysis::diagnostics`].
    pub finding: Option<usize>,
    /// Whether it is the obvious choice.
    pub preferred: bool,
    work: Work,
}

/// How the edits of an action are found.
#[derive(Clone, Debug)]
enum Work {
    QuickFix(QuickFix),
    FixAll,
    Refactoring(&'static Refactoring, Range<usize>),
}

/// A change that mends nothing. It keeps every word that was said.
#[derive(Debug)]
struct Refactoring {
    kind: &'static str,
    /// What it would do at a place, as a command; `None` where it makes no sense.
    title: fn(&Place<'_>) -> Option<String>,
    /// The edits, in order and without overlap, for a place that has a title.
    edits: fn(&Place<'_>) -> Option<Vec<Edit>>,
}

const REFACTORINGS: &[&Refactoring] = &[
    &split_turn::SPLIT_TURN,
    &merge_turns::MERGE_TURNS,
    &swap_labels::SWAP_LABELS,
    &label_asker::LABEL_ASKER,
    &house_labels::HOUSE_LABEL,
    &number_placeholders::NUMBER_PLACEHOLDERS,
    &follow_up::MARK_FOLLOW_UP,
    &follow_up::UNMARK_FOLLOW_UP,
    &stage_direction::TO_STAGE_DIRECTION,
    &stage_direction::TO_SPEECH,
    &house_labels::ALL_HOUSE_LABELS,
    &organize_cast::ORGANIZE_CAST,
];

/// All kinds of actions, each once.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    let refactorings = REFACTORINGS.iter().map(|refactoring| refactoring.kind);
    [QUICK_FIX, FIX_ALL].into_iter().chain(refactorings)
}

/// What can be done at `places`, in bytes, of the kinds that are wanted. The first is the cursor, or what is selected;
/// the others are those of findings. An empty one touches what it stands beside.
pub fn code_actions(
    analysis: &Analysis,
    places: &[Range<usize>],
    wanted: impl Fn(&str) -> bool,
) -> Vec<CodeAction> {
    let mut actions = Vec::new();
    if wanted(QUICK_FIX) {
        actions = quick_fix::quick_fixes(analysis, places);
    }
    if let Some(range) = places.first() {
        let place = Place::of(analysis, range);
        let refactorings = REFACTORINGS.iter().filter(|of| wanted(of.kind));
        actions.extend(refactorings.filter_map(|refactoring| {
            Some(CodeAction {
                title: (refactoring.title)(&place)?,
                kind: refactoring.kind,
                finding: None,
                preferred: false,
                work: Work::Refactoring(refactoring, range.clone()),
            })
        }));
    }
    if wanted(FIX_ALL) && quick_fix::any_is_safe(analysis) {
        actions.push(CodeAction {
            title: "Fix everything that changes no word".to_owned(),
            kind: FIX_ALL,
            finding: None,
            preferred: false,
            work: Work::FixAll,
        });
    }
    actions
}

impl CodeAction {
    /// The edits, in order and without overlap, for the analysis that the action was offered for.
    pub fn edits(&self, analysis: &Analysis) -> Vec<Edit> {
        match &self.work {
            Work::QuickFix(fix) => fix.edits(analysis),
            Work::FixAll => quick_fix::all_safe(analysis),
            Work::Refactoring(refactoring, range) => {
                (refactoring.edits)(&Place::of(analysis, range)).unwrap_or_default()
            }
        }
    }

    /// The finding that it mends.
    pub fn diagnostic<'a>(&self, analysis: &'a Analysis) -> Option<&'a Diagnostic> {
        Some(&analysis.diagnostics()[self.finding?])
    }
}

#[cfg(test)]
mod tests;
