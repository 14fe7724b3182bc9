//! The page in the frame of another page: heights, messages, gestures, addresses.
//!
//! The hosts are small pages that do what the real ones are known to do; of
//! pym.js it is the published library itself.

use crate::support::{Page, Server, Site, in_browser};
use catalog_atlas::embed::snippet::{Frame, fitting};
use serde_json::{Value, json};

const WIDTHS: [u32; 4] = [320, 480, 768, 1200];

/// A host page on a server of its own, and so of another origin than the frame.
pub struct Host {
    server: Server,
}

impl Host {
    /// `head` is what the host brings; `frame` the tags in its article. `PAGE`
    /// in them stands for the address of the page.
    pub fn new(page: &Page, head: &str, frame: &str) -> Host {
        let html = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>An article</title>\
             <link rel=icon href=data:,><style>body{{margin:0}} p{{height:700px;margin:0}}</style>{head}\
             <p>Before</p>{frame}<p>After</p>"
        );
        let html = html.replace("PAGE", &page.address());
        let mut site = Site::built().with("host.html", html);
        if head.contains("pym.js") {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/pym.js/dist/pym.v1.min.js");
            let library = std::fs::read(file).unwrap_or_else(|error| panic!("pym.js is missing ({error})"));
            site = site.with("pym.js", library);
        }
        let server = site.serve();
        page.befriend(&server.origin());
        Host { server }
    }

    /// Opens the article.
    pub async fn open(&self, page: &Page) {
        page.visit(&format!("{}host.html", self.server.page())).await;
    }
}

/// Waits in the frame until the page is ready, and gives the height of its content.
pub async fn content_px(page: &Page) -> f64 {
    page.enter("iframe").await;
    page.until("the page in the frame", "document.documentElement.dataset.atlas == 'ready'").await;
    let height = page.eval("return document.body.getBoundingClientRect().bottom + scrollY").await;
    page.leave().await;
    height
}

/// The frame is as high as its content, give or take two px.
pub const FITS: &str =
    "Math.abs(document.querySelector('iframe').getBoundingClientRect().height - window.wanted) <= 2";

/// What a host of Datawrapper's charts does: any frame that says so gets its height.
pub const DATAWRAPPER: &str = "<script>addEventListener('message', (event) => {
  if (!event.data || event.data['datawrapper-height'] === undefined) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow !== event.source) continue;
    for (const id in event.data['datawrapper-height']) frame.style.height = event.data['datawrapper-height'][id] + 'px';
  }
})</script>";

/// AMP takes heights from a hundred px on, from a frame that knows its sentinel.
pub const AMP: &str = "<script>window.ready = 0; addEventListener('message', ({ data, source }) => {
  const frame = document.querySelector('iframe');
  if (source !== frame.contentWindow || !data || data.sentinel !== 'amp') return;
  if (data.type === 'embed-ready') window.ready += 1;
  if (data.type === 'embed-size' && data.height >= 100) frame.style.height = data.height + 'px';
})</script>";

/// The Guardian's interactives hear JSON text only, and only numbers.
const GUARDIAN: &str = "<script>addEventListener('message', ({ data, source }) => {
  const frame = document.querySelector('iframe');
  if (source !== frame.contentWindow || typeof data !== 'string') return;
  let said; try { said = JSON.parse(data) } catch { return }
  if (said.type === 'set-height' && typeof said.value === 'number') frame.style.height = said.value + 'px';
})</script>";

/// Medium's, by way of Embedly: the address must be the frame's own.
const MEDIUM: &str = "<script>addEventListener('message', ({ data, source }) => {
  if (typeof data !== 'string') return;
  let said; try { said = JSON.parse(data) } catch { return }
  if (said.context !== 'iframe.resize') return;
  const frame = [...document.querySelectorAll('iframe')].find((one) => one.src === said.src);
  if (frame && frame.contentWindow === source) frame.style.height = said.height + 'px';
})</script>";

pub const PLAIN: &str = "<iframe src='PAGE?embed=1' title='Who licenses what to whom' style='border:0;width:100%' height=300></iframe>";

