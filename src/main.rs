//! The door: hands over to the command line.

fn main() -> std::process::ExitCode {
    essaim::cli::run()
}
