//! The list of all rules, in the order of their codes.

use super::{Rule, cast, label, meta, note, qa, suppress, typo};

/// All rules.
pub static RULES: &[&Rule] = &[
    &cast::alias_clash::RULE,
    &cast::duplicate::RULE,
    &cast::invalid_entry::RULE,
    &cast::role_invalid::RULE,
    &cast::unused::RULE,
    &label::duplicated_prefix::RULE,
    &label::embedded::RULE,
    &label::empty::RULE,
    &label::extra_space::RULE,
    &label::form_drift::RULE,
    &label::honorific_conflict::RULE,
    &label::indented::RULE,
    &label::missing_colon::RULE,
    &label::mixed_script::RULE,
    &label::near_miss::RULE,
    &label::no_blank_before::RULE,
    &label::no_space::RULE,
    &label::orphan_colon::RULE,
    &label::placeholder::RULE,
    &label::profile_mismatch::RULE,
    &label::short_before_full::RULE,
    &label::space_before_colon::RULE,
    &label::too_long::RULE,
    &label::unbalanced::RULE,
    &label::unconfirmed::RULE,
    &label::unknown::RULE,
    &label::wrong_colon::RULE,
    &label::wrong_delimiter::RULE,
    &meta::embargo_active::RULE,
    &meta::invalid_date::RULE,
    &meta::invalid_front_matter::RULE,
    &meta::invalid_value::RULE,
    &meta::lang_undeclared::RULE,
    &meta::unknown_key::RULE,
    &note::glued::RULE,
    &note::unbalanced::RULE,
    &note::undefined::RULE,
    &note::unknown::RULE,
    &note::unused::RULE,
    &qa::handoff_mismatch::RULE,
    &qa::opening_unattributed::RULE,
    &qa::unanswered::RULE,
    &suppress::no_reason::RULE,
    &suppress::unknown_rule::RULE,
    &suppress::unused::RULE,
    &typo::mixed_quotes::RULE,
    &typo::nbsp::RULE,
    &typo::spaces::RULE,
];

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}
