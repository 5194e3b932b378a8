//! White space, quotes and other marks that nobody hears.

pub mod invisible;
pub mod mixed_quotes;
pub mod nbsp;
pub mod repeated_word;
pub mod spaces;
pub mod variant_term;
