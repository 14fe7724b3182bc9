//! Data and addresses that want to break the page or to run in it.

use crate::support::{Page, Site, in_browser};
use serde_json::{Value, json};

/// Ways in which texts have become scripts elsewhere; each would set `window.ran`.
const TEXTS: [&str; 16] = [
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "<svg onload=window.ran=1>",
    "\"><svg/onload=window.ran=1>",
    "'\"--></style></script><script>window.ran=1</script>",
    "<iframe srcdoc=\"<script>parent.ran=1</script>\">",
    "<a href=javascript:window.ran=1>x</a>",
    "<math><mi//xlink:href=\"data:x,<script>window.ran=1</script>\">",
    "<details open ontoggle=window.ran=1>",
    "<template><img src=x onerror=window.ran=1></template>",
    "{{constructor.constructor('window.ran=1')()}}",
    "${window.ran=1}",
    "]]><script>window.ran=1</script>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "\u{202e}<script>window.ran=1</script>\u{2066}",
    "[x](javascript:window.ran=1) **<b onmouseover=window.ran=1>**",
];

const ADDRESSES: [&str; 12] = [
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    "java\tscript:window.ran=1",
    "java\nscript:window.ran=1",
    "\u{1}javascript:window.ran=1",
    " javascript:window.ran=1",
    "data:text/html,<script>parent.ran=1</script>",
    "vbscript:window.ran=1",
    "blob:https://elsewhere.invalid/x",
    "//elsewhere.invalid/x",
    "https:\\\\elsewhere.invalid\\x",
    "https://user:pass@elsewhere.invalid/x",
];

/// Those, a published list of texts that have caused trouble (half of them are ways to run a script), and
/// some that are as long as a field may be, or longer.
fn texts() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/big-list-of-naughty-strings/blns.json");
    let list = std::fs::read_to_string(file)
        .unwrap_or_else(|error| panic!("the list is missing ({error}): run scripts/setup.sh test"));
    let list: Vec<String> = serde_json::from_str(&list).expect("a list of texts");
    assert!(list.iter().filter(|text| text.contains('<')).count() > 200);
    let long = ["<b>".repeat(600), "\u{202e}W".repeat(999), "x".repeat(50_000)];
    let all = TEXTS.iter().map(|text| (*text).to_owned()).chain(list).chain(long);
    all.filter(|text| !text.trim().is_empty()).collect()
}

/// What those on the list would do if they ran, heard from before the page's own scripts.
const TRAP: &str = "for (const way of ['alert', 'confirm', 'prompt', 'print', 'open']) window[way] = () => { window.ran = way };";

/// Fields of free text. Names in other languages stand under their language.
const PROSE: [&str; 12] = [
    "en",
    "zh-Hans",
    "name",
    "text",
    "title",
    "publisher",
    "authors",
    "note",
    "licence",
    "version",
    "artists",
    "named",
];
/// Fields of addresses.
const LINKS: [&str; 4] = ["url", "archive_url", "homepage", "contact"];

/// The shipped dataset with something hostile in every free text and address, and in every record fields
/// with the names of what all objects have. Its deals are those that they were.
fn hostile() -> Value {
    poisoned(&|key| PROSE.contains(&key) || key.starts_with("x_") && !key.starts_with("x_lint"), 2_500)
}

/// The same with something hostile in almost everything: few of its records can be read.
fn wrecked() -> Value {
    const KEPT: [&str; 8] = ["id", "format", "from", "to", "party", "source", "kind", "language"];
    poisoned(&|key| !KEPT.contains(&key), 4_000)
}

