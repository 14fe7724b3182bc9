//! The page in Firefox.

use crate::others;
use crate::support::{Fox, with_seat};

#[test]
fn firefox_opens_the_one_file_from_a_disk() {
    with_seat(|| others::the_one_file_from_a_disk(&mut Fox::new("disk"), "firefox"));
}

#[test]
fn firefox_shows_every_view_from_a_host_with_wrong_types() {
    with_seat(|| others::every_view_from_a_host_with_wrong_types(&mut Fox::new("host")));
}

#[test]
fn firefox_runs_it_in_a_frame_without_an_origin() {
    with_seat(|| {
        let mut fox = Fox::new("sandbox");
        others::a_frame_without_an_origin(&mut fox);
        others::faults_would_be_seen(&mut fox);
    });
}
