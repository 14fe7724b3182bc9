//! For each code at least one finding, one near miss and one excuse.

mod chains;
mod derive;
mod pairs;
mod records;

use super::{Contradiction, Details, Status, findings};
use crate::data::Catalog;
use crate::dates::Day;
use crate::rights::{Compiled, Options};

/// All findings of a dataset in short, one a line: the code, `?` if it is only
/// possible, the grants, the details.
fn found_on(catalog: &Catalog, known: Option<Day>) -> Vec<String> {
    let compiled = Compiled::new(catalog, Options { presume: false, known });
    findings(catalog, &compiled).list.iter().map(|finding| short(catalog, finding)).collect()
}

/// See [`found_on`]; everything is known.
#[track_caller]
fn check(more: &str, deals: &str, expected: &[&str]) {
    let catalog = crate::rights::tests::dataset(more, deals);
    assert_eq!(found_on(&catalog, None), expected, "{more} {deals}");
}

fn short(catalog: &Catalog, finding: &Contradiction) -> String {
    let unsure = if finding.value == Status::Certain { "" } else { "?" };
    let name = |party| catalog.party(party).id.to_string();
    let names = |of: &[_]| of.iter().map(|party| name(*party)).collect::<Vec<_>>().join("+");
    let details = match &finding.details {
        Details::Nothing => String::new(),
        Details::Region { region, asks_end } => {
            let territory = region.territory.map_or("?".to_string(), |codes| codes.codes().join("+"));
            let ask = if *asks_end { " ended?" } else { "" };
            format!(" {} {territory} {}/{}{ask}", names(&region.catalogues), region.from, region.to)
        }
        Details::Service(party) => format!(" {}", name(*party)),
        Details::Excess { dimension, excess } => format!(" {} {}", dimension.word(), excess.join("+")),
        Details::At(end) => format!(" {}", end.word()),
        Details::Catalogues { of, controls } => format!(" {}{}", names(of), if *controls { "!" } else { "" }),
        Details::Party(party, end) => format!(" {} {}", name(*party), end.word()),
        Details::Day(party, day) => format!(" {} {day}", name(*party)),
        Details::Order(deal) => format!(" {}", catalog.deal(*deal).id),
    };
    format!("{}{unsure} {}{details}", finding.code.word(), finding.grants.join(" "))
}