fn poisoned(is_text: &dyn Fn(&str) -> bool, least: usize) -> Value {
    fn poison(
        value: &mut Value,
        key: &str,
        is_text: &dyn Fn(&str) -> bool,
        (texts, at): (&[String], &mut usize),
    ) {
        match value {
            Value::String(text) if LINKS.contains(&key) => {
                *at += 1;
                // Every third is a text of the list: no address at all, or one that runs.
                match *at % 3 {
                    0 => texts[*at % texts.len()].clone_into(text),
                    _ => ADDRESSES[*at % ADDRESSES.len()].clone_into(text),
                }
            }
            Value::String(text) if is_text(key) => {
                *at += 1;
                texts[*at % texts.len()].clone_into(text);
            }
            Value::Array(list) => list.iter_mut().for_each(|one| poison(one, key, is_text, (texts, at))),
            Value::Object(fields) => {
                for (key, value) in fields.iter_mut() {
                    poison(value, key, is_text, (texts, at));
                }
                if fields.contains_key("id") {
                    fields.insert("__proto__".into(), json!({ "polluted": true }));
                    fields.insert("constructor".into(), json!({ "prototype": { "polluted": true } }));
                }
            }
            _ => {}
        }
    }
    let mut data: Value = serde_json::from_slice(&Site::read(&Site::dataset())).expect("the dataset");
    let texts = texts();
    let mut at = 0;
    for list in ["meta", "parties", "deals", "sources", "stories"] {
        poison(&mut data[list], list, is_text, (&texts, &mut at));
    }
    assert!(at > least, "{at} texts");
    data["meta"]["opening"] = json!({ "date": "2018-03-10" });
    data
}

