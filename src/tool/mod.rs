//! The native tool: what `atlas` does, apart from its arguments.

pub mod check;
pub mod findings;
pub mod import_files;
pub mod pages;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Checks, asks and converts datasets of Catalog Atlas.
#[derive(Parser)]
#[command(name = "atlas", version, about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Findings(findings::Arguments),
    Pages(pages::Arguments),
}

/// Does what the arguments ask for.
pub fn run(arguments: Arguments) -> ExitCode {
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Findings(arguments) => findings::run(&arguments),
        Command::Pages(arguments) => pages::run(&arguments),
    }
}
