//! What stands in the way of content that comes from elsewhere.
//!
//! In: nothing. Out: names for what is wrong. Never: a sentence.

/// Why a source is refused before anything of it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsafe {
    /// A path with `..`, from a root or a drive: it would be written elsewhere.
    Path {
        path: String,
    },
    /// A name that some machine cannot hold, or that means something to it.
    Name {
        path: String,
    },
    /// A link, a device, a pipe.
    Link {
        path: String,
    },
    /// Two paths that some machines take for one.
    Twice {
        path: String,
    },
    /// A file of the source that stands on another host.
    OtherHost {
        address: String,
    },
    /// An address of this machine or of its network.
    Private {
        host: String,
    },
    /// An address that nothing protects on the way.
    NotHttps {
        address: String,
    },
    /// The server sends to another place.
    Redirect {
        to: String,
    },
    TooLarge {
        limit: u64,
    },
    TooMany {
        limit: usize,
    },
    /// It unpacks to far more than what was sent.
    Bomb {
        path: String,
    },
    Encrypted {
        path: String,
    },
    /// A file that is nothing a record is made of.
    Kind {
        path: String,
    },
}

/// Why nothing came from an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// No machine has that name.
    NoHost,
    /// The machine takes no call, or ends it.
    NoConnection,
    /// It did not answer in time.
    TooSlow,
    /// It does not prove that it is who it says.
    Unproven,
    /// It answered with an error.
    Status(u16),
    Other {
        reason: String,
    },
}

/// Why a source cannot be read as what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    NotAnArchive,
    /// Nothing describes what is in it.
    NoDescriptor,
    Descriptor {
        reason: String,
    },
    /// What the descriptor says of a file is not what came.
    Size {
        path: String,
        expected: u64,
        found: u64,
    },
    Hash {
        path: String,
    },
    /// A file that has no hash.
    Unsealed {
        path: String,
    },
    /// A file that is described and is not there.
    Missing {
        path: String,
    },
    /// A file that is there and nothing describes.
    Unlisted {
        path: String,
    },
    /// A text that is no UTF-8, or has no front matter that can be read.
    Text {
        path: String,
    },
    /// An identifier or the name of a collection that cannot be one.
    Identifier {
        name: String,
    },
}

/// Why a field of what was taken has no place here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// The collection has no such field.
    Unknown,
    /// The collection does not allow the value.
    Value,
    /// It names a record that is not here.
    Reference,
}

/// What became of the original of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upstream {
    /// It is published no more.
    Gone,
    /// Not under its name; a record of that other name is like it, and can be had from that source.
    Alike { now: String, source: String },
    /// It is published under other terms.
    License { before: String, now: String },
    /// What a newer version says cannot be taken for now.
    Withheld { reason: String },
}

/// What two versions of a record disagree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Lines of a text, between two marks.
    Text,
    /// An attached file: the newer one stands beside, under this name.
    File { beside: String },
}

/// Where a record can say again what it was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    /// Its header, which says nothing.
    Header,
    /// The block that says something else.
    Block,
    /// A file of its own, for a row of a table has no place for it.
    File { path: String },
}
