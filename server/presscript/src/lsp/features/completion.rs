//! `textDocument/completion`, and what there is to tell about an item when the client is about to show it.

use std::ops::Range;

use presscript_analysis::features::completion::{self, About, Completion, CompletionKind};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    self as lsp, CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionOptions,
    CompletionParams, CompletionTextEdit, Documentation, InsertReplaceEdit, TextEdit, Uri,
};

use super::hover;
use crate::lsp::convert::View;

/// What answers the request: the items, and whether typing on finds others.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Answer<'a> {
    All(Vec<Item<'a>>),
    #[serde(rename_all = "camelCase")]
    Some {
        is_incomplete: bool,
        items: Vec<Item<'a>>,
    },
}

/// A [`CompletionItem`] whose data is not made into a tree of values first.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item<'a> {
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label_details: Option<CompletionItemLabelDetails>,
    kind: CompletionItemKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documentation: Option<Documentation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preselect: Option<bool>,
    sort_text: String,
    filter_text: String,
    text_edit: CompletionTextEdit,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data<Document<'a>>>,
}

/// What an item keeps for the time when the client asks for more.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data<D> {
    text_document: D,
    about: Subject,
}

/// The document that an item is for.
#[derive(Serialize)]
struct Document<'a> {
    uri: &'a Uri,
}

/// Whom or what an item is about.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Subject {
    Person(String),
    Declared(String),
    Key(String),
    Rule(String),
}

/// What begins something that can be completed beside words: brackets, braces, a note's `^`, a code's `/`, and the end
/// of a line, behind which a turn may begin.
const TRIGGERS: &[&str] = &["[", "(", "{", "^", "/", "\n"];

/// How the server completes.
pub fn options() -> CompletionOptions {
    CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(TRIGGERS.iter().map(|&mark| mark.to_owned()).collect()),
        ..CompletionOptions::default()
    }
}

/// What can be written at the place that the client asks about, the likeliest first.
pub fn completions<'a>(view: &'a View, params: &CompletionParams) -> Answer<'a> {
    let offset = view.offset(params.text_document_position.position);
    let context = params.context.as_ref();
    let typed = context.and_then(|context| context.trigger_character.as_ref()?.chars().next());
    let found = completion::completions(&view.analysis, offset, typed);
    let mut edge = Edge::of(view);
    let items = found.all.into_iter().enumerate();
    let items = items.map(|(rank, completion)| edge.item(rank, completion));
    let items = items.collect();
    match found.is_complete {
        true => Answer::All(items),
        false => Answer::Some {
            is_incomplete: true,
            items,
        },
    }
}

/// An item with more about it; as it is when there is no more to tell.
pub fn resolve(view: &View, mut item: CompletionItem) -> CompletionItem {
    let data = item.data.clone();
    let data = data.and_then(|data| serde_json::from_value::<Data<IgnoredAny>>(data).ok());
    let about = data.map(|data| match data.about {
        Subject::Person(name) => About::Person(name),
        Subject::Declared(name) => About::Declared(name),
        Subject::Key(name) => About::Key(name),
        Subject::Rule(code) => About::Rule(code),
    });
    let markdown = about.and_then(|about| completion::documentation(&view.analysis, &about));
    if let Some(markdown) = markdown {
        item.documentation = Some(documentation(view, markdown));
    }
    item
}

/// What the items of one answer have in common: most replace the same.
struct Edge<'a> {
    view: &'a View,
    ranges: Vec<(Range<usize>, lsp::Range)>,
}

impl<'a> Edge<'a> {
    fn of(view: &'a View) -> Self {
        Self {
            view,
            ranges: Vec::new(),
        }
    }

    fn range(&mut self, bytes: Range<usize>) -> lsp::Range {
        let known = self.ranges.iter().find(|(known, _)| *known == bytes);
        if let Some((_, range)) = known {
            return *range;
        }
        let range = self.view.range(&bytes);
        self.ranges.push((bytes, range));
        range
    }

    fn item(&mut self, rank: usize, completion: Completion) -> Item<'a> {
        let view = self.view;
        let replace = self.range(completion.replace);
        let new_text = completion.text;
        let text_edit: CompletionTextEdit = if view.editor.inserts_or_replaces {
            let insert = self.range(completion.insert);
            InsertReplaceEdit {
                new_text,
                insert,
                replace,
            }
            .into()
        } else {
            TextEdit::new(replace, new_text).into()
        };
        let (subject, told) = match completion.about {
            Some(About::Person(name)) => (Some(Subject::Person(name)), None),
            Some(About::Declared(name)) => (Some(Subject::Declared(name)), None),
            Some(About::Key(name)) => (Some(Subject::Key(name)), None),
            Some(About::Rule(code)) => (Some(Subject::Rule(code)), None),
            Some(About::Told(words)) => (None, Some(words)),
            None => (None, None),
        };
        let beside = |description| CompletionItemLabelDetails {
            detail: None,
            description: Some(description),
        };
        let (label_details, detail) = match view.editor.completion_label_details {
            true => (completion.detail.map(beside), None),
            false => (None, completion.detail),
        };
        Item {
            label: completion.label,
            label_details,
            detail,
            kind: kind(completion.kind),
            documentation: told.map(|words| documentation(view, words)),
            preselect: (rank == 0).then_some(true),
            sort_text: format!("{rank:05}"),
            filter_text: completion.filter,
            text_edit,
            data: subject.map(|about| Data {
                text_document: Document { uri: &view.uri },
                about,
            }),
        }
    }
}

fn documentation(view: &View, markdown: String) -> Documentation {
    let markup = hover::markup(view.editor.markdown_completions, markdown);
    Documentation::MarkupContent(markup)
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Speaker => CompletionItemKind::VARIABLE,
        CompletionKind::Outlet => CompletionItemKind::MODULE,
        CompletionKind::Annotation => CompletionItemKind::TEXT,
        CompletionKind::NoteReference => CompletionItemKind::REFERENCE,
        CompletionKind::Key | CompletionKind::Attribute => CompletionItemKind::PROPERTY,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Directive => CompletionItemKind::KEYWORD,
        CompletionKind::Rule => CompletionItemKind::CONSTANT,
    }
}
