//! The editor plugins in real editors, as a user would have them.

mod emacs;
mod features;
mod helix;
mod kate;
mod neovim;
mod queries;
mod sublime;
mod support;
mod terminal;
mod zed;
