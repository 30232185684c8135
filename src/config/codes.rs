//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, list, name, text};

pub static MISSING_SITE: Code = Code::error("missing-site", &[]);
/// An address of the site that is not encrypted.
pub static INSECURE_ADDRESS: Code = Code::warning("insecure-address", &[text("address")]);
/// A language for which neither the program nor the theme has the words of the interface.
pub static LANGUAGE_WITHOUT_INTERFACE: Code =
    Code::warning("language-without-interface", &[name("language")]);
/// A code under `lints:` of what always stops the publication; `settable` are the errors that can be relaxed.
pub static LINT_UNFIT: Code = Code::error("lint-unfit", &[name("code"), list("settable")]);
/// A release that is not older than the one above it.
pub static RELEASE_ORDER: Code = Code::error("release-order", &[name("version"), name("above")]);
pub static LICENSE_UNLISTED: Code = Code::warning("license-unlisted", &[name("name")]);

pub static ALL: &[&Code] = &[
    &MISSING_SITE,
    &INSECURE_ADDRESS,
    &LANGUAGE_WITHOUT_INTERFACE,
    &LINT_UNFIT,
    &RELEASE_ORDER,
    &LICENSE_UNLISTED,
];
