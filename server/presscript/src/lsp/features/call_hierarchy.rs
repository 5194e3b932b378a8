//! The call hierarchy: a question is a call, put by whoever asks to whoever answers.

use presscript_analysis::features::call_hierarchy::{self, Call, Person};
use serde_json::json;
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Position, Range,
    SymbolKind,
};

use crate::lsp::convert::View;

/// The person at the cursor.
pub fn prepare(view: &View, position: Position) -> Option<Vec<CallHierarchyItem>> {
    let person = call_hierarchy::prepare(&view.analysis, view.offset(position))?;
    Some(vec![item(view, person)])
}

/// Who put questions to the person of an item; nothing when the person has gone from the text since.
pub fn incoming(view: &View, item: &CallHierarchyItem) -> Option<Vec<CallHierarchyIncomingCall>> {
    let calls = call_hierarchy::incoming(&view.analysis, person(view, item)?);
    let calls = calls.into_iter().map(|call| CallHierarchyIncomingCall {
        from_ranges: ranges(view, &call),
        from: self::item(view, call.person),
    });
    Some(calls.collect())
}

/// Whom the person of an item asked and answered.
pub fn outgoing(view: &View, item: &CallHierarchyItem) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let calls = call_hierarchy::outgoing(&view.analysis, person(view, item)?);
    let calls = calls.into_iter().map(|call| CallHierarchyOutgoingCall {
        from_ranges: ranges(view, &call),
        to: self::item(view, call.person),
    });
    Some(calls.collect())
}

/// The speaker of an item, found by the label that the item was made with.
fn person(view: &View, item: &CallHierarchyItem) -> Option<usize> {
    let label = item.data.as_ref()?.get("label")?.as_str()?;
    call_hierarchy::person_of(view.analysis.model(), label)
}

fn item(view: &View, person: Person) -> CallHierarchyItem {
    CallHierarchyItem {
        name: person.name,
        kind: SymbolKind::OBJECT,
        tags: None,
        detail: Some(person.detail),
        uri: view.uri.clone(),
        range: view.range(&person.range),
        selection_range: view.range(&person.selection),
        data: person.label.map(|label| json!({"label": label})),
    }
}

fn ranges(view: &View, call: &Call) -> Vec<Range> {
    call.ranges.iter().map(|range| view.range(range)).collect()
}
