//! `atlas pages` on the shipped dataset and on a hostile one: what it writes can
//! be read without the program, and says nothing absolute without an address.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A built page as a minifier leaves it.
const BUILT: &str = "<!doctype html><html data-atlas=loading lang=en><meta charset=utf-8><title>x</title>\
    <meta content=\"x\" name=description></head><body><main id=app><h1>x</h1></main>\
    <template id=atlas-failed><p>x</p></template></body></html>";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shipped() -> PathBuf {
    root().join("static/data/china-music.json")
}

/// A fresh folder with a built page in it.
fn dist(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages").join(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("index.html"), BUILT).expect("a file");
    folder
}

fn run(dataset: &Path, dist: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas"));
    command.arg("pages").arg(dataset).arg("--dist").arg(dist).args(more);
    command.output().expect("the tool runs")
}

fn written(dataset: &Path, name: &str, more: &[&str]) -> (PathBuf, String) {
    let dist = dist(name);
    let output = run(dataset, &dist, more);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let html = std::fs::read_to_string(dist.join("index.html")).expect("the page");
    (dist, html)
}

/// The content of the tag with this name and attribute.
fn meta<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let tag = html.split('<').find(|tag| tag.starts_with("meta ") && tag.contains(&format!("\"{name}\"")))?;
    Some(tag.split_once("content=\"")?.1.split('"').next().unwrap_or_default())
}

fn json_ld(html: &str) -> Value {
    let start = html.find("<script type=\"application/ld+json\">").expect("JSON-LD") + 35;
    let end = start + html[start..].find("</script>").expect("its end");
    serde_json::from_str(&html[start..end]).expect("JSON")
}

/// Width and height of a PNG file.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn the_page_is_readable_without_its_program() {
    let (dist, html) = written(&shipped(), "plain", &["--no-pictures"]);
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(html.contains("data-summary>On 10 March 2018, 27 licences"));
    assert!(html.matches("<tr data-deal=").count() >= 10);
    for width in ["narrow", "middle", "wide"] {
        assert!(html.contains(&format!("<svg class=\"scene still {width}\"")), "{width}");
    }
    assert!(html.contains("data-grant=\"") && html.contains("data-party=\""));
    assert!(html.contains("<ul class=\"sources\">") && html.matches("rel=\"noopener\"").count() > 20);
    assert!(html.contains("href=\"data/china-music.json\""));
    for file in ["data/deals.csv", "data/parties.csv"] {
        assert!(html.contains(&format!("href=\"{file}\"")) && dist.join(file).is_file(), "{file}");
    }
    assert!(dist.join("data/datapackage.json").is_file());
    assert!(html.contains("Licence of the data: CC-BY-4.0") && html.contains("Data as of 20 November 2026"));
    // No style of its own and no script but the description.
    assert_eq!(html.matches("<script").count(), 1);
    assert!(!html.contains(" onclick=") && !html.contains("javascript:"));
}