#[test]
fn every_host_gets_the_height_in_its_own_dialect() {
    let frame = Frame {
        base: "PAGE",
        fragment: "",
        title: "Who licenses what to whom",
        open: "open",
        picture: "picture",
        height_px: 300,
    };
    let ours = fitting(&frame);
    let dialects = [
        ("datawrapper", DATAWRAPPER, PLAIN),
        ("amp", AMP, PLAIN),
        ("guardian", GUARDIAN, PLAIN),
        ("medium", MEDIUM, PLAIN),
        ("our snippet", "", &ours),
    ];
    for (name, listener, frame) in dialects {
        in_browser(Site::built(), async |page| {
            let host = Host::new(page, listener, frame);
            for width in WIDTHS {
                page.size(width, 900).await;
                host.open(page).await;
                let wanted = content_px(page).await;
                assert!(wanted > 500.0, "{name} at {width} px: {wanted}");
                page.eval::<()>(&format!("window.wanted = {wanted}")).await;
                page.until(&format!("{name} at {width} px"), FITS).await;
                page.enter("iframe").await;
                page.until("no scroll of its own", "document.documentElement.scrollHeight <= innerHeight")
                    .await;
                page.leave().await;
            }
            if name == "amp" {
                assert_eq!(page.eval::<u32>("return window.ready").await, 1, "ready is said once");
            }
        });
    }
}

#[test]
fn pym_sizes_its_child() {
    in_browser(Site::built(), async |page| {
        let frame =
            "<div id=graphic></div><script>new pym.Parent('graphic', 'PAGE?embed=1#date=2016', {})</script>";
        let host = Host::new(page, "<script src=pym.js></script>", frame);
        for width in WIDTHS {
            page.size(width, 900).await;
            host.open(page).await;
            let wanted = content_px(page).await;
            page.eval::<()>(&format!("window.wanted = {wanted}")).await;
            page.until("pym's height", FITS).await;
            page.enter("iframe").await;
            assert!(
                page.text("[data-summary]").await.contains("2016"),
                "the state survived what pym appends"
            );
            page.leave().await;
        }
    });
}

#[test]
fn a_frame_that_fits_stays_as_it_is_and_grows_with_its_content() {
    in_browser(Site::built(), async |page| {
        // The listener of our own snippet, and all the others at once.
        let head = format!(
            "{DATAWRAPPER}{AMP}{GUARDIAN}<script>window.said = []; addEventListener('message', (e) => said.push(e.data))</script>"
        );
        let host = Host::new(page, &head, PLAIN);
        page.size(700, 900).await;
        host.open(page).await;
        let wanted = content_px(page).await;
        page.eval::<()>(&format!("window.wanted = {wanted}")).await;
        page.until("the height", FITS).await;
        // Silent for two seconds, and as high at the end of them as before.
        let quiet: bool = page
            .eval(
                "const before = said.length, height = document.querySelector('iframe').offsetHeight;
                 return new Promise((done) => setTimeout(() =>
                   done(said.length === before && document.querySelector('iframe').offsetHeight === height), 2000))",
            )
            .await;
        assert!(quiet, "a still frame was not silent");
        let ready: [usize; 2] = page
            .eval("return ['embed-ready', 'ready'].map((type) => said.filter((one) => one.type === type).length)")
            .await;
        assert_eq!(ready, [1, 1], "ready is said once in each dialect");
        page.enter("iframe").await;
        page.click("svg.scene [data-party='xiami'] text, .stories button").await;
        page.until("details or a story", "document.querySelector('.details, .told')").await;
        page.leave().await;
        page.until(
            "the frame to grow",
            &format!("document.querySelector('iframe').offsetHeight > {} + 60", wanted.round()),
        )
        .await;
    });
}

#[test]
fn a_frame_that_is_forced_to_a_height_cuts_nothing() {
    for (width, height) in [(320, 200), (320, 400), (640, 1200)] {
        in_browser(Site::built(), async |page| {
            let frame = format!(
                "<iframe src='PAGE?embed=1' title='Who licenses what to whom' width={width} height={height} style='border:0'></iframe>"
            );
            let host = Host::new(page, "", &frame);
            host.open(page).await;
            content_px(page).await;
            page.enter("iframe").await;
            for css in
                [".credit", "[data-full]", ".views button", ".date-row button", ".typed input", "svg.scene"]
            {
                let reached: bool = page
                    .eval_with(
                        "const one = document.querySelector(arguments[0]);
                         one.scrollIntoView({ block: 'nearest' });
                         const box = one.getBoundingClientRect();
                         return box.width > 0 && box.top >= -1 && box.left >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1 || box.height > innerHeight",
                        vec![json!(css)],
                    )
                    .await;
                assert!(reached, "{css} at {width} × {height}");
            }
            let wide: bool = page.eval("return document.documentElement.scrollWidth <= innerWidth").await;
            assert!(wide, "{width} px is wide enough");
            page.leave().await;
        });
    }
}

