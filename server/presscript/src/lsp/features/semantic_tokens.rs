//! `textDocument/semanticTokens`: full, by difference, and for a range.
//!
//! Tokens never cross a line and never overlap, so that it doesn't matter whether the client could show these.

use std::mem;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, PoisonError};
use std::time::SystemTime;

use presscript_analysis::Cancelled;
use presscript_analysis::features::semantic_tokens::{self, Chunk, LabelTraits, TokenKind, Tokens};
use presscript_analysis::model::Role;
use tower_lsp::ls_types::{
    Position, SemanticToken, SemanticTokenModifier as Modifier, SemanticTokenType as Type,
    SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensLegend, SemanticTokensPartialResult,
    SemanticTokensRangeParams,
};

use crate::lsp::convert::View;
use crate::lsp::reply::Slot;

/// The types that tokens have. All are the protocol's own, so that every theme has colours for them.
const TYPES: &[Type] = &[
    Type::TYPE,
    Type::MODIFIER,
    Type::FUNCTION,
    Type::NAMESPACE,
    Type::DECORATOR,
    Type::VARIABLE,
    Type::PROPERTY,
    Type::MACRO,
    Type::STRING,
    Type::NUMBER,
    Type::PARAMETER,
    Type::CLASS,
    Type::COMMENT,
    Type::KEYWORD,
    Type::ENUM_MEMBER,
];

/// What is said of tokens beside their type; the last ones are Presscript's own.
const MODIFIERS: &[Modifier] = &[
    Modifier::DECLARATION,
    Modifier::DEFINITION,
    Modifier::MODIFICATION,
    Modifier::DEPRECATED,
    UNCONFIRMED,
    Modifier::new("principal"),
    Modifier::new("moderator"),
    Modifier::new("press"),
    Modifier::new("interpreter"),
];

const UNCONFIRMED: Modifier = Modifier::new("unconfirmed");

/// What the numbers in tokens mean.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.to_vec(),
        token_modifiers: MODIFIERS.to_vec(),
    }
}

/// The tokens of a version, under the id that a client has them by.
#[derive(Clone, Debug)]
pub struct Known {
    id: String,
    tokens: Tokens,
}

/// Answers with all tokens.
pub fn full(view: &View, slot: &Slot) -> Result<(), Cancelled> {
    view.look_at_all()?;
    let (_, known) = update(view)?;
    answer(view, all(known), slot)
}

/// What differs from the tokens that the client has; all of them when it is not known what it has.
pub fn delta(
    view: &View,
    params: &SemanticTokensDeltaParams,
) -> Result<SemanticTokensFullDeltaResult, Cancelled> {
    let (last, known) = update(view)?;
    let last = last.filter(|last| last.id == params.previous_result_id);
    Ok(match last {
        Some(last) => SemanticTokensDelta {
            edits: difference(&last.tokens, &known.tokens),
            result_id: Some(known.id),
        }
        .into(),
        None => all(known).into(),
    })
}

/// Answers with the tokens of the lines in a range.
pub fn range(
    view: &View,
    params: &SemanticTokensRangeParams,
    slot: &Slot,
) -> Result<(), Cancelled> {
    view.look_at_all()?;
    // Doubtful labels are findings; getting these here means that it can be cancelled.
    view.diagnostics()?;
    let found = semantic_tokens::semantic_tokens(&view.analysis, view.bytes(params.range));
    let mut ranges = view.ranges();
    let mut last = Position::default();
    let data = found.iter().map(|token| {
        let place = ranges.of(&token.range);
        let delta_line = place.start.line - last.line;
        let from = if delta_line == 0 { last.character } else { 0 };
        last = place.start;
        let length = place.end.character - place.start.character;
        numbers(
            delta_line,
            place.start.character - from,
            length,
            token.kind,
            token.label,
        )
    });
    let tokens = SemanticTokens {
        result_id: None,
        data: data.collect(),
    };
    answer(view, tokens, slot)
}

/// So many tokens are sent at once to clients that take parts.
const PART: usize = 2_000;

fn answer(view: &View, mut tokens: SemanticTokens, slot: &Slot) -> Result<(), Cancelled> {
    if slot.streams() {
        for part in mem::take(&mut tokens.data).chunks(PART) {
            view.cancel.check()?;
            let data = part.to_vec();
            slot.part(|out| serde_json::to_writer(out, &SemanticTokensPartialResult { data }));
        }
    }
    slot.answer(&tokens);
    Ok(())
}