/// Nothing has run, nothing is there that the page did not make, and no link leads into a script.
async fn unharmed(page: &Page, place: &str) {
    let faults: Vec<String> = page
        .eval(
            "const faults = [];
             if ('ran' in window) faults.push('something ran');
             if (({}).polluted || Object.prototype.polluted) faults.push('prototypes are polluted');
             for (const css of ['main script', 'main iframe', 'main img', 'main math', 'main template', 'main b', '[onload]', '[onerror]', '[ontoggle]'])
               if (document.querySelector(css)) faults.push(`there is ${css}`);
             for (const link of document.querySelectorAll('a, area')) {
               const href = link.getAttribute('href') ?? '';
               if (!/^(https?:\\/\\/|data\\/|#|\\?|mailto:|[\\w.-]+$)/.test(href) || /elsewhere/.test(href) && !/^https?:\\/\\/elsewhere/.test(href))
                 faults.push(`a link to ${href}`);
             }
             if (document.documentElement.scrollWidth > innerWidth) {
               const wide = [...document.querySelectorAll('body *')].filter((one) => one.scrollWidth > innerWidth || one.getBoundingClientRect().right > innerWidth + 1).filter((one) => !one.closest('.scroll-box, .table-box')).reverse();
               faults.push(`it is ${document.documentElement.scrollWidth} px wide: ${wide.slice(0, 4).map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`).join(', ')}`);
             }
             return faults",
        )
        .await;
    assert!(faults.is_empty(), "{place}: {}", faults.join("; "));
}

#[test]
fn hostile_data_runs_nothing_and_breaks_nothing() {
    in_browser(Site::built().with(&Site::dataset(), hostile().to_string()), async |page| {
        page.before_scripts(TRAP).await;
        for rest in [
            "",
            "#focus=xiami",
            "#deal=rock-ali-2014",
            "#view=table",
            "?embed=1#view=matrix",
            "?embed=1#step=circle-2018.2",
            "#view=timeline",
            "#view=network&hull=operator",
            "#view=matrix&years=1",
            "#years=1",
            "#ask=qq-music~him~CN&date=2017-12-01",
            "#lang=zh-Hans&q=script",
        ] {
            page.open(rest).await;
            unharmed(page, rest).await;
        }
        page.open("").await;
        assert!(
            page.count("svg.scene [data-grant]").await > 20,
            "the deals are there, whatever they are called"
        );
        page.eval::<()>("document.querySelectorAll('details').forEach((one) => one.open = true); document.querySelector('.check-panel button')?.click()").await;
        page.click(".prefs button[aria-expanded]:not(.fold)").await;
        page.until("the panel", "document.querySelector('.share-box')").await;
        unharmed(page, "sharing").await;
        // The picture to take away is a picture; a browser that opens it as one draws it, and nothing runs.
        page.eval::<()>("[...document.querySelectorAll('.share-box [role=group]')].find((one) => one.getAttribute('aria-label').includes('(SVG)')).lastChild.click()").await;
        page.until("the picture", "document.getElementById('share-text')?.value.startsWith('<svg')").await;
        let svg: String = page.eval("return document.getElementById('share-text').value").await;
        let read = resvg::usvg::roxmltree::Document::parse(&svg).expect("XML");
        for node in read.descendants() {
            assert!(!["script", "foreignObject", "image", "use", "a"].contains(&node.tag_name().name()));
            assert!(node.attributes().all(|it| it.name() != "href" && !it.name().starts_with("on")));
        }
        let wide: u32 = page
            .eval_with(
                "const image = new Image();
                 image.src = URL.createObjectURL(new Blob([arguments[0]], { type: 'image/svg+xml' }));
                 return image.decode().then(() => image.naturalWidth)",
                vec![json!(svg)],
            )
            .await;
        assert!(wide > 300, "{wide}");
        unharmed(page, "the picture").await;
        let plain: String = page.eval("return document.getElementById('share-plain').value").await;
        assert_eq!((plain.matches("<iframe").count(), plain.matches("<script").count()), (1, 0), "{plain}");
    });
}

/// Where next to nothing can be read, the page says so and stands.
#[test]
fn data_that_are_wrecked_give_a_page_with_findings() {
    in_browser(Site::built().with(&Site::dataset(), wrecked().to_string()), async |page| {
        page.before_scripts(TRAP).await;
        for rest in ["", "#view=table", "#view=network", "?embed=1#view=timeline"] {
            page.open(rest).await;
            unharmed(page, rest).await;
        }
        page.open("").await;
        assert!(page.count("[data-finding]").await > 20);
    });
}

/// The same data in the one file: by itself, and in a frame without an origin.
#[test]
fn hostile_data_in_one_file_run_nothing_either() {
    let mut packed = String::new();
    in_browser(Site::built(), async |page| {
        page.open("").await;
        packed = page
            .eval_with(
                "return new Response(new Blob([arguments[0]]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
                   .then((bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')))",
                vec![json!(hostile().to_string())],
            )
            .await;
    });
    let html = String::from_utf8(Site::read("standalone.html")).expect("text");
    let (head, rest) = html.split_once("id=\"atlas-data\">").expect("its data");
    let (_, tail) = rest.split_once("</script>").expect("their end");
    let file = format!("{head}id=\"atlas-data\">{packed}</script>{tail}");
    let host = "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>\
        <iframe sandbox=allow-scripts src='standalone.html?embed=1' width=900 height=700></iframe>";
    in_browser(Site::built().with("standalone.html", file).with("host.html", host), async |page| {
        page.before_scripts(TRAP).await;
        for rest in ["", "#focus=xiami", "#view=table", "#view=network", "#deal=rock-ali-2014"] {
            page.visit(&format!("{}standalone.html{rest}", page.address())).await;
            page.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'").await;
            unharmed(page, rest).await;
        }
        page.visit(&format!("{}host.html", page.address())).await;
        page.enter("iframe").await;
        page.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'").await;
        unharmed(page, "in a frame").await;
    });
}

#[test]
fn hostile_addresses_give_a_page() {
    let long = "x".repeat(20_000);
    in_browser(Site::built(), async |page| {
        for rest in [
            "#q=%3Cscript%3Ewindow.ran=1%3C/script%3E&focus=%3Cimg%20src=x%20onerror=window.ran=1%3E"
                .to_owned(),
            "?lang=%22%3E%3Csvg%20onload=window.ran=1%3E&theme=javascript:1&height=-1e9&view=__proto__"
                .to_owned(),
            "#step=__proto__.1&deal=constructor&ask=__proto__~constructor~x&cam=NaN,Infinity,1e99".to_owned(),
            "#%E0%A4%A&%=%&&&==&#?#?secret=%3Cscript%3E".to_owned(),
            format!("#q={long}&{long}={long}"),
            "?data=javascript:window.ran=1#date=9999999999-99-99".to_owned(),
        ] {
            page.open(&rest).await;
            assert!(page.count("svg.scene, table.deals").await > 0, "{rest:.60}");
            unharmed(page, &rest).await;
        }
    });
}

#[test]
fn too_much_is_refused_in_words() {
    let data = Site::dataset();
    let deep = format!(
        "{{\"format\":\"catalog-atlas/1\",\"x_deep\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    for (name, site) in [
        ("nested", Site::built().with(&data, deep)),
        ("a bomb", Site::built().with_packed(&data, bomb(1 << 30))),
    ] {
        in_browser(site, async |page| {
            page.before_scripts(MEMORY).await;
            page.load("").await;
            page.until(
                &format!("{name} to be refused"),
                "document.documentElement.dataset.atlas == 'failed' && document.querySelector('[role=alert]')",
            )
            .await;
            assert!(page.text("[role=alert]").await.len() > 20);
            assert!(page.count("svg.still").await == 3, "what the build wrote stays");
            // Four times what was sent: the cap is 256 MB, and its bytes stand in one place.
            let bytes: u64 = page.eval("return memory.buffer.byteLength").await;
            assert!(bytes < 600 << 20, "{name}: {bytes} bytes of memory");
        });
    }
}

/// Keeps the program's memory where it can be looked at.
pub const MEMORY: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
  const make = WebAssembly[name];
  WebAssembly[name] = async (...all) => {
    const made = await make.apply(WebAssembly, all);
    const found = Object.values((made.instance ?? made).exports).find((one) => one instanceof WebAssembly.Memory);
    if (found) window.memory = found;
    return made;
  };
}";

/// A gzip file of as many spaces: one space, repeated by the longest runs that the format has.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let (mut held, mut count) = (0_u64, 0);
    let mut put = |bits: u64, n: u32| {
        held |= bits << count;
        count += n;
        while count >= 8 {
            out.push(held as u8);
            held >>= 8;
            count -= 8;
        }
    };
    // Codes stand with their first bit first.
    let reversed = |code: u64, n: u32| code.reverse_bits() >> (64 - n);
    put(0b011, 3);
    put(reversed(0x30 + 0x20, 8), 8);
    for _ in 0..bytes / 258 {
        put(reversed(0b1100_0101, 8), 8);
        put(0, 5);
    }
    put(0, 7 + 7);
    out.extend([0; 8]);
    out
}

#[test]
fn data_of_another_host_needs_the_publisher_and_the_reader() {
    let listed = String::from_utf8(Site::read("index.html")).expect("text");
    let tag = listed
        .split_inclusive('>')
        .find(|tag| tag.contains("catalog-atlas-data-hosts"))
        .and_then(|tag| tag.rfind('<').map(|at| tag[at..].to_owned()))
        .expect("the setting");
    let listed = listed
        .replace(&tag, "<meta name=catalog-atlas-data-hosts content=data.invalid>")
        .replace("connect-src 'self'", "connect-src 'self' https://data.invalid");
    let mut other: Value = serde_json::from_slice(&Site::read(&Site::dataset())).expect("the dataset");
    other["meta"]["title"] = json!("Somebody else’s data");
    other["meta"]["authors"] = json!(["Somebody else"]);
    in_browser(Site::built().with("index.html", listed), async |page| {
        // There is no such host: the answer is put in place of the network's.
        page.before_scripts(&format!(
            "window.sent = []; const net = window.fetch;
             window.fetch = (address, options) => {{
               if (!String(address).startsWith('https:')) return net(address, options);
               sent.push([address, options.credentials, options.referrerPolicy]);
               const answer = new Response({});
               Object.defineProperty(answer, 'url', {{ value: String(address).replace('/moved', 'x/moved') }});
               return Promise.resolve(answer);
             }}",
            json!(other.to_string())
        ))
        .await;
        page.load("?data=https://data.invalid/x.json").await;
        page.until("the question", "document.querySelector('.asked button')").await;
        assert!(page.text(".asked").await.contains("data.invalid"));
        assert_eq!(page.eval::<usize>("return sent.length").await, 0, "nothing is sent before the click");
        page.click(".asked button").await;
        page.until("the page", "document.documentElement.dataset.atlas == 'ready'").await;
        let sent: Vec<[String; 3]> = page.eval("return sent").await;
        assert_eq!(sent, [["https://data.invalid/x.json", "omit", "no-referrer"].map(str::to_owned)]);
        assert!(page.text("[data-notice=foreign]").await.contains("data.invalid"));
        assert_eq!(page.text("h1").await, "Somebody else’s data");
        assert!(!page.text(".foot").await.contains("Catalog Atlas contributors"));

        // An answer that comes from elsewhere in the end is no answer.
        page.load("?data=https://data.invalid/moved.json").await;
        page.until("the question", "document.querySelector('.asked button')").await;
        page.click(".asked button").await;
        page.until("the refusal", "document.documentElement.dataset.atlas == 'failed'").await;

        page.open("?data=https://unlisted.invalid/x.json").await;
        assert!(page.text("h1").await.contains("Exclusive deals split"));
        assert!(page.text("[data-notice=address]").await.contains("unlisted.invalid"));
    });
}
