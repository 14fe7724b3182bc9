//! The built page in a real browser.
//!
//! Reads `dist/`, so `make build` comes first. Every test has its own server and
//! session; the driver is shared. Whatever a test looks at, its end also asserts
//! that the console holds no error, that nothing was missing on the server and
//! that nothing was asked of anyone else.

mod access;
mod ahead;
mod ask;
#[path = "../looks/crowd.rs"]
mod crowd;
mod embed;
mod every;
mod firefox;
mod foot;
mod graph;
mod hostile;
mod hosts;
mod labels;
mod look;
mod network;
mod others;
mod pointer;
mod prerender;
mod print;
mod reading;
mod rest;
mod share;
mod single;
mod start;
mod support;
mod touch;
mod tour;
mod trouble;
mod views;
mod watch;
mod webkit;
mod wordpress;
