//! Annotations and parentheses.