#[test]
fn the_article_keeps_its_wheel() {
    // Of the page's own origin: a browser without a window does not scroll past other frames.
    let frame = PLAIN.replace("PAGE", "/name/sub/");
    let html = format!(
        "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>{DATAWRAPPER}\
         <p style='height:700px'>Before</p>{frame}<p style='height:1500px'>After</p>"
    );
    in_browser(Site::built().with("host.html", html), async |page| {
        page.visit("/host.html").await;
        let wanted = content_px(page).await;
        page.eval::<()>(&format!("window.wanted = {wanted}")).await;
        page.until("the height", FITS).await;
        page.eval::<()>("document.querySelector('iframe').scrollIntoView()").await;
        let at = page.eval::<f64>("return scrollY").await;
        page.point_at((300.0, 450.0)).await;
        for turn in 1..=3 {
            page.wheel((300.0, 450.0), 120.0, false).await;
            page.until(
                &format!("the article to scroll, turn {turn} from {at}"),
                &format!("scrollY - {at} >= {turn} * 110"),
            )
            .await;
        }
        // With Ctrl it is the picture's, and the article stays.
        let at = page.eval::<f64>("return scrollY").await;
        page.wheel((300.0, 450.0), -120.0, true).await;
        page.enter("iframe").await;
        page.until(
            "the picture to zoom",
            "!document.querySelector('svg.scene > g').getAttribute('transform').startsWith('scale(1)')",
        )
        .await;
        page.leave().await;
        assert!((page.eval::<f64>("return scrollY").await - at).abs() < 1.0);
    });
}

#[test]
fn the_host_moves_the_view() {
    in_browser(Site::built(), async |page| {
        let head = "<script>window.said = []; addEventListener('message', ({ data }) => {
          if (data && data.ns === 'catalog-atlas' && data.type === 'state') said.push(data);
        })</script>";
        let host = Host::new(page, head, PLAIN);
        host.open(page).await;
        content_px(page).await;
        page.enter("iframe").await;
        page.eval::<()>("window.sameDocument = true").await;
        page.leave().await;
        let before: usize = page.eval("return history.length").await;
        let goto = |step: &str| {
            format!(
                "document.querySelector('iframe').contentWindow.postMessage(\
                 {{ ns: 'catalog-atlas', v: 1, type: 'goto', state: 'step={step}' }}, '*')"
            )
        };
        for step in ["circle-2018.1", "circle-2018.2", "circle-2018.3"] {
            page.eval::<()>(&goto(step)).await;
            page.until("the answer", &format!("said.at(-1)?.step === '{step}'")).await;
            assert_told(page, step).await;
        }
        let said: Value = page.eval("return said.at(-1)").await;
        assert!(said["steps"].as_u64().is_some_and(|steps| steps >= 3), "{said}");
        // The other way: the fragment of the frame's own address, without an entry in the history.
        for step in ["circle-2018.2", "circle-2018.1", "circle-2018.4"] {
            page.eval::<()>(&format!(
                "const frame = document.querySelector('iframe');
                 frame.contentWindow.location.replace(frame.src + '#step={step}')"
            ))
            .await;
            page.until("the answer", &format!("said.at(-1)?.step === '{step}'")).await;
            assert_told(page, step).await;
        }
        // What a reader does in the frame is no entry either.
        page.enter("iframe").await;
        page.click(".told-ways button:nth-of-type(2)").await;
        page.until("the next step", "document.querySelector('[data-step=\"circle-2018.5\"]')").await;
        page.click(".views button:nth-of-type(2)").await;
        page.until("another view", "location.hash.includes('view=')").await;
        page.leave().await;
        assert_eq!(
            page.eval::<usize>("return history.length").await,
            before,
            "the host's history is its own"
        );
    });
}

