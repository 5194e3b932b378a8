//! The Presscript grammar for tree-sitter, with its node types and queries.
//!
//! Presscript is a light markup for press transcripts; `SPEC.md` in this crate describes it.
//! The grammar depends on `tree-sitter-language` alone, so it loads in any tree-sitter that knows ABI 15.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_presscript() -> *const ();
}

/// The language, for `tree_sitter::Parser::set_language`.
// SAFETY: `tree_sitter_presscript` is the generated parser's function, which returns a pointer to a
// static `TSLanguage`.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_presscript) };

/// The node types and their fields, as `src/node-types.json`.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// The query that gives highlights.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// The query that gives folds.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");

/// The query that injects YAML into front matter.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");

/// The query that gives text objects: turns, labels, annotations.
pub const TEXTOBJECTS_QUERY: &str = include_str!("../../queries/textobjects.scm");
