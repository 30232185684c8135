//! Diagnostics as words: all wording, French and English.
