//! What an editor takes away: the link, the lines to embed, the picture, the
//! rows, the citation. Each file can also be read as text, for frames that
//! refuse to save.

use super::ctx::Ctx;
use super::h::{El, button, el};
use super::shown::{Dataset, Shown, frame_limit_px};
use crate::browser::{address_bar, document, host, save};
use crate::data::words::View;
use crate::embed::snippet::{self, Frame};
use crate::embed::{cite, credit, link};
use crate::formats::rows::{self, Form};
use crate::formats::subset::subset;
use crate::query::table;
use crate::scene::{Scene, svg};
use crate::state::{self, State};
use crate::views::limit_px;
use yew::Callback;

/// What can be saved, and shown as text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The picture as SVG.
    Svg,
    /// The rows that pass the filters; of the table exactly those that it shows.
    Csv,
    /// The dataset of a page in one file, which has none beside it.
    Json,
    /// The rows that pass the filters, as a dataset.
    Subset,
}

/// What happens in the panel.
#[derive(Clone)]
pub enum Msg {
    /// Opened or closed.
    Toggle,
    /// Shown as text, or no more.
    Show(What),
    /// Saved.
    Save(What),
    /// The picture saved as dots.
    Png,
    /// Printed.
    Print,
    /// A text to be copied.
    Copy(String),
}

/// The panel.
pub struct Share {
    tell: Callback<Msg>,
    open: bool,
    text: Option<What>,
}

/// What is shared.
pub struct Given<'a> {
    /// Dataset, language.
    pub ctx: &'a Ctx,
    /// Its opening state.
    pub data: &'a Dataset,
    /// Its address; `#id` where the document holds it.
    pub address: &'a str,
    /// The state.
    pub state: &'a State,
    /// What it shows.
    pub shown: &'a Shown,
    /// Whether a copy went well or not; empty before.
    pub copied: &'static str,
}

/// Width of the frame whose height stands in the snippets.
const FRAME_PX: f32 = 640.0;

/// What a page needs around its picture in such a frame: headline, sentence, date, buttons, legend, credit.
fn around_px(view: View) -> f32 {
    match view {
        View::Table => 655.0,
        View::Flow => 690.0,
        View::Matrix => 730.0,
        View::Network => 860.0,
        View::Timeline => 845.0,
    }
}

impl Share {
    /// A closed panel that tells what happens in it.
    pub fn new(tell: Callback<Msg>) -> Share {
        Share { tell, open: false, text: None }
    }

    /// Something happened; says whether it is to be drawn.
    pub fn update(&mut self, msg: &Msg) -> bool {
        match msg {
            Msg::Toggle => {
                self.open = !self.open;
                self.text = None;
            }
            Msg::Show(what) => self.text = (self.text != Some(*what)).then_some(*what),
            Msg::Print => save::print(),
            Msg::Save(_) | Msg::Png | Msg::Copy(_) => {}
        }
        matches!(msg, Msg::Toggle | Msg::Show(_))
    }

    /// The way in.
    pub fn button(&self, ctx: &Ctx) -> El {
        button(self.on(Msg::Toggle)).truth("aria-expanded", self.open).text(ctx.words().share)
    }

    /// The panel, while it is open.
    pub fn panel(&self, given: &Given) -> Option<El> {
        self.open.then(|| self.opened(given))
    }

    #[inline(never)] // The first part does without (scripts/split.mjs).
    fn opened(&self, given: &Given) -> El {
        let (ctx, words) = (given.ctx, given.ctx.words());
        let opaque = host::is_opaque();
        let href = given.link();
        let mut panel = el("section")
            .class("share-box")
            .attr("aria-label", words.share)
            .el(el("h2").text(words.share))
            .el(self.line("share-state", words.share_link, words.share_copy, href))
            .el(self.line("share-cite", words.footer_cite, words.share_copy, given.citation()));
        panel = match frame_base() {
            None => panel.el(el("p").class("fine").text(words.share_no_file)),
            Some(base) => {
                let fragment = given.frame_fragment();
                let title = ctx.text(&ctx.catalog.meta.title);
                let frame = Frame {
                    base: &base,
                    fragment: &fragment,
                    title: &title,
                    open: words.embed_open,
                    picture: words.embed_picture,
                    height_px: given.height_px(),
                };
                panel
                    .el(self.block(
                        "share-plain",
                        words.share_embed_plain,
                        words.share_copy,
                        snippet::plain(&frame),
                    ))
                    .el(self.block(
                        "share-fitting",
                        words.share_embed_resize,
                        words.share_copy,
                        snippet::fitting(&frame),
                    ))
            }
        };
        let row = |what: What, name: &'static str| {
            let saves = button(self.on(Msg::Save(what))).text(name);
            let shows = button(self.on(Msg::Show(what)))
                .class("quiet")
                .truth("aria-expanded", self.text == Some(what))
                .text(words.show_as_text);
            // Where saving may do nothing, reading comes first.
            let (first, second) = if opaque { (shows, saves) } else { (saves, shows) };
            el("span").class("share-way").attr("role", "group").attr("aria-label", name).el(first).el(second)
        };
        let single = given.address.starts_with('#');
        let files = el("p")
            .class("share-files")
            .el(row(What::Svg, words.download_svg))
            .el(button(self.on(Msg::Png)).text(words.download_png))
            .el(row(What::Csv, words.download_csv_deals))
            .el(row(What::Subset, words.download_json_view))
            .el_if(single.then(|| row(What::Json, words.download_json)))
            .el(button(self.on(Msg::Print)).text(words.share_print));
        let note = opaque.then(|| el("p").class("fine").text(words.download_sandbox));
        let text = self.text.map(|what| {
            el("textarea")
                .attr("id", "share-text")
                .attr("readonly", "readonly")
                .attr("rows", "12")
                .attr("aria-label", words.show_as_text)
                .value(given.text(what))
        });
        panel.el_if(note).el(files).el_if(text).el(el("p").attr("role", "status").text(given.copied))
    }

    fn line(&self, id: &'static str, label: &'static str, copy: &'static str, text: String) -> El {
        el("p")
            .class("share")
            .el(el("label").attr("for", id).text(label))
            .el(el("input").attr("id", id).attr("type", "text").flag("readonly", true).value(text.clone()))
            .el(button(self.on(Msg::Copy(text))).text(copy))
    }

    fn block(&self, id: &'static str, label: &'static str, copy: &'static str, text: String) -> El {
        el("p")
            .class("share")
            .el(el("label").attr("for", id).text(label))
            .el(el("textarea")
                .attr("id", id)
                .attr("readonly", "readonly")
                .attr("rows", "4")
                .value(text.clone()))
            .el(button(self.on(Msg::Copy(text))).text(copy))
    }

    fn on(&self, msg: Msg) -> Callback<web_sys::Event> {
        let tell = self.tell.clone();
        Callback::from(move |_| tell.emit(msg.clone()))
    }
}

