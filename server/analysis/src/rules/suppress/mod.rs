//! Directives that suppress findings.

pub mod no_reason;
