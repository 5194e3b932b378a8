//! Turns, speakers and exchanges.
