//! The editor plugins in real editors, as a user would have them.

mod neovim;
