//! The state that a record is in.

use serde::Serialize;

/// The state that a record is in.
#[derive(Debug, Serialize)]
pub struct Badge {
    /// What the state is called.
    pub label: String,
    /// Its rank among the states, from 1; nothing where they have no order.
    pub rank: Option<usize>,
}
