//! Labels a question with the asker who names himself in it.

use std::ops::Range;

use super::Refactoring;
use super::place::{Place, is_head};
use crate::Edit;
use crate::model::label_parts::name_parts;
use crate::profile::{LabelParts, Template};

pub static LABEL_ASKER: Refactoring = Refactoring {
    kind: "refactor.rewrite.labelAsker",
    title: |place| {
        labelled(place)?;
        Some(format!("Label this question “{}”", asker(place)?))
    },
    edits: |place| Some(vec![labelled(place)?]),
};

/// Writes the asker's label, unless the line would then be read in another way.
fn labelled(place: &Place<'_>) -> Option<Edit> {
    let turn = place.turn?;
    let label = asker(place)?;
    let range = place.model.label_range(turn);
    let placed = place.model.turn_segment(turn);
    let mark = placed.segment.speaker_line()?.delimiter.as_ref();
    let end = mark.map_or(range.end, |mark| placed.start + mark.range.end);
    let slice = |range: Range<usize>| place.analysis.slice(range);
    let line = place.line_around(range.start);
    let has_colon = mark.is_some() && !slice(range.end..end).ends_with('.');
    let edit = match has_colon {
        true => Edit { range, text: label },
        false => Edit {
            range: range.start..end,
            text: format!("{label}:"),
        },
    };
    let head = format!("{}{}", edit.text, slice(edit.range.end..end));
    let reads_so = is_head(
        &slice(line.start..edit.range.start),
        &head,
        &slice(end..line.end),
    );
    reads_so.then_some(edit)
}

/// The label, in the house's form, of whoever names himself in the question whose label the place touches.
fn asker(place: &Place<'_>) -> Option<String> {
    let said = place.model.introduction(place.label()?)?;
    let (name, outlet) = (said.name.as_ref()?, said.outlet.as_ref()?);
    let parts = LabelParts {
        outlet: Some(outlet.text.clone()),
        ..name_parts(&name.text, false)
    };
    let templates = place.model.context.profile.press.first.iter();
    let label = templates
        .filter(|template| template.contains("outlet") || template.contains("OUTLET"))
        .find_map(|template| Template::parse(template).ok()?.render(&parts));
    Some(label.unwrap_or_else(|| format!("{} ({})", name.text, outlet.text)))
}
