//! Texts and collections → records with typed values.
