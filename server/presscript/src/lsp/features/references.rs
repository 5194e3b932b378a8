//! `textDocument/references`: in the document, and for a person of the roster in all transcripts.

use presscript_analysis::features::references;
use presscript_analysis::{Cancel, Cancelled};
use tower_lsp::ls_types::{Location, ReferenceParams};

use crate::lsp::convert::{self, View};
use crate::lsp::indexer::Transcripts;
use crate::workspace::summary::shared_entry;

/// The places in the document.
pub struct Found {
    /// The places, the declaration first.
    pub places: Vec<Location>,
    /// The person's entry in the roster, by which other transcripts may name the person.
    pub shared: Option<(String, usize)>,
}

/// The places that name what the cursor is at.
pub fn references(view: &View, params: &ReferenceParams) -> Option<Found> {
    let offset = view.offset(params.text_document_position.position);
    let found = references::references(&view.analysis, offset)?;
    let declarations = found.declarations.iter();
    let declarations = declarations.filter(|_| params.context.include_declaration);
    let uses = found.uses.iter().map(|range| view.location(range));
    Some(Found {
        places: declarations
            .filter_map(|place| view.place(place))
            .chain(uses)
            .collect(),
        shared: shared_entry(&view.analysis, &found),
    })
}

/// Adds the places in other transcripts.
pub fn in_others(
    params: &ReferenceParams,
    found: &mut Found,
    transcripts: &Transcripts,
    cancel: &Cancel,
) -> Result<(), Cancelled> {
    let Some(entry) = &found.shared else {
        return Ok(());
    };
    let here = &params.text_document_position.text_document.uri;
    transcripts.each(cancel, |uri, summary| {
        if uri != here {
            let labels = summary.labels_of(entry).iter();
            let places = labels.map(|label| Location::new(uri.clone(), convert::positions(label)));
            found.places.extend(places);
        }
    })
}