impl What {
    /// What its name says, its ending, its type.
    fn file(self) -> (&'static str, &'static str, &'static str) {
        match self {
            What::Svg => ("picture", "svg", "image/svg+xml"),
            What::Csv => ("deals", "csv", "text/csv"),
            What::Json => ("dataset", "json", "application/json"),
            What::Subset => ("subset", "json", "application/json"),
        }
    }
}

impl Given<'_> {
    /// The link to this state, with the day of the data.
    pub fn link(&self) -> String {
        let query = address_bar::query();
        address_bar::href_with(&link::fragment(&self.ctx.catalog, self.state, &self.data.opening, &query))
    }

    /// The address of this view on the page itself, outside any frame.
    pub fn full_page(&self) -> String {
        let full = State { embed: false, height_px: None, ..self.state.clone() };
        let fragment = state::address_of(&self.ctx.catalog, &full, &self.data.opening, "");
        let base = document::meta("catalog-atlas-site-url").unwrap_or_else(address_bar::base);
        if fragment.is_empty() { base } else { [&base, "#", fragment.as_str()].concat() }
    }

    fn citation(&self) -> String {
        cite::citation(&self.ctx.catalog, self.ctx.locale, &address_bar::base())
    }

    fn frame_fragment(&self) -> String {
        let framed = State { embed: true, ..self.state.clone() };
        link::fragment(&self.ctx.catalog, &framed, &self.data.opening, "embed=1")
    }

    fn height_px(&self) -> u32 {
        let framed = State { embed: true, ..self.state.clone() };
        let limit_px = limit_px(&framed, FRAME_PX);
        let size_px = (FRAME_PX - 24.0, limit_px);
        let scene = self.data.scene_at(&framed, &self.shown.picture, self.ctx.locale, size_px);
        let limit_px = limit_px.map_or(0.0, |px| px as f32);
        // The table is no drawing, and folded.
        let high_px = if self.state.view == View::Table { limit_px } else { scene.height_px.min(limit_px) };
        (high_px + around_px(self.state.view)) as u32
    }

    fn scene(&self, width_px: f32) -> Scene {
        let size_px = (width_px, frame_limit_px(self.state));
        self.data.scene_at(self.state, &self.shown.picture, self.ctx.locale, size_px)
    }

    /// The picture as the text of a file, and its size.
    fn picture(&self) -> (String, [f32; 2]) {
        let mut scene = self.scene(self.shown.scene.width_px);
        let address = self.link();
        credit::sign(&mut scene, &self.ctx.catalog, &self.shown.picture, self.ctx.locale, Some(&address));
        svg::to_svg_sized(&scene)
    }

    fn text(&self, what: What) -> String {
        match what {
            What::Svg => self.picture().0,
            What::Csv | What::Subset => {
                let (catalog, compiled, state) = (&self.ctx.catalog, &self.shown.compiled, self.state);
                // The table's own choices are of no other view.
                let rows = match state.view {
                    View::Table => table::shown(catalog, compiled, state, self.ctx.locale).0,
                    _ => table::rows(catalog, compiled, state),
                };
                if what == What::Subset {
                    return subset(catalog, &rows, state, &self.link());
                }
                rows::deals(catalog, &rows, &state.date.written(), Form::Csv)
            }
            What::Json => document::text_of(self.address.trim_start_matches('#')).unwrap_or_default(),
        }
    }

    /// Saves what is asked for.
    pub fn save(&self, msg: &Msg) {
        let name = |what: &str, kind: &str| cite::file_name(what, self.ctx.catalog.meta.checked, kind);
        if let Msg::Save(what) = msg {
            let (stem, kind, media) = what.file();
            save::text(&name(stem, kind), media, &self.text(*what));
        } else {
            let (text, [width, height]) = self.picture();
            // At least two dots for each px, and 1200 in a row.
            let scale = (1_200.0 / width).max(2.0);
            save::png(name("picture", "png"), &text, (width * scale) as u32, (height * scale) as u32);
        }
    }
}

/// Where the page is for others: its public address, else its own; nothing on a disk.
fn frame_base() -> Option<String> {
    let base = document::meta("catalog-atlas-site-url").unwrap_or_else(address_bar::base);
    base.starts_with("http").then_some(base)
}
