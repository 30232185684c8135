//! The door: hands over to the command line.
//!
//! In: arguments. Out: an exit code. Never: logic.

use mimalloc::MiMalloc;

/// A build makes and drops some millions of short texts.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> std::process::ExitCode {
    essaim::cli::run()
}