/// The tokens now, which are kept for the next difference, and those that were kept before.
fn update(view: &View) -> Result<(Option<Known>, Known), Cancelled> {
    view.diagnostics()?;
    let lock = || {
        view.sent
            .tokens
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    };
    let last = lock().clone();
    let none = Tokens::default();
    let earlier = last.as_ref().map_or(&none, |last| &last.tokens);
    let tokens = Tokens::of(&view.analysis, view.editor.encoding, earlier);
    let same = last
        .as_ref()
        .filter(|last| difference(&last.tokens, &tokens).is_empty());
    let id = same.map_or_else(new_id, |last| last.id.clone());
    let known = Known { id, tokens };
    *lock() = Some(known.clone());
    Ok((last, known))
}

/// An id that no tokens had before, whatever server the client had them from.
fn new_id() -> String {
    static STARTED: LazyLock<u128> = LazyLock::new(|| {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        now.map_or(0, |since| since.as_nanos())
    });
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("{:x}-{}", *STARTED, COUNT.fetch_add(1, Ordering::Relaxed))
}

fn all(known: Known) -> SemanticTokens {
    SemanticTokens {
        result_id: Some(known.id),
        data: relative(known.tokens.chunks(), 0).collect(),
    }
}

/// One edit that replaces all between what both begin and end with.
fn difference(old: &Tokens, new: &Tokens) -> Vec<SemanticTokensEdit> {
    let (replaced, by) = old.difference(new);
    let before = &old.chunks()[..replaced.start];
    let unread = before
        .iter()
        .fold(0, |unread, chunk| unread_behind(chunk, unread));
    // The first token behind is counted from the last one before it, and so may be another as well.
    let part = |tokens: &Tokens, range: Range<usize>| -> Vec<SemanticToken> {
        let count: usize = tokens.chunks()[range.clone()]
            .iter()
            .map(|chunk| chunk.tokens.len())
            .sum();
        let from = relative(&tokens.chunks()[range.start..], unread);
        from.take(count + 1).collect()
    };
    let before = before.iter().map(|chunk| chunk.tokens.len()).sum();
    edits(before, &part(old, replaced), &part(new, by))
}

/// Tokens as the protocol counts them, each from the one before; the first one is in a chunk that begins `unread` lines
/// behind the last one before it.
fn relative(chunks: &[Arc<Chunk>], unread: u32) -> impl Iterator<Item = SemanticToken> {
    let mut unread = unread;
    chunks.iter().flat_map(move |chunk| {
        let first = unread;
        unread = unread_behind(chunk, unread);
        let mut last = (0, 0);
        chunk.tokens.iter().enumerate().map(move |(at, token)| {
            let delta_line = token.line - last.0 + if at == 0 { first } else { 0 };
            let from = if delta_line == 0 { last.1 } else { 0 };
            last = (token.line, token.column);
            numbers(
                delta_line,
                token.column - from,
                token.length,
                token.kind,
                token.label,
            )
        })
    })
}

/// How many lines there are between the last token and the end of a chunk, when there were so many before it.
fn unread_behind(chunk: &Chunk, unread: u32) -> u32 {
    match chunk.tokens.last() {
        Some(token) => chunk.lines - token.line,
        None => unread + chunk.lines,
    }
}

fn numbers(
    delta_line: u32,
    delta_start: u32,
    length: u32,
    what: TokenKind,
    label: LabelTraits,
) -> SemanticToken {
    let (token_type, modifiers) = kind(what);
    SemanticToken {
        delta_line,
        delta_start,
        length,
        token_type: index(TYPES, &token_type),
        token_modifiers_bitset: bits(label, modifiers),
    }
}

fn kind(kind: TokenKind) -> (Type, Option<Modifier>) {
    match kind {
        TokenKind::Title => (Type::TYPE, None),
        TokenKind::Honorific => (Type::MODIFIER, None),
        TokenKind::Name => (Type::FUNCTION, None),
        TokenKind::Outlet => (Type::NAMESPACE, None),
        TokenKind::Manner => (Type::DECORATOR, None),
        TokenKind::Generic => (Type::VARIABLE, None),
        TokenKind::Metadata | TokenKind::AttributeName => (Type::PROPERTY, None),
        TokenKind::Annotation => (Type::MACRO, None),
        TokenKind::Insertion | TokenKind::Added => (Type::STRING, Some(Modifier::MODIFICATION)),
        TokenKind::Struck => (Type::STRING, Some(Modifier::DEPRECATED)),
        TokenKind::AttributeValue | TokenKind::Link => (Type::STRING, None),
        TokenKind::Timestamp => (Type::NUMBER, None),
        TokenKind::NoteReference => (Type::PARAMETER, None),
        TokenKind::NoteDefinition => (Type::PARAMETER, Some(Modifier::DEFINITION)),
        TokenKind::Heading => (Type::CLASS, None),
        TokenKind::Comment => (Type::COMMENT, None),
        TokenKind::DirectiveName => (Type::KEYWORD, None),
        TokenKind::RuleCode => (Type::ENUM_MEMBER, None),
    }
}

