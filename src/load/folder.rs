//! The door: a folder on disk → texts and attachments.
