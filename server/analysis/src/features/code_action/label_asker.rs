//! Labels a question with the asker who names himself in it.

use super::Refactoring;
use super::place::Place;
use crate::Edit;
use crate::model::label_parts::name_parts;
use crate::profile::{LabelParts, Template};

pub static LABEL_ASKER: Refactoring = Refactoring {
    kind: "refactor.rewrite.labelAsker",
    title: |place| Some(format!("Label this question “{}”", asker(place)?)),
    edits: |place| {
        let turn = place.turn?;
        let label = asker(place)?;
        let range = place.model.label_range(turn);
        let placed = place.model.turn_segment(turn);
        let mark = placed.segment.speaker_line()?.delimiter.as_ref();
        let mark = mark.map(|mark| placed.start + mark.range.start..placed.start + mark.range.end);
        let is_stop = |mark: &std::ops::Range<usize>| place.analysis.slice(mark.clone()) == ".";
        Some(match mark {
            Some(mark) if !is_stop(&mark) => vec![Edit { range, text: label }],
            stop => vec![Edit {
                range: range.start..stop.map_or(range.end, |stop| stop.end),
                text: format!("{label}:"),
            }],
        })
    },
};

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
