//! CSV texts as rows of spanned cells.
