//! `textDocument/prepareRename` and `textDocument/rename`: in the document, and for people of the roster in its file and in
//! all transcripts that name them.

use std::collections::HashSet;
use std::fs;

use presscript_analysis::features::rename::{self, Refusal, Renamed};
use presscript_analysis::{Cancel, Cancelled, Text};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::{
    Position, PrepareRenameResponse, RenameParams, Uri, WorkspaceEdit, error_codes,
};

use crate::lsp::convert::{self, View};
use crate::lsp::editor::Editor;
use crate::lsp::indexer::Transcripts;
use crate::lsp::uri::Key;
use crate::lsp::workspace_edit::{FileEdits, workspace_edit};

/// What changes, file by file.
pub struct Found {
    files: Vec<FileEdits>,
    here: Uri,
    renamed: Renamed,
    /// The roster that the people concerned are in.
    roster: Option<String>,
}

/// What would be renamed at a position, or why nothing can be.
pub fn prepare(view: &View, position: Position) -> Result<PrepareRenameResponse, Error> {
    let prepared = rename::prepare(&view.analysis, view.offset(position)).map_err(refused)?;
    Ok(PrepareRenameResponse::RangeWithPlaceholder {
        range: view.range(&prepared.range),
        placeholder: prepared.placeholder,
    })
}

/// What changes in the document and in the roster's file.
pub fn rename(view: &View, params: &RenameParams) -> Result<Result<Found, Error>, Cancelled> {
    let offset = view.offset(params.text_document_position.position);
    let renamed = rename::rename(&view.analysis, offset, &params.new_name, &view.cancel)?;
    Ok(renamed.map_err(refused).and_then(|renamed| {
        let mut files = vec![FileEdits {
            uri: view.uri.clone(),
            version: Some(view.version),
            edits: view.edits(&renamed.edits),
            confirm: false,
        }];
        let roster = view.analysis.settings().roster.as_deref();
        let roster = roster.filter(|_| !renamed.shared.is_empty());
        if let Some(roster) = roster
            && let Some(uri) = Uri::from_file_path(&roster.name)
        {
            if fs::read_to_string(&roster.name).ok().as_ref() != Some(&roster.text) {
                return Err(failed(format!(
                    "{} has changed since it was read; save it and try again.",
                    roster.name
                )));
            }
            files.push(FileEdits {
                uri,
                version: None,
                edits: convert::edits(
                    &Text::new(&roster.text),
                    &renamed.roster,
                    view.editor.encoding,
                ),
                confirm: true,
            });
        }
        Ok(Found {
            files,
            here: view.uri.clone(),
            roster: roster.map(|roster| roster.name.clone()),
            renamed,
        })
    }))
}

/// Adds what changes in other transcripts, each as it is now.
pub fn in_others(
    mut found: Found,
    transcripts: &Transcripts,
    editor: &Editor,
    cancel: &Cancel,
) -> Result<Result<Found, Error>, Cancelled> {
    let shared = found.renamed.shared.iter();
    let roster = found.roster.clone().unwrap_or_default();
    let people: Vec<(String, usize)> = shared.map(|&start| (roster.clone(), start)).collect();
    let mut concerned = Vec::new();
    transcripts.each(cancel, |uri, summary| {
        let named = people
            .iter()
            .any(|entry| !summary.labels_of(entry).is_empty());
        if named && *uri != found.here {
            concerned.push(uri.clone());
        }
    })?;
    for uri in concerned {
        let Some((version, analysis)) = transcripts.analysis(&uri, cancel)? else {
            continue;
        };
        match rename::in_other(&analysis, &found.renamed, cancel)? {
            Err(Refusal(why)) => return Ok(Err(failed(format!("{}: {why}", uri.path())))),
            Ok(edits) => found.files.push(FileEdits {
                uri,
                version,
                edits: convert::edits(analysis.text(), &edits, editor.encoding),
                confirm: true,
            }),
        }
    }
    Ok(Ok(found))
}

impl Found {
    /// Whether all files are on disk as the user sees them, but for transcripts, whose edits say their version.
    pub fn check_saved(&self, unsaved: &HashSet<Key>) -> Result<(), Error> {
        let file = self
            .files
            .iter()
            .find(|file| unsaved.contains(&Key::of(&file.uri)));
        file.map_or(Ok(()), |file| {
            Err(failed(format!(
                "{} has changes that are not saved; save it and try again.",
                file.uri.path()
            )))
        })
    }

    /// Whether other transcripts may name the people concerned.
    pub fn is_shared(&self) -> bool {
        self.roster.is_some()
    }

    /// All of it, for the client to apply.
    pub fn into_edit(self, editor: &Editor) -> WorkspaceEdit {
        workspace_edit(editor, self.files)
    }
}

fn refused(Refusal(why): Refusal) -> Error {
    failed(why)
}

fn failed(why: String) -> Error {
    Error {
        code: ErrorCode::ServerError(error_codes::REQUEST_FAILED),
        message: why.into(),
        data: None,
    }
}
