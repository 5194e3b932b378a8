//! The syntax tree: parsing a text, and the grammar's node kinds as an enum.
//!
//! Only `model::lower` reads nodes; everything after it reads the plain data of the model.

use std::cell::RefCell;
use std::ops::{ControlFlow, Range};
use std::sync::LazyLock;

use tree_sitter::{Language, Node, ParseOptions, Parser, Tree};

use crate::{Cancel, Cancelled};

/// Parses `text`, the start of a document. The grammar has no syntax errors, so every text has a tree.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn parse(text: &str, cancel: &Cancel) -> Result<Tree, Cancelled> {
    parse_behind("", text, cancel)
}

/// What a part of a document is parsed behind: only at the very start three hyphens begin front matter, and a byte
/// order mark is none.
pub const LINE_BEFORE: &str = "\n";

/// Parses `before` and `text` as one text.
///
/// # Errors
/// [`Cancelled`] when `cancel` was raised before it was done.
pub fn parse_behind(before: &str, text: &str, cancel: &Cancel) -> Result<Tree, Cancelled> {
    let mut read = |byte: usize, _| match before.as_bytes().get(byte..) {
        Some(rest) if !rest.is_empty() => rest,
        _ => &text.as_bytes()[(byte - before.len()).min(text.len())..],
    };
    let mut progress = |_: &_| {
        if cancel.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
    PARSER.with_borrow_mut(|parser| {
        let tree = parser.parse_with_options(&mut read, None, Some(options));
        tree.ok_or_else(|| {
            // It would go on with this text else.
            parser.reset();
            Cancelled
        })
    })
}

thread_local! {
    /// Most texts are one turn: to make a parser takes as long as to parse some words.
    static PARSER: RefCell<Parser> = {
        let mut parser = Parser::new();
        parser
            .set_language(&LANGUAGE)
            .expect("the grammar is built for this version of tree-sitter");
        parser.into()
    };
}

static LANGUAGE: LazyLock<Language> = LazyLock::new(|| tree_sitter_presscript::LANGUAGE.into());

/// The bytes of a node, relative to `start`.
pub fn range_from(node: Node<'_>, start: usize) -> Range<usize> {
    node.start_byte() - start..node.end_byte() - start
}

macro_rules! kinds {
    ($($variant:ident = $name:literal,)*) => {
        /// The named nodes of the grammar that the model is made from; its `SPEC.md` describes each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Kind { $($variant,)* }

        static KINDS: LazyLock<Vec<Option<Kind>>> = LazyLock::new(|| {
            let mut kinds = vec![None; LANGUAGE.node_kind_count()];
            $(kinds[usize::from(LANGUAGE.id_for_node_kind($name, true))] = Some(Kind::$variant);)*
            kinds
        });

        #[cfg(test)]
        const NAMES: &[&str] = &[$($name,)*];
    };
}

kinds! {
    Annotation = "annotation",
    AnnotationText = "annotation_text",
    Attribute = "attribute",
    Attributes = "attributes",
    Affiliation = "affiliation",
    Comment = "comment",
    Deletion = "deletion",
    Delimiter = "delimiter",
    Directive = "directive",
    DirectiveName = "directive_name",
    DirectiveReason = "directive_reason",
    Escape = "escape",
    FrontMatter = "front_matter",
    GluedDelimiter = "glued_delimiter",
    Heading = "heading",
    HeadingMarker = "heading_marker",
    Insertion = "insertion",
    Label = "label",
    Link = "link",
    Manner = "manner",
    Name = "name",
    NoteDefinition = "note_definition",
    NoteReference = "note_reference",
    Override = "override",
    Parenthetical = "parenthetical",
    RuleCode = "rule_code",
    SpacedDelimiter = "spaced_delimiter",
    SpeakerLine = "speaker_line",
    StageLine = "stage_line",
    Text = "text",
    TextLine = "text_line",
    Timestamp = "timestamp",
    Title = "title",
    Turn = "turn",
    Unattributed = "unattributed",
    UnclosedAffiliation = "unclosed_affiliation",
    UnclosedAnnotation = "unclosed_annotation",
    UnclosedParenthetical = "unclosed_parenthetical",
    WrongDelimiter = "wrong_delimiter",
    Yaml = "yaml",
}

impl Kind {
    /// The kind of a node; `None` for punctuation and for nodes that the model has no use for.
    pub fn of(node: Node<'_>) -> Option<Self> {
        KINDS.get(usize::from(node.kind_id())).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_in_the_grammar() {
        for name in NAMES {
            assert_ne!(LANGUAGE.id_for_node_kind(name, true), 0, "{name}");
        }
    }

    #[test]
    fn a_cancelled_parse_says_so() {
        let cancel = Cancel::default();
        cancel.cancel();
        let text = "Anna Example (FBC): Hello.\n".repeat(10_000);
        assert_eq!(parse(&text, &cancel).map(|_| ()), Err(Cancelled));
    }
}
