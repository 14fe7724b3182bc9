//! The timeline as a whole: from a state to the text of an SVG file.

use catalog_atlas::data::Catalog;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::{Changes, changes};
use catalog_atlas::query::timeline::{Timeline, summary, timeline};
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::timeline::draw;
use catalog_atlas::scene::{Scene, overlaps, svg};
use catalog_atlas::state::{State, open};

struct Shipped {
    catalog: Catalog,
    changes: Changes,
    opening: State,
}

fn shipped() -> Shipped {
    load(&format!("{}/static/data/china-music.json", env!("CARGO_MANIFEST_DIR")))
}

fn load(path: &str) -> Shipped {
    let catalog = Catalog::load(&std::fs::read(path).unwrap()).expect("a dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let (changes, opening) = (changes(&catalog, &compiled), State::opening(&catalog, &compiled));
    Shipped { catalog, changes, opening }
}

impl Shipped {
    fn state(&self, address: &str) -> State {
        let read = open(&self.catalog, &self.opening, "", address);
        assert_eq!(read.ignored, Vec::<String>::new(), "{address}");
        read.state
    }

    fn timeline(&self, address: &str) -> (Compiled, State, Timeline) {
        let state = self.state(address);
        let compiled = Compiled::new(&self.catalog, Options { presume: state.presume, known: state.known });
        let timeline = timeline(&self.catalog, &compiled, &self.changes, &state);
        (compiled, state, timeline)
    }

    fn draw(&self, address: &str, locale: Locale, width_px: f32) -> Scene {
        let (_, state, timeline) = self.timeline(address);
        let mut scene = draw(&self.catalog, &timeline, state.views.by_service, locale, width_px);
        scene.description = summary(&timeline, &state, locale);
        scene
    }
}

/// Every look of the shipped dataset; `ATLAS_LOOK=folder` writes the files for the eye.
#[test]
fn every_look_draws() {
    let shipped = shipped();
    let states = [
        ("catalogue", "date=2018-03-10"),
        ("service", "date=2021-07-24&group=service"),
        ("zoom", "date=2018-03-10&window=2017/2018&group=service"),
        ("focus", "date=2018-03-10&focus=netease-cloud-music"),
        ("period", "date=2015/2016&presume=none&exclusivity=exclusive"),
    ];
    for (name, address) in states {
        for width in [1280.0, 740.0, 390.0, 300.0] {
            for locale in Locale::ALL {
                let scene = shipped.draw(address, locale, width);
                if let Ok(folder) = std::env::var("ATLAS_LOOK") {
                    let path = format!("{folder}/timeline-{name}-{}-{width}.svg", locale.tag());
                    std::fs::write(path, svg::to_svg(&scene)).unwrap();
                }
                assert_eq!(overlaps(&scene), [], "{name} {} {width}", locale.tag());
            }
        }
    }
}
