//! `presscript outline`: the exchanges and turns of a transcript as a tree.

use std::io::{self, Write};
use std::path::PathBuf;

use presscript_analysis::Text;
use presscript_analysis::features::document_symbol::{Symbol, SymbolKind, document_symbols};
use serde::Serialize;

use super::Outcome;
use super::config::Choice;
use super::files::Source;
use super::report::lsp::Range;

/// Show the outline of a transcript
#[derive(clap::Args)]
pub struct Outline {
    /// A file, or - for standard input
    path: PathBuf,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    choice: Choice,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people: a tree with line numbers
    #[default]
    Human,
    /// Nested symbols, with ranges as in the Language Server Protocol
    Json,
}

impl Outline {
    /// Prints the outline.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Outcome> {
        let Some((analysis, outcome)) = self.choice.analyse(&Source::of(&self.path)) else {
            return Ok(Outcome::Failed);
        };
        let symbols = document_symbols(&analysis);
        match self.format {
            Format::Human => {
                let width = analysis.text().line_count().to_string().len();
                let mut tree = Tree {
                    text: analysis.text(),
                    width,
                    out,
                };
                tree.roots(&symbols)?;
            }
            Format::Json => {
                let symbols: Vec<_> = symbols
                    .iter()
                    .map(|symbol| JsonSymbol::new(analysis.text(), symbol))
                    .collect();
                serde_json::to_writer_pretty(&mut *out, &symbols)?;
                writeln!(out)?;
            }
        }
        Ok(outcome)
    }
}

/// The tree, one symbol a line behind its line number.
struct Tree<'a> {
    text: &'a Text,
    width: usize,
    out: &'a mut dyn Write,
}

impl Tree<'_> {
    fn roots(&mut self, symbols: &[Symbol<'_>]) -> io::Result<()> {
        for symbol in symbols {
            self.line(symbol, "")?;
            self.children(symbol, "")?;
        }
        Ok(())
    }

    fn children(&mut self, symbol: &Symbol<'_>, indent: &str) -> io::Result<()> {
        let Some((last, others)) = symbol.children.split_last() else {
            return Ok(());
        };
        for child in others {
            self.line(child, &format!("{indent}├─ "))?;
            self.children(child, &format!("{indent}│  "))?;
        }
        self.line(last, &format!("{indent}└─ "))?;
        self.children(last, &format!("{indent}   "))
    }

    fn line(&mut self, symbol: &Symbol<'_>, branch: &str) -> io::Result<()> {
        let line = self.text.line_of(symbol.selection.start) + 1;
        let width = self.width;
        write!(self.out, "{line:width$}  {branch}")?;
        match (&symbol.detail, symbol.kind) {
            (None, _) => writeln!(self.out, "{}", symbol.name),
            (Some(who), SymbolKind::FollowUp) => {
                writeln!(self.out, "{who}, follow-up: {}", symbol.name)
            }
            (Some(who), SymbolKind::Question | SymbolKind::Answer | SymbolKind::Remarks) => {
                writeln!(self.out, "{who}: {}", symbol.name)
            }
            (Some(detail), _) => writeln!(self.out, "{}  {detail}", symbol.name),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonSymbol<'a> {
    name: &'a str,
    detail: Option<&'a str>,
    kind: &'static str,
    range: Range,
    selection_range: Range,
    children: Vec<Self>,
}

impl<'a> JsonSymbol<'a> {
    fn new(text: &Text, symbol: &'a Symbol) -> Self {
        Self {
            name: &symbol.name,
            detail: symbol.detail.as_deref(),
            // Our own names: the protocol's kinds are those of programs.
            kind: symbol.kind.name(),
            range: Range::new(text, &symbol.range),
            selection_range: Range::new(text, &symbol.selection),
            children: symbol
                .children
                .iter()
                .map(|child| Self::new(text, child))
                .collect(),
        }
    }
}
