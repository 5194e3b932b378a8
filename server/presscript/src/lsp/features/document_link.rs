//! `textDocument/documentLink`: web addresses, the recording, relative to the document's own folder, and the roster.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use presscript_analysis::features::document_link;
use tower_lsp::ls_types::{DocumentLink, Uri};

use crate::lsp::convert::View;
use crate::lsp::uri::file_path;

/// All links that lead somewhere.
pub fn document_links(view: &View) -> Vec<DocumentLink> {
    let links = document_link::document_links(&view.analysis);
    let links = links.into_iter().filter_map(|link| {
        Some(DocumentLink {
            range: view.range(&link.range),
            target: Some(target(view, &link.target)?),
            tooltip: view.editor.link_tooltips.then(|| link.tooltip.to_owned()),
            data: None,
        })
    });
    links.collect()
}

/// The address as it is written; else the file of that name, seen from the document if it is relative.
fn target(view: &View, written: &str) -> Option<Uri> {
    if written.contains("://") {
        return utf8_percent_encode(written, UNSAFE)
            .to_string()
            .parse()
            .ok();
    }
    let written = Path::new(written);
    let mut file = match written.is_absolute() {
        true => PathBuf::new(),
        false => file_path(&view.uri)?.parent()?.to_owned(),
    };
    for part in written.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(file.pop()),
            part => file.push(part),
        }
    }
    Uri::from_file_path(file)
}

/// What may not stand in an address as it is; what is encoded already stays so.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'#')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'%');
