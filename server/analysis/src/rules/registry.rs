//! The list of all rules, in the order of their codes.

use super::{Rule, label, note, qa, suppress, typo};

/// All rules.
pub static RULES: &[&Rule] = &[
    &label::no_space::RULE,
    &qa::unanswered::RULE,
    &suppress::no_reason::RULE,
];

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}
