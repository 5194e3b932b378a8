//! White space, quotes and other marks that nobody hears.

pub mod mixed_quotes;
pub mod nbsp;
pub mod spaces;
