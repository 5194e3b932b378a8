//! What was lost or left over on the way from a PDF or a web page.

pub mod duplicate_paragraph;
pub mod one_line_file;
pub mod running_head;
