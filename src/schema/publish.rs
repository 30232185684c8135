//! The authored schema as the world reads it: tables, columns, Table Schema, JSON Schema.
//!
//! This is the one place where the six authoring keys are stripped or translated.