/// The frame tells this step, in words that a screen reader hears, in the document that it was.
async fn assert_told(page: &Page, step: &str) {
    page.enter("iframe").await;
    assert_eq!(page.attribute("[data-step]", "data-step").await.as_deref(), Some(step));
    let (same, told): (bool, String) = page
        .eval(
            "const text = document.querySelector('.told-text');
             const told = window.told; window.told = text.textContent;
             return [window.sameDocument === true && told !== window.told, text.closest('[role=status], [aria-live]') ? window.told : '']",
        )
        .await;
    assert!(same, "{step}: no document was loaded, and its text is another one");
    assert!(told.len() > 20, "{step}: “{told}” is not announced");
    page.leave().await;
}

#[test]
fn messages_that_are_not_ours_do_nothing() {
    in_browser(Site::built(), async |page| {
        let frames = format!("{PLAIN}<iframe id=sibling title=sibling srcdoc='<p>x'></iframe>");
        let host = Host::new(page, "", &frames);
        host.open(page).await;
        content_px(page).await;
        page.eval::<()>(
            "const frame = document.querySelector('iframe').contentWindow;
             const own = { ns: 'catalog-atlas', v: 1, type: 'goto', state: 'view=table' };
             const send = (data) => frame.postMessage(data, '*');
             send(null); send('view=table'); send([own]); send(JSON.stringify(own)); send({ ...own, v: 2 });
             send({ ...own, v: '1' }); send({ ...own, ns: 'other' }); send({ ...own, type: 'height' });
             send({ ...own, state: { toString: 1 } }); send({ ...own, state: 'x'.repeat(10 << 20) });
             send(JSON.parse('{\"__proto__\": {\"ns\": \"catalog-atlas\", \"v\": 1, \"type\": \"goto\", \"state\": \"view=table\"}}'));
             const sibling = document.querySelector('#sibling').contentWindow;
             sibling.eval(`parent.frames[0].postMessage(${JSON.stringify(own)}, '*')`);",
        )
        .await;
        page.enter("iframe").await;
        // A message that is ours comes last: the others have been heard by then.
        page.leave().await;
        page.eval::<()>(
            "document.querySelector('iframe').contentWindow.postMessage({ ns: 'catalog-atlas', v: 1, type: 'goto', state: 'date=2016' }, '*')",
        )
        .await;
        page.enter("iframe").await;
        page.until(
            "the one message",
            "document.querySelector('[data-summary]').textContent.includes('2016')",
        )
        .await;
        assert_eq!(page.count("table.deals").await, 0, "no other message was believed");
        page.leave().await;
    });
}

#[test]
fn nothing_of_the_reader_is_kept_in_a_frame() {
    in_browser(Site::built(), async |page| {
        let host = Host::new(page, "", PLAIN);
        host.open(page).await;
        content_px(page).await;
        page.enter("iframe").await;
        page.assert_accessible("in a frame").await;
        let kept: usize =
            page.eval("return localStorage.length + sessionStorage.length + document.cookie.length").await;
        assert_eq!(kept, 0);
        assert!(
            !page.text("title").await.is_empty()
                || !page.eval::<String>("return document.title").await.is_empty()
        );
        for part in ["Data as of", "CC-BY-4.0", "Source: "] {
            assert!(page.text(".foot").await.contains(part), "{part}");
        }
        let full = page.attribute("[data-full]", "href").await.expect("the way to the full page");
        assert!(!full.contains("embed"), "{full}");
        page.leave().await;
    });
}

#[test]
fn a_sandbox_without_origin_works_from_a_host_that_allows_it() {
    in_browser(Site::built().with_header("Access-Control-Allow-Origin", "*"), async |page| {
        let frame = "<iframe sandbox='allow-scripts' src='PAGE?embed=1' title='Who licenses what to whom' width=700 height=900></iframe>";
        let host = Host::new(page, AMP, frame);
        host.open(page).await;
        page.until("ready to be said", "window.ready === 1").await;
        page.enter("iframe").await;
        assert!(page.count("svg.scene [data-grant]").await > 20);
        page.leave().await;
    });
}
