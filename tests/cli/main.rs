//! The command line as a user has it: arguments and files in; text, exit code and files out.

mod broken_pipe;
mod check;
mod check_formats;
mod config;
mod corpus;
mod explain;
mod export;
mod files;
mod fix;
mod format;
mod init;
mod outline;
mod support;
