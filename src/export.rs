//! From a checked site to data files.
