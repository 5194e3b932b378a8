//! White space, quotes and other marks that nobody hears.
