//! Which rules are on.

use super::{Check, RULES, Rule, Severity};
use crate::Analysis;

/// The rules that are on.
pub struct Plan {
    /// With the severity that each has.
    pub rules: Vec<(&'static Rule, Severity)>,
    /// Those that look at each segment.
    pub local: Vec<usize>,
}

impl Plan {
    /// Those that the settings of a document turn on.
    pub fn of(analysis: &Analysis) -> Self {
        let on = RULES.iter().copied();
        let level = |rule: &'static Rule| Some((rule, rule.level(analysis.settings())?));
        let rules: Vec<_> = on.filter_map(level).collect();
        let is_local = |rule: &usize| {
            let check = rules[*rule].0.check;
            !matches!(
                check,
                Check::Labels(_) | Check::Document(_) | Check::Directive(_)
            )
        };
        Self {
            local: (0..rules.len()).filter(is_local).collect(),
            rules,
        }
    }
}