#[test]
fn nothing_absolute_without_an_address() {
    let (dist, html) = written(&shipped(), "relative", &["--no-pictures"]);
    for name in ["og:url", "og:image"] {
        assert_eq!(meta(&html, name), None, "{name}");
    }
    assert!(!html.contains("rel=\"canonical\"") && !html.contains("json+oembed"));
    assert!(!dist.join("oembed.json").exists());
    for name in ["og:title", "og:description", "og:type", "og:site_name", "twitter:card"] {
        assert!(meta(&html, name).is_some_and(|content| !content.is_empty()), "{name}");
    }
    let data = json_ld(&html);
    for key in [
        "name",
        "description",
        "license",
        "version",
        "dateModified",
        "creator",
        "temporalCoverage",
        "citation",
    ] {
        assert!(!data[key].is_null(), "{key}");
    }
    assert!(data["description"].as_str().expect("text").chars().count() >= 50);
    assert_eq!(data["license"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!(data["distribution"][0]["contentUrl"], "data/china-music.json");
    assert!(!data.to_string().contains("example.org"));
}

#[test]
fn pictures_and_absolute_tags_with_an_address() {
    let (dist, html) = written(
        &shipped(),
        "absolute",
        &["--site-url", "https://example.org/atlas", "--built", "2026-11-20"],
    );
    assert_eq!(meta(&html, "og:image"), Some("https://example.org/atlas/card.png"));
    assert_eq!((meta(&html, "og:image:width"), meta(&html, "og:image:height")), (Some("1200"), Some("630")));
    assert!(meta(&html, "og:image:alt").is_some_and(|alt| alt.len() > 50));
    assert!(html.contains("<link rel=\"canonical\" href=\"https://example.org/atlas/\">"));
    let head = &html[..html.find("</head>").expect("a head")];
    assert!(head.len() < 150_000 && head.contains("href=\"https://example.org/atlas/oembed.json\""));
    assert_eq!(meta(&html, "catalog-atlas-built"), Some("2026-11-20"));
    assert_eq!(json_ld(&html)["url"], "https://example.org/atlas/");

    let oembed: Value =
        serde_json::from_slice(&std::fs::read(dist.join("oembed.json")).expect("oembed.json")).expect("JSON");
    for (key, value) in
        [("version", json!("1.0")), ("type", json!("rich")), ("width", json!(640)), ("height", json!(600))]
    {
        assert_eq!(oembed[key], value, "{key}");
    }
    assert_eq!(oembed["thumbnail_url"], "https://example.org/atlas/card.png");

    let card = std::fs::read(dist.join("card.png")).expect("the card");
    assert_eq!(size(&card), (1200, 630));
    assert!(card.len() < 300_000, "{}", card.len());
    let graph = std::fs::read(dist.join("graph.png")).expect("the picture");
    assert!(size(&graph).0 >= 1200);
    let alt = html.split("<img src=\"graph.png\" alt=\"").nth(1).expect("the picture in the page");
    assert!(alt.split('"').next().is_some_and(|alt| alt.contains("27 licences")));
    let svg = std::fs::read_to_string(dist.join("graph.svg")).expect("the drawing");
    for part in
        ["Data as of", "CC-BY-4.0", "Source: ", "https://example.org/atlas/", "On 10 March 2018", "Presumed"]
    {
        assert!(svg.contains(part), "{part}");
    }
    let read = resvg::usvg::roxmltree::Document::parse(&svg).expect("XML");
    for node in read.descendants() {
        assert!(!["script", "foreignObject", "image", "use"].contains(&node.tag_name().name()));
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(name != "href" && !name.starts_with("on"), "{name}");
        }
    }
}

#[test]
fn the_same_machine_writes_the_same_bytes() {
    let read = |dist: &Path| {
        ["index.html", "graph.svg", "graph.png", "card.png"]
            .map(|name| std::fs::read(dist.join(name)).expect(name))
    };
    let (first, _) = written(&shipped(), "first", &[]);
    let (second, _) = written(&shipped(), "second", &[]);
    assert!(read(&first) == read(&second));
}

#[test]
fn what_the_data_says_stays_text() {
    let bomb = "</script><img src=x onerror=alert(1)>\"' -->";
    let mut data: Value =
        serde_json::from_slice(&std::fs::read(shipped()).expect("the dataset")).expect("JSON");
    data["meta"]["title"] = json!(bomb);
    data["meta"]["description"] = json!(bomb.repeat(3));
    data["meta"]["publisher"] = json!(bomb);
    data["meta"]["licence"] = json!(bomb);
    data["meta"]["version"] = json!(bomb);
    for list in ["parties", "deals", "sources"] {
        for record in data[list].as_array_mut().expect(list) {
            for field in ["name", "title", "publisher", "url"] {
                if !record[field].is_null() {
                    record[field] = json!(bomb);
                }
            }
        }
    }
    let file = dist("hostile-data").join("hostile.json");
    std::fs::write(&file, data.to_string()).expect("a file");
    let (dist, html) = written(&file, "hostile", &["--no-pictures", "--site-url", "https://example.org/"]);
    assert_eq!(html.matches("<script").count(), 1);
    assert_eq!(html.matches("</script>").count(), 1);
    assert!(!html.contains("<img src=x"), "markup of the data became markup of the page");
    assert_eq!(json_ld(&html)["name"], bomb);
    let oembed = std::fs::read_to_string(dist.join("oembed.json")).expect("oembed.json");
    let oembed: Value = serde_json::from_str(&oembed).expect("JSON");
    let frame = oembed["html"].as_str().expect("html");
    assert_eq!((frame.matches("<iframe").count(), frame.matches("<img").count()), (1, 0));
}

#[test]
fn says_what_is_wrong() {
    let folder = dist("wrong");
    for (more, part) in [
        (["--site-url", "ftp://example.org"], "no public address"),
        (["--site-url", "https://example.org/?a=b"], "no public address"),
        (["--built", "yesterday"], "no day"),
        (["--lang", "xx"], "no language of the page"),
    ] {
        let output = run(&shipped(), &folder, &more);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(part), "{more:?}: {said}");
    }
    std::fs::write(folder.join("index.html"), "<p>no page</p>").expect("a file");
    let output = run(&shipped(), &folder, &["--no-pictures"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no <title"));
}
