//! The declared people: whether the front matter's cast is right, and whether it is used.

pub mod alias_clash;
pub mod duplicate;
pub mod invalid_entry;
pub mod role_invalid;
pub mod unused;
