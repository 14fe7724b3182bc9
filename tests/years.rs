//! The years as a whole: from a state to the text of an SVG file.

use catalog_atlas::data::Catalog;
use catalog_atlas::i18n::Locale;
use catalog_atlas::layout::flow::Order;
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::years::{Years, summary, years};
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::years::draw;
use catalog_atlas::scene::{Scene, overlaps, svg};
use catalog_atlas::state::{State, open};

struct Shipped {
    catalog: Catalog,
    opening: State,
    order: Order,
}

fn shipped() -> Shipped {
    let path = format!("{}/static/data/china-music.json", env!("CARGO_MANIFEST_DIR"));
    let catalog = Catalog::load(&std::fs::read(path).unwrap()).expect("a dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let (opening, order) = (State::opening(&catalog, &compiled), Order::new(&catalog, &compiled));
    Shipped { catalog, opening, order }
}

impl Shipped {
    fn years(&self, address: &str) -> (Compiled, State, Years) {
        let state = open(&self.catalog, &self.opening, "", address).state;
        let compiled = Compiled::new(&self.catalog, Options { presume: state.presume, known: state.known });
        let changes = changes(&self.catalog, &compiled);
        let years = years(&self.catalog, &compiled, &changes, &self.order, &state);
        (compiled, state, years)
    }

    fn draw(&self, address: &str, locale: Locale, width_px: f32) -> Scene {
        let (_, state, years) = self.years(address);
        let mut scene = draw(&self.catalog, &years, locale, width_px);
        scene.description = summary(&years, &state, locale);
        scene
    }
}

/// Every look of the shipped dataset; `ATLAS_LOOK=folder` writes the files for the eye.
#[test]
fn every_look_draws() {
    let shipped = shipped();
    for (name, address) in [("all", "date=2018-03-10"), ("focus", "date=2020&focus=netease-cloud-music")] {
        for width in [1280.0, 740.0, 390.0, 300.0] {
            for locale in Locale::ALL {
                let scene = shipped.draw(address, locale, width);
                if let Ok(folder) = std::env::var("ATLAS_LOOK") {
                    let path = format!("{folder}/years-{name}-{}-{width}.svg", locale.tag());
                    std::fs::write(path, svg::to_svg(&scene)).unwrap();
                }
                assert_eq!(overlaps(&scene), [], "{name} {} {width}", locale.tag());
            }
        }
    }
}