fn bits(label: LabelTraits, modifier: Option<Modifier>) -> u32 {
    let role = label.role.filter(|role| *role != Role::Unknown);
    let modifiers = [
        modifier,
        label.first.then_some(Modifier::DECLARATION),
        label.unconfirmed.then_some(UNCONFIRMED),
        role.map(|role| Modifier::new(role.name())),
    ];
    let bit = |modifier| 1 << index(MODIFIERS, &modifier);
    modifiers.into_iter().flatten().map(bit).sum()
}

fn index<T: PartialEq>(legend: &[T], entry: &T) -> u32 {
    let at = legend.iter().position(|known| known == entry);
    let at = at.and_then(|at| u32::try_from(at).ok());
    at.expect("the legend lists every type and modifier that is used")
}

/// One edit of what follows `before` other tokens.
fn edits(before: usize, old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    const NUMBERS: usize = 5;
    let same = |pair: &(&SemanticToken, &SemanticToken)| pair.0 == pair.1;
    let prefix = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[prefix..], &new[prefix..]);
    let suffix = old.iter().rev().zip(new.iter().rev());
    let suffix = suffix.take_while(same).count();
    let (old, new) = (&old[..old.len() - suffix], &new[..new.len() - suffix]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let number = |tokens: usize| u32::try_from(tokens * NUMBERS).unwrap_or(u32::MAX);
    vec![SemanticTokensEdit {
        start: number(before + prefix),
        delete_count: number(old.len()),
        data: (!new.is_empty()).then(|| new.to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        let token = |&length: &u32| SemanticToken {
            length,
            ..Default::default()
        };
        lengths.iter().map(token).collect()
    }

    #[test]
    fn an_edit_covers_what_differs_and_nothing_else() {
        for (old, new, expected) in [
            (&[][..], &[][..], None),
            (&[1, 2], &[1, 2], None),
            (&[], &[1], Some((0, 0, &[1][..]))),
            (&[1], &[], Some((0, 5, &[]))),
            (&[1, 2, 3], &[1, 4, 5, 3], Some((5, 5, &[4, 5]))),
            (&[1, 1, 1], &[1, 1], Some((10, 5, &[]))),
            (&[1, 1], &[1, 1, 1], Some((10, 0, &[1]))),
        ] {
            let found = edits(0, &tokens(old), &tokens(new));
            let expected = expected.map(|(start, delete_count, data)| SemanticTokensEdit {
                start,
                delete_count,
                data: (!data.is_empty()).then(|| tokens(data)),
            });
            assert_eq!(found, Vec::from_iter(expected), "{old:?} {new:?}");
        }
    }

    #[test]
    fn every_kind_and_role_is_in_the_legend() {
        use TokenKind::{
            Added, Annotation, AttributeName, AttributeValue, Comment, DirectiveName, Generic,
            Heading, Honorific, Insertion, Link, Manner, Metadata, Name, NoteDefinition,
            NoteReference, Outlet, RuleCode, Struck, Timestamp, Title,
        };
        for each in [
            Added,
            Annotation,
            AttributeName,
            AttributeValue,
            Comment,
            DirectiveName,
            Generic,
            Heading,
            Honorific,
            Insertion,
            Link,
            Manner,
            Metadata,
            Name,
            NoteDefinition,
            NoteReference,
            Outlet,
            RuleCode,
            Struck,
            Timestamp,
            Title,
        ] {
            let (token_type, modifier) = kind(each);
            index(TYPES, &token_type);
            modifier.map(|modifier| index(MODIFIERS, &modifier));
        }
        for role in [
            Role::Principal,
            Role::Moderator,
            Role::Press,
            Role::Interpreter,
        ] {
            index(MODIFIERS, &Modifier::new(role.name()));
        }
    }
}
