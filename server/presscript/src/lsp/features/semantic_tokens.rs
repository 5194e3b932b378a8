//! `textDocument/semanticTokens`: full, by difference, and for a range.
//!
//! Tokens never cross a line and never overlap, so that it doesn't matter whether the client could show these.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::PoisonError;

use presscript_analysis::Cancelled;
use presscript_analysis::features::semantic_tokens::{self, Token, TokenKind};
use presscript_analysis::model::Role;
use tower_lsp::ls_types::{
    Position, SemanticToken, SemanticTokenModifier as Modifier, SemanticTokenType as Type,
    SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensLegend, SemanticTokensRangeParams,
};

use crate::lsp::convert::View;

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

/// All tokens.
pub fn full(view: &View) -> Result<SemanticTokens, Cancelled> {
    let tokens = tokens(view, 0..view.analysis.text().len())?;
    remember(view, &tokens);
    Ok(tokens)
}

/// What differs from the tokens that the client has; all of them when it is not known what it has.
pub fn delta(
    view: &View,
    params: &SemanticTokensDeltaParams,
) -> Result<SemanticTokensFullDeltaResult, Cancelled> {
    let tokens = tokens(view, 0..view.analysis.text().len())?;
    let last = remember(view, &tokens);
    let known = last.filter(|last| last.result_id.as_ref() == Some(&params.previous_result_id));
    Ok(match known {
        Some(last) => SemanticTokensDelta {
            edits: edits(&last.data, &tokens.data),
            result_id: tokens.result_id,
        }
        .into(),
        None => tokens.into(),
    })
}

/// The tokens of the lines in a range.
pub fn range(view: &View, params: &SemanticTokensRangeParams) -> Result<SemanticTokens, Cancelled> {
    Ok(SemanticTokens {
        result_id: None,
        ..tokens(view, view.bytes(params.range))?
    })
}

/// Keeps the tokens for the next difference, and returns those that were kept before.
fn remember(view: &View, tokens: &SemanticTokens) -> Option<SemanticTokens> {
    let mut last = view.tokens.lock().unwrap_or_else(PoisonError::into_inner);
    last.replace(tokens.clone())
}

fn tokens(view: &View, range: Range<usize>) -> Result<SemanticTokens, Cancelled> {
    // Doubtful labels are findings; getting these here means that it can be cancelled.
    view.diagnostics()?;
    let mut last = Position::default();
    let found = semantic_tokens::semantic_tokens(&view.analysis, range);
    let data: Vec<SemanticToken> = found
        .iter()
        .map(|token| {
            let place = view.range(&token.range);
            let delta_line = place.start.line - last.line;
            let from = if delta_line == 0 { last.character } else { 0 };
            last = place.start;
            let (token_type, modifiers) = kind(token.kind);
            SemanticToken {
                delta_line,
                delta_start: place.start.character - from,
                length: place.end.character - place.start.character,
                token_type: index(TYPES, &token_type),
                token_modifiers_bitset: bits(token, modifiers),
            }
        })
        .collect();
    Ok(SemanticTokens {
        result_id: Some(result_id(&data)),
        data,
    })
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

fn bits(token: &Token, modifier: Option<Modifier>) -> u32 {
    let role = token.label.role.filter(|role| *role != Role::Unknown);
    let modifiers = [
        modifier,
        token.label.first.then_some(Modifier::DECLARATION),
        token.label.unconfirmed.then_some(UNCONFIRMED),
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

/// A hash of the content, so that an id never means two different things, not even when a document is opened again.
fn result_id(data: &[SemanticToken]) -> String {
    let mut hasher = DefaultHasher::new();
    for token in data {
        let (line, start) = (token.delta_line, token.delta_start);
        let (kind, modifiers) = (token.token_type, token.token_modifiers_bitset);
        (line, start, token.length, kind, modifiers).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// One edit that replaces all between what both begin and end with.
fn edits(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
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
        start: number(prefix),
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
            let found = edits(&tokens(old), &tokens(new));
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
