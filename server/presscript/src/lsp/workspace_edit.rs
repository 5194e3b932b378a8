//! Edits of one or several files, in the form that the client understands.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::editor::Editor;

/// The edits of one file.
#[derive(Debug)]
pub struct FileEdits {
    /// The file.
    pub uri: Uri,
    /// The version that they are for; `None` where the file is not open.
    pub version: Option<i32>,
    /// The edits, all against that version.
    pub edits: Vec<TextEdit>,
    /// Whether the user has to look at them before they are applied, if the client can ask.
    pub confirm: bool,
}

/// All edits as one; files without edits are left out.
pub fn workspace_edit(editor: &Editor, mut files: Vec<FileEdits>) -> WorkspaceEdit {
    files.retain(|file| !file.edits.is_empty());
    if !editor.versioned_edits {
        let changes = files.into_iter().map(|file| (file.uri, file.edits));
        return WorkspaceEdit {
            changes: Some(changes.collect()),
            ..Default::default()
        };
    }
    let confirm = editor.annotated_edits && files.iter().any(|file| file.confirm);
    let annotation = ChangeAnnotation {
        label: "In other files".to_owned(),
        needs_confirmation: Some(true),
        description: None,
    };
    let annotations = || HashMap::from([(OTHER_FILES.to_owned(), annotation)]);
    let changes = files.into_iter().map(|file| {
        let edit = |edit| match file.confirm && editor.annotated_edits {
            true => OneOf::Right(AnnotatedTextEdit {
                text_edit: edit,
                annotation_id: OTHER_FILES.to_owned(),
            }),
            false => OneOf::Left(edit),
        };
        TextDocumentEdit {
            edits: file.edits.into_iter().map(edit).collect(),
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: file.uri,
                version: file.version,
            },
        }
    });
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(changes.collect())),
        change_annotations: confirm.then(annotations),
        ..Default::default()
    }
}

/// The name of the annotation of edits that need a look.
const OTHER_FILES: &str = "other-files";
