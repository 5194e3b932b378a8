//! Speaker labels: their form, their place, and whether they are known.

pub mod no_space;
