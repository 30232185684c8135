//! The atomic swap.
