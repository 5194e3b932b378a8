//! The editor plugins in real editors, as a user would have them.

mod emacs;
mod helix;
mod neovim;
mod queries;
mod support;
mod terminal;
