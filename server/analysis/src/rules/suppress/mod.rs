//! Directives that suppress findings.

pub mod no_reason;
pub mod unknown_rule;
pub mod unused;
