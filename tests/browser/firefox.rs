//! The page in Firefox: from a disk, from a host, in a frame without an origin.

use crate::support::{Fox, Site, with_seat};

fn on_disk() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/standalone.html");
    url::Url::from_file_path(path).expect("an absolute path").to_string()
}

/// The picture is there, a story is told, and nothing was asked of anyone.
fn tour(fox: &mut Fox) {
    fox.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'");
    assert!(fox.eval::<usize>("return document.querySelectorAll('svg.scene [data-grant]').length") > 20);
    assert_eq!(fox.eval::<usize>("return document.querySelectorAll('h1').length"), 1);
    fox.eval::<()>("document.querySelector('.stories button').click()");
    fox.until("the story", "document.querySelector('.told')");
    let asked: Vec<String> =
        fox.eval("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    assert!(asked.iter().all(|name| name.starts_with("data:")), "{asked:?}");
}

#[test]
fn firefox_opens_the_one_file_from_a_disk() {
    with_seat(|| {
        let mut fox = Fox::new("disk");
        fox.open(&on_disk());
        tour(&mut fox);
        fox.open_ready(&format!("{}#view=table&date=2016", on_disk()));
        assert!(fox.eval::<usize>("return document.querySelectorAll('table.deals tbody tr').length") > 100);
    });
}

#[test]
fn firefox_shows_every_view_from_a_host_with_wrong_types() {
    with_seat(|| {
        let server = Site::built().with_type(&Site::file("_bg.wasm"), "text/plain").serve();
        let mut fox = Fox::new("host");
        for (view, mark) in [
            ("flow", "svg.scene [data-grant]"),
            ("network", "svg.scene [data-party]"),
            ("matrix", "svg.scene [data-cell]"),
            ("timeline", "svg.scene [data-grant]"),
            ("table", "table.deals tbody tr"),
            ("flow&years=1", "svg.scene [data-year]"),
            ("flow&ask=qq-music~him~CN&date=2017-12-01", "[data-answer] , .answer"),
        ] {
            fox.open_ready(&format!("{}#view={view}", server.page()));
            let marks: usize = fox.eval(&format!("return document.querySelectorAll(\"{mark}\").length"));
            assert!(marks > 0, "{view}");
            let wide: bool = fox.eval("return document.documentElement.scrollWidth <= innerWidth");
            assert!(wide, "{view} is wider than the window");
        }
        let missed: Vec<_> = server.asked().into_iter().filter(|asked| asked.status != 200).collect();
        assert!(missed.is_empty(), "{missed:?}");
    });
}

#[test]
fn firefox_runs_it_in_a_frame_without_an_origin() {
    let host = "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>\
        <script>addEventListener('message', ({ data }) => { if (data['datawrapper-height']) window.told = data['datawrapper-height'] })</script>\
        <iframe sandbox=allow-scripts src='standalone.html?embed=1' width=900 height=700></iframe>";
    with_seat(|| {
        let server = Site::built().with("host.html", host).serve();
        let mut fox = Fox::new("sandbox");
        fox.open(&format!("{}host.html", server.page()));
        fox.until("the height", "window.told && window.told['catalog-atlas'] > 500");
        fox.enter("iframe");
        fox.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'");
        assert!(fox.eval::<usize>("return document.querySelectorAll('svg.scene [data-grant]').length") > 20);
        let refused: bool = fox.eval(
            "try { localStorage.length; return false } catch (error) { return error.name == 'SecurityError' }",
        );
        assert!(refused, "the frame was to have no storage");
    });
}
