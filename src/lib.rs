//! essaim turns a folder that describes an innovation toolkit into a site and into open data.
pub mod check;
pub mod config;
pub mod diag;
pub mod export;
pub mod load;
pub mod model;
pub mod output;
pub mod render;
pub mod report;
pub mod schema;
pub mod source;
