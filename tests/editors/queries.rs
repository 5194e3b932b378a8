//! The tree-sitter queries of the editors: the grammar's own, with the names that each editor has for captures.
//!
//! Editors find queries in their own folders only, so there are copies; `PRESSCRIPT_BLESS=1` writes them anew.

use std::fs;

use presscript_tests::root;

/// Where an editor has its queries, which, and what it calls captures. A name that is empty is left out.
struct Editor {
    folder: &'static str,
    queries: &'static [&'static str],
    names: &'static [(&'static str, &'static str)],
}

/// Every capture of the grammar has a name in each editor that is not Neovim, whose names they are.
const EDITORS: &[Editor] = &[
    Editor {
        folder: "editors/neovim/queries/presscript",
        queries: &["folds", "highlights", "injections", "textobjects"],
        names: &[],
    },
    Editor {
        folder: "editors/helix/queries/presscript",
        queries: &["highlights", "injections", "textobjects"],
        names: &[
            ("spell", ""),
            ("nospell", ""),
            ("label", "label"),
            ("module", "namespace"),
            ("attribute", "attribute"),
            ("property", "variable.other.member"),
            ("string", "string"),
            ("string.escape", "constant.character.escape"),
            ("operator", "operator"),
            ("markup.heading", "markup.heading"),
            ("markup.link.label", "markup.link.label"),
            ("markup.link.url", "markup.link.url"),
            ("comment.note", "comment.block.documentation"),
            ("comment", "comment"),
            ("number", "constant.numeric"),
            ("diff.minus", "diff.minus"),
            ("diff.plus", "diff.plus"),
            ("keyword.directive", "keyword.directive"),
            ("constant", "constant"),
            ("punctuation.special", "punctuation.special"),
            ("punctuation.bracket", "punctuation.bracket"),
            ("punctuation.delimiter", "punctuation.delimiter"),
            ("injection.content", "injection.content"),
            ("function.outer", "function.around"),
            ("function.inner", "function.inside"),
            ("parameter.outer", "parameter.around"),
            ("parameter.inner", "parameter.inside"),
            ("comment.outer", "comment.around"),
            ("comment.inner", "comment.inside"),
            ("block.outer", ""),
            ("block.inner", ""),
        ],
    },
    Editor {
        folder: "editors/emacs/queries",
        queries: &["highlights"],
        names: &[
            ("spell", ""),
            ("nospell", ""),
            ("label", "font-lock-function-name-face"),
            ("module", "font-lock-type-face"),
            ("attribute", "font-lock-preprocessor-face"),
            ("property", "font-lock-property-name-face"),
            ("string", "font-lock-string-face"),
            ("string.escape", "font-lock-escape-face"),
            ("operator", "font-lock-operator-face"),
            ("markup.heading", "presscript-heading"),
            ("markup.link.label", "font-lock-constant-face"),
            ("markup.link.url", "link"),
            ("comment.note", "font-lock-doc-face"),
            ("comment", "font-lock-comment-face"),
            ("number", "font-lock-number-face"),
            ("diff.minus", "presscript-deletion"),
            ("diff.plus", "presscript-insertion"),
            ("keyword.directive", "font-lock-keyword-face"),
            ("constant", "font-lock-constant-face"),
            ("punctuation.special", "font-lock-misc-punctuation-face"),
            ("punctuation.bracket", "font-lock-bracket-face"),
            ("punctuation.delimiter", "font-lock-delimiter-face"),
        ],
    },
    Editor {
        folder: "editors/zed/languages/presscript",
        queries: &["highlights", "injections", "textobjects"],
        names: &[
            ("spell", ""),
            ("nospell", ""),
            ("label", "label"),
            ("module", "type"),
            ("attribute", "attribute"),
            ("property", "property"),
            ("string", "string"),
            ("string.escape", "string.escape"),
            ("operator", "operator"),
            ("markup.heading", "title"),
            ("markup.link.label", "link_text"),
            ("markup.link.url", "link_uri"),
            ("comment.note", "comment.doc"),
            ("comment", "comment"),
            ("number", "number"),
            ("diff.minus", "diff.minus"),
            ("diff.plus", "diff.plus"),
            ("keyword.directive", "keyword"),
            ("constant", "constant"),
            ("punctuation.special", "punctuation.special"),
            ("punctuation.bracket", "punctuation.bracket"),
            ("punctuation.delimiter", "punctuation.delimiter"),
            ("injection.content", "injection.content"),
            ("function.outer", "function.around"),
            ("function.inner", "function.inside"),
            ("parameter.outer", ""),
            ("parameter.inner", ""),
            ("comment.outer", "comment.around"),
            ("comment.inner", "comment.inside"),
            ("block.outer", ""),
            ("block.inner", ""),
        ],
    },
];

#[test]
fn queries_are_the_grammars() {
    for editor in EDITORS {
        for query in editor.queries {
            let name = format!("{query}.scm");
            let source = fs::read_to_string(root().join("grammar/queries").join(&name))
                .expect("the grammar's query");
            let copy = root().join(editor.folder).join(&name);
            is_current(&copy, &editor.translate(&source));
        }
    }
}

/// Fails unless the file has that text; writes it where that is wanted.
fn is_current(path: &std::path::Path, text: &str) {
    if std::env::var_os("PRESSCRIPT_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder");
        fs::write(path, text).expect("the query can be written");
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == text,
        "{} is stale: PRESSCRIPT_BLESS=1 cargo test -p presscript-tests --test editors queries",
        path.display()
    );
}

impl Editor {
    /// The query with this editor's names; the grammar's text itself where those are its own.
    fn translate(&self, query: &str) -> String {
        if self.names.is_empty() {
            return query.to_owned();
        }
        let patterns: Vec<String> = patterns(query)
            .into_iter()
            .filter_map(|pattern| self.translate_pattern(pattern))
            .collect();
        format!(
            "; Generated from the grammar's query of the same name: change that one.\n\n{}\n",
            patterns.join("\n\n")
        )
    }

    /// The pattern with this editor's names; nothing if it has a capture no more.
    fn translate_pattern(&self, pattern: &str) -> Option<String> {
        let mut parts = pattern.split('@');
        let mut translated = parts.next()?.to_owned();
        let mut captures = 0;
        for part in parts {
            let end = part
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-')))
                .unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            let (_, here) = self
                .names
                .iter()
                .find(|(grammars, _)| *grammars == name)
                .unwrap_or_else(|| panic!("{} has no name for @{name}", self.folder));
            if here.is_empty() {
                translated.truncate(translated.trim_end().len());
            } else {
                captures += 1;
                translated.push('@');
                translated.push_str(here);
            }
            translated.push_str(rest);
        }
        (captures > 0).then_some(translated)
    }
}

/// The patterns of a query without its comments. A pattern begins at the start of a line.
fn patterns(query: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for block in query.split("\n\n") {
        let block = block.trim();
        if !block.is_empty() && !block.starts_with(';') {
            found.push(block);
        }
    }
    found
}

#[test]
fn a_pattern_without_a_name_is_left_out() {
    let editor = Editor {
        folder: "",
        queries: &[],
        names: &[("spell", ""), ("link", "uri"), ("comment.note", "doc")],
    };
    let query = "; Words\n\n(title) @spell\n\n(link) @spell @link\n\n(a\n  (b) @comment.note)\n";
    assert_eq!(
        editor.translate(query),
        "; Generated from the grammar's query of the same name: change that one.\n\n\
         (link) @uri\n\n(a\n  (b) @doc)\n"
    );
}
