//! The front matter: whether it is YAML, and whether its keys and values are known.

pub mod embargo_active;
pub mod invalid_date;
pub mod invalid_front_matter;
pub mod invalid_value;
pub mod lang_undeclared;
pub mod unknown_key;
