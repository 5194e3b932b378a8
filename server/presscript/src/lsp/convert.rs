//! Positions at the edge: bytes on our side, lines and columns on the client's.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use presscript_analysis::rules::{Diagnostic, Place};
use presscript_analysis::{Analysis, Cancel, Cancelled, Edit, Encoding, Position, Positions, Text};
use tower_lsp::ls_types::{self as lsp, Uri};

use super::documents::{Sent, Snapshot};
use super::editor::Editor;

/// What a feature looks at: one version's analysis, with conversions for the client that asks.
pub struct View {
    /// The document at the version that the request was sent about.
    pub analysis: Arc<Analysis>,
    /// What the client can do.
    pub editor: Arc<Editor>,
    /// Which document it is.
    pub uri: Uri,
    /// The client's number of the version; 0 for a file that is not open.
    pub version: i32,
    /// What the client was sent last of the document.
    pub sent: Arc<Sent>,
    /// Raised when nobody waits for the answer any more.
    pub cancel: Cancel,
    roster: OnceCell<Text>,
}

impl View {
    /// Analyses a snapshot for a client.
    ///
    /// # Errors
    /// [`Cancelled`] when `cancel` was raised before it was done.
    pub fn of(snapshot: Snapshot, editor: Arc<Editor>, cancel: &Cancel) -> Result<Self, Cancelled> {
        Ok(Self {
            analysis: snapshot.document.analysis(cancel)?,
            editor,
            uri: snapshot.uri,
            version: snapshot.version,
            sent: snapshot.sent,
            cancel: cancel.clone(),
            roster: OnceCell::new(),
        })
    }

    /// The analysis of a file that is not open, for a client.
    pub fn of_file(analysis: Analysis, uri: Uri, editor: Arc<Editor>, cancel: &Cancel) -> Self {
        Self {
            analysis: Arc::new(analysis),
            editor,
            uri,
            version: 0,
            sent: Arc::default(),
            cancel: cancel.clone(),
            roster: OnceCell::new(),
        }
    }

    /// This version of the document, as it is named in what a client sends back.
    pub fn identifier(&self) -> lsp::VersionedTextDocumentIdentifier {
        lsp::VersionedTextDocumentIdentifier::new(self.uri.clone(), self.version)
    }

    /// All findings.
    ///
    /// # Errors
    /// [`Cancelled`] when nobody waits for them any more.
    pub fn diagnostics(&self) -> Result<&[Diagnostic], Cancelled> {
        self.analysis.check(&self.cancel)
    }

    /// For whatever looks at the whole text, before it does.
    ///
    /// # Errors
    /// [`Cancelled`] where there is no time for so much, or nobody waits for it any more.
    pub fn look_at_all(&self) -> Result<(), Cancelled> {
        self.cancel.check_length(self.analysis.text().len())
    }

    /// The byte that the client means.
    pub fn offset(&self, position: lsp::Position) -> usize {
        offset(self.analysis.text(), position, self.editor.encoding)
    }

    /// The bytes that the client means.
    pub fn bytes(&self, range: lsp::Range) -> Range<usize> {
        bytes(self.analysis.text(), range, self.editor.encoding)
    }

    /// Bytes as the client counts.
    pub fn range(&self, bytes: &Range<usize>) -> lsp::Range {
        range(self.analysis.text(), bytes, self.editor.encoding)
    }

    /// The same for many ranges, each behind the one before as a rule.
    pub fn ranges(&self) -> Ranges<'_> {
        Ranges(self.analysis.text().positions(self.editor.encoding))
    }

    /// A place in this document.
    pub fn location(&self, bytes: &Range<usize>) -> lsp::Location {
        lsp::Location::new(self.uri.clone(), self.range(bytes))
    }

    /// A place in this document or in its roster, if that is a file.
    pub fn place(&self, place: &Place) -> Option<lsp::Location> {
        match place {
            Place::Document(bytes) => Some(self.location(bytes)),
            Place::Roster(bytes) => {
                let roster = self.analysis.settings().roster.as_deref()?;
                let text = self.roster.get_or_init(|| Text::new(&roster.text));
                let range = range(text, bytes, self.editor.encoding);
                let uri = Uri::from_file_path(&roster.name)?;
                Some(lsp::Location::new(uri, range))
            }
        }
    }

    /// Edits as the client applies them: all at once, against this version's text.
    pub fn edits(&self, edits: &[Edit]) -> Vec<lsp::TextEdit> {
        self::edits(self.analysis.text(), edits, self.editor.encoding)
    }
}

/// Bytes as the client counts, in one pass over the text for ranges in order.
pub struct Ranges<'a>(Positions<'a>);

impl Ranges<'_> {
    /// A byte as the client counts.
    pub fn position(&mut self, byte: usize) -> lsp::Position {
        position(self.0.at(byte))
    }

    /// Bytes as the client counts.
    pub fn of(&mut self, bytes: &Range<usize>) -> lsp::Range {
        lsp::Range::new(self.position(bytes.start), self.position(bytes.end))
    }
}

/// Edits of a text as a client applies them: all at once.
pub fn edits(text: &Text, edits: &[Edit], encoding: Encoding) -> Vec<lsp::TextEdit> {
    let edits = edits.iter();
    edits
        .map(|edit| lsp::TextEdit::new(range(text, &edit.range, encoding), edit.text.clone()))
        .collect()
}

/// Bytes of a text as a client counts.
pub fn range(text: &Text, bytes: &Range<usize>, encoding: Encoding) -> lsp::Range {
    Ranges(text.positions(encoding)).of(bytes)
}

/// Positions that count as the client does already.
pub fn positions(range: &Range<Position>) -> lsp::Range {
    lsp::Range::new(position(range.start), position(range.end))
}

fn position(at: Position) -> lsp::Position {
    lsp::Position::new(at.line, at.column)
}

/// The bytes of a client's range.
pub fn bytes(text: &Text, range: lsp::Range, encoding: Encoding) -> Range<usize> {
    let start = offset(text, range.start, encoding);
    // What is typed takes the place of nothing.
    let end = match range.end == range.start {
        true => start,
        false => offset(text, range.end, encoding),
    };
    start..end
}

fn offset(text: &Text, position: lsp::Position, encoding: Encoding) -> usize {
    text.offset(
        Position {
            line: position.line,
            column: position.character,
        },
        encoding,
    )
}
