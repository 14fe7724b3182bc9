//! `atlas`: checks, asks and converts datasets on the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use catalog_atlas::tool::{Arguments, run};
    use clap::Parser;
    run(Arguments::parse())
}

#[cfg(target_arch = "wasm32")]
fn main() {}
