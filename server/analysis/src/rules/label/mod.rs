//! Speaker labels: their form, their place, and whether they are known.

pub mod duplicated_prefix;
pub mod embedded;
pub mod empty;
pub mod extra_space;
pub mod form_drift;
pub mod honorific_conflict;
pub mod indented;
pub mod missing_colon;
pub mod mixed_script;
pub mod near_miss;
pub mod no_blank_before;
pub mod no_space;
pub mod orphan_colon;
pub mod placeholder;
pub mod profile_mismatch;
pub mod short_before_full;
pub mod slips;
pub mod space_before_colon;
pub mod too_long;
pub mod unbalanced;
pub mod unconfirmed;
pub mod unknown;
pub mod wrong_colon;
pub mod wrong_delimiter;
