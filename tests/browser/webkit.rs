//! The page in WebKit, the engine of Safari.

use crate::others;
use crate::support::{Kit, with_seat};

#[test]
fn webkit_opens_the_one_file_from_a_disk() {
    with_seat(|| others::the_one_file_from_a_disk(&mut Kit::new(), "webkit"));
}

#[test]
fn webkit_shows_every_view_from_a_host_with_wrong_types() {
    with_seat(|| others::every_view_from_a_host_with_wrong_types(&mut Kit::new()));
}

#[test]
fn webkit_runs_it_in_a_frame_without_an_origin() {
    with_seat(|| {
        let mut kit = Kit::new();
        others::a_frame_without_an_origin(&mut kit);
        others::faults_would_be_seen(&mut kit);
    });
}
