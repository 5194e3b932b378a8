//! `textDocument/hover`, in Markdown, or in plain text for clients that show nothing else.

use presscript_analysis::features::hover;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::lsp::convert::View;

/// What to show at the place that the client asks about.
pub fn hover(view: &View, params: &HoverParams) -> Option<Hover> {
    let offset = view.offset(params.text_document_position_params.position);
    let hover = hover::hover(&view.analysis, offset)?;
    Some(Hover {
        range: Some(view.range(&hover.range)),
        contents: HoverContents::Markup(markup(view.editor.markdown_hovers, hover.markdown)),
    })
}

/// Markdown as it is for a client that shows it, else as plain text.
pub fn markup(shows_markdown: bool, markdown: String) -> MarkupContent {
    if shows_markdown {
        MarkupContent {
            kind: MarkupKind::Markdown,
            value: markdown,
        }
    } else {
        MarkupContent {
            kind: MarkupKind::PlainText,
            value: plain(&markdown),
        }
    }
}

/// Markdown without its marks for emphasis, code, literal characters and line breaks.
fn plain(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => plain.push(chars.next_if(char::is_ascii_punctuation).unwrap_or('\\')),
            '*' | '`' => {}
            '\n' => {
                plain.truncate(plain.trim_end_matches(' ').len());
                plain.push('\n');
            }
            _ => plain.push(char),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(plain("**Anna Example** · `press`"), "Anna Example · press");
        assert_eq!(plain("One  \nTwo\n"), "One\nTwo\n");
        assert_eq!(plain(r"a\*b C:\dir \\"), r"a*b C:\dir \");
    }
}
