//! Proofs of the rights engine: a second evaluator, completions, properties.

mod agree;
mod both;
mod cases;
mod chains;
mod days;
mod derive;
mod engine;
mod expected;
mod facts;
mod lacking;
mod links;
mod loads;
mod make;
mod many;
mod naive;
mod owners;
mod props;
mod read;
mod records;
mod run;
mod sound;
mod ways;
mod whynot;
mod world;
