//! `atlas pages`: everything of a published page that needs no browser.
//!
//! The build calls it on the finished files. It writes the first view into
//! `index.html`, so that the page is readable before the program has arrived
//! and without it, and lays pictures and descriptions beside it.

mod card;
mod files;
mod fonts;
mod head;
mod html;
mod json_ld;
mod paint;
mod table;
mod view;

use crate::data::Catalog;
use crate::data::packed::pack;
use crate::data::url::SafeUrl;
use crate::dates::Day;
use crate::formats::tables::package;
use crate::i18n::Locale;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use view::View;

/// Write what a page shows without its program: picture, table, sources, descriptions
///
/// Fills `index.html` in DIST and writes graph.svg, graph.png, card.png and,
/// with a public address, oembed.json. Exit status: 0, or 1 with a message.
#[derive(Args)]
pub struct Arguments {
    /// The dataset
    file: PathBuf,
    /// The folder of the built page
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,
    /// Where the page will be: an https address. Without it nothing absolute is written
    #[arg(long, value_name = "URL")]
    site_url: Option<String>,
    /// The dataset's place below DIST, as links to it are to say
    #[arg(long, value_name = "PATH")]
    data: Option<String>,
    /// The day of this build, for "Page built"; without it nothing is said
    #[arg(long, value_name = "YYYY-MM-DD")]
    built: Option<String>,
    /// Language of the text: en or zh-Hans. The live page follows the reader's
    #[arg(long, default_value = "en")]
    lang: String,
    /// Leave the pictures out, where no font is at hand
    #[arg(long)]
    no_pictures: bool,
    /// Write only this: the dataset with its records beside it, ready for the page
    #[arg(long, value_name = "FILE")]
    pack: Option<PathBuf>,
}

/// What is said of a page besides its dataset.
pub struct Site {
    /// Public address, ending in `/`.
    pub url: Option<String>,
    /// Relative address of the dataset.
    pub data: String,
    /// Day of the build.
    pub built: Option<Day>,
    /// Whether the pictures are there to be linked.
    pub pictures: bool,
    /// Tables beside the dataset: file names below DIST.
    pub tables: Vec<String>,
}

/// Does what the arguments ask for.
pub fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            anstream::eprintln!("atlas pages: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write(arguments: &Arguments) -> Result<(), String> {
    let name = arguments.file.display();
    let bytes =
        std::fs::read(&arguments.file).map_err(|error| format!("{name} cannot be opened: {error}"))?;
    let loaded = Catalog::load(&bytes).map_err(|error| format!("{name}: {error}"))?;
    if let Some(packed) = &arguments.pack {
        let text = pack(&loaded).map_err(|why| format!("{name} is not packed: {why}"))?;
        return std::fs::write(packed, text).map_err(|error| format!("{}: {error}", packed.display()));
    }
    let catalog = loaded.catalog;
    let locale = Locale::of_tag(&arguments.lang)
        .ok_or_else(|| format!("“{}” is no language of the page: en or zh-Hans", arguments.lang))?;
    let mut site = site(arguments)?;
    let view = View::opening(&catalog, locale);
    let dist = &arguments.dist;

    // The tables lie beside the dataset.
    let folder = site.data.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    std::fs::create_dir_all(dist.join(&folder)).map_err(|error| format!("{folder}: {error}"))?;
    for (name, text) in package(catalog.document.json()) {
        save(dist, &format!("{folder}{name}"), text.as_bytes())?;
        site.tables.push(folder.clone() + &name);
    }
    if site.pictures {
        let fonts = fonts::of_the_system(&view)?;
        let picture = view.file(site.url.as_deref());
        save(dist, "graph.svg", picture.as_bytes())?;
        save(dist, "graph.png", &paint::png(&picture, paint::Size::Width(GRAPH_PX), &fonts)?)?;
        let card = card::svg(&view);
        save(
            dist,
            "card.png",
            &paint::png(&card, paint::Size::Exactly(card::WIDTH_PX, card::HEIGHT_PX), &fonts)?,
        )?;
    }
    let page = dist.join("index.html");
    let built = std::fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let filled = html::fill(&built, &view, &site).map_err(|what| format!("{}: {what}", page.display()))?;
    save(dist, "index.html", filled.as_bytes())?;
    if let Some(url) = &site.url {
        save(dist, "oembed.json", head::oembed(&view, url).as_bytes())?;
    }
    Ok(())
}

/// Width of `graph.png`: two dots for each px of the scene.
const GRAPH_PX: u32 = 1_808;

fn site(arguments: &Arguments) -> Result<Site, String> {
    let url = match arguments.site_url.as_deref().filter(|url| !url.is_empty()) {
        None => None,
        Some(url) => {
            let plain = SafeUrl::parse(url).filter(|url| !url.as_str().contains(['?', '#']));
            let url =
                plain.ok_or_else(|| format!("“{url}” is no public address: write https://host/folder/"))?;
            Some(format!("{}/", url.as_str().trim_end_matches('/')))
        }
    };
    let built = arguments.built.as_deref().filter(|day| !day.is_empty());
    let built = match built {
        Some(day) => Some(Day::parse(day).ok_or_else(|| format!("“{day}” is no day: write 2026-11-20"))?),
        None => None,
    };
    let data = arguments.data.clone().unwrap_or_else(|| {
        let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned());
        format!("data/{}", name.unwrap_or_default())
    });
    Ok(Site { url, built, data, pictures: !arguments.no_pictures, tables: Vec::new() })
}

fn save(dist: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = dist.join(name);
    std::fs::write(&path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
