//! The native tool: what `atlas` does, apart from its arguments.

pub mod ask;
pub mod check;
pub mod countries;
pub mod export;
pub mod findings;
mod found;
pub mod import;
mod import_cells;
mod import_deals;
pub mod import_files;
mod import_merge;
mod import_parties;
mod import_quotes;
mod import_report;
pub mod import_sheet;
pub mod pages;
pub mod sarif;

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
    Ask(ask::Arguments),
    Check(check::Arguments),
    Export(export::Arguments),
    Findings(findings::Arguments),
    Import(import::Arguments),
    Pages(pages::Arguments),
}

/// Does what the arguments ask for.
pub fn run(arguments: Arguments) -> ExitCode {
    match arguments.command {
        Command::Ask(arguments) => ask::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Findings(arguments) => findings::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Pages(arguments) => pages::run(&arguments),
    }
}
