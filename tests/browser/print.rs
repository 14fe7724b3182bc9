//! On paper: the picture, what it says, its sources and its address, and nothing to press.

use crate::support::{Page, Site, in_browser};
use resvg::tiny_skia::Pixmap;
use std::path::PathBuf;
use std::process::Command;

/// A printed page as text in the order of reading, and its sheets as pictures.
struct Paper {
    text: String,
    sheets: Vec<Pixmap>,
}

fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}): run scripts/setup.sh test"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Prints what is open, and keeps the PDF and its sheets in `shots/`.
async fn printed(page: &Page, name: &str) -> Paper {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("shots");
    std::fs::create_dir_all(&folder).expect("shots/ can be made");
    let file = folder.join(format!("paper-{name}.pdf"));
    std::fs::write(&file, page.pdf().await).expect("the file can be written");
    let file = file.to_str().expect("a plain path");
    let text = String::from_utf8(run("pdftotext", &[file, "-"])).expect("UTF-8");
    let start = folder.join(format!("paper-{name}"));
    let start = start.to_str().expect("a plain path");
    let count = text.matches('\u{c}').count();
    let sheets = (1..=count).map(|sheet| {
        let [number, one] = [sheet.to_string(), format!("{start}-{sheet}")];
        run("pdftoppm", &["-png", "-r", "50", "-singlefile", "-f", &number, "-l", &number, file, &one]);
        Pixmap::load_png(format!("{one}.png")).expect("a sheet")
    });
    let sheets = sheets.collect();
    // Lines break anywhere on paper.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Paper { text, sheets }
}

impl Paper {
    /// Share of the points of a sheet that are not white.
    fn ink(&self, sheet: usize) -> f64 {
        let points = self.sheets[sheet].pixels();
        let dark = points.iter().filter(|it| it.red().min(it.green()).min(it.blue()) < 200).count();
        dark as f64 / points.len() as f64
    }

    /// Share of the points of the first sheet that are as dark as ink on paper is.
    fn black(&self) -> f64 {
        let points = self.sheets[0].pixels();
        points.iter().filter(|it| it.red().max(it.green()).max(it.blue()) < 90).count() as f64
            / points.len() as f64
    }

    /// Share of the points of all sheets that have the red of exclusive licences.
    fn red(&self) -> f64 {
        let (mut red, mut all) = (0, 0);
        for point in self.sheets.iter().flat_map(Pixmap::pixels) {
            all += 1;
            red += usize::from(point.red() > 150 && point.green() < 120 && point.blue() < 100);
        }
        red as f64 / f64::from(all)
    }
}

/// What no sheet may hold: names of controls.
const CONTROLS: [&str; 11] = [
    "Share",
    "Show as text",
    "Clear all",
    "Find in these rows",
    "Copy these rows",
    "Group by",
    "Columns",
    "Alike together",
    "Open full page",
    "How to use",
    "Next change",
];

#[test]
fn paper_has_the_picture_its_sources_and_its_address() {
    in_browser(Site::built(), async |page| {
        for (name, rest, parts, red, most) in [
            ("flow", "", &["Believe", "NetEase Cloud Music", "Exclusive", "27 licences"][..], 0.004, 1),
            (
                "focus",
                "#focus=xiami",
                &["虾米音乐", "What sources say differently", "Xiami Music"],
                0.0005,
                4,
            ),
            ("deal", "#deal=rock-ali-2014", &["Rock Records", "Ali Music"], 0.0001, 4),
            (
                "table",
                "#view=table&date=2018-03-10&type=swap",
                &["EE-Media", "12 September 2017", "Rock Records"],
                0.0,
                3,
            ),
            ("matrix", "#view=matrix", &["Cooking Vinyl", "QQ Music", "mainland China"], 0.002, 2),
            ("timeline", "#view=timeline", &["Cooking Vinyl", "2016", "76 licences"], 0.001, 6),
            ("network", "#view=network", &["Avex", "Kuaishou", "27 licences"], 0.001, 2),
            ("embed", "?embed=1#date=2016-07", &["NetEase Cloud Music", "July 2016"], 0.002, 1),
            ("dark", "#theme=dark", &["Believe", "27 licences"], 0.004, 1),
        ] {
            // A screen may be dark, paper is not.
            page.media("prefers-color-scheme", if name == "network" { "dark" } else { "light" }).await;
            page.open(rest).await;
            let paper = printed(page, name).await;
            let headline = page.text("h1").await;
            let headline = headline.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(paper.text.contains(&headline), "{name}: {}", paper.text);
            for part in parts.iter().chain(&["Data as of 20 November 2026", "CC-BY-4.0", "Source: "]) {
                assert!(paper.text.contains(part), "{name} has no “{part}”: {}", paper.text);
            }
            // An address has no spaces but those of the lines that it takes.
            let whole = paper.text.replace(' ', "");
            let address = format!("{}{}", page.address(), rest.split('#').next().unwrap_or_default());
            assert!(
                whole.contains(&address) && whole.contains("known=2026"),
                "{name} has no address: {}",
                paper.text
            );
            for control in CONTROLS {
                assert!(!paper.text.contains(control), "{name} has “{control}”: {}", paper.text);
            }
            assert!(paper.sheets.len() <= most, "{name} takes {} sheets", paper.sheets.len());
            for sheet in 0..paper.sheets.len() {
                let ink = paper.ink(sheet);
                assert!(ink > 0.003 && ink < 0.5, "{name}, sheet {}: {ink} of it is ink", sheet + 1);
            }
            assert!(name == "deal" || paper.ink(0) > 0.02, "{name}: the first sheet has no picture");
            assert!(paper.black() > 0.003, "{name}: {} of it is as dark as ink", paper.black());
            assert!(paper.red() >= red, "{name}: the picture is missing ({} red)", paper.red());
        }
    });
}

#[test]
fn every_row_of_the_table_is_on_paper() {
    in_browser(Site::built(), async |page| {
        page.open("#view=table&type=licence&country=KR").await;
        let rows: Vec<String> = page
            .eval("return [...document.querySelectorAll('table.deals tbody tr')].map((row) => row.cells[1].innerText.trim().split(/\\s+/)[0])")
            .await;
        assert!(rows.len() > 5);
        let paper = printed(page, "rows").await;
        for row in rows {
            assert!(paper.text.contains(&row), "{row} is missing");
        }
    });
}
