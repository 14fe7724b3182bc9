//! A scene by hand: what no dataset need have at once.

use catalog_atlas::data::words::Level;
use catalog_atlas::i18n::Locale;
use catalog_atlas::rights::Status;
use catalog_atlas::scene::flow::{FlowInput, FlowLink, FlowParty};
use catalog_atlas::scene::{Certainty, Hook, Joint, LinkClass, LinkKind, LinkLevel};

/// A scene like the spring of 2018, by hand: every kind of link and column.
pub fn hand_made(width_px: f32, locale: Locale) -> FlowInput {
    let holders = [
        "Universal Music Group",
        "Sony Music",
        "Warner Music Group",
        "YG Entertainment",
        "SM Entertainment",
        "Avex",
        "HIM International Music",
        "EE-Media",
        "Forward Music",
        "Rock Records",
        "B'in Music",
        "Media Asia",
        "Cooking Vinyl",
        "Loen Entertainment",
        "JVR Music",
        "Giant Jump",
        "Believe",
        "Modern Sky",
        "Ocean Butterflies",
        "Merlin",
    ];
    let services = [
        ("Tencent Music", None),
        ("QQ Music", Some("Tencent Music")),
        ("Kugou", Some("Tencent Music")),
        ("Kuwo", Some("Tencent Music")),
        ("WeSing", Some("Tencent Music")),
        ("NetEase", None),
        ("NetEase Cloud Music", Some("NetEase")),
        ("Ali Music", None),
        ("Xiami", Some("Ali Music")),
        ("TTPod", Some("Ali Music")),
        ("Duomi", None),
    ];
    let names: Vec<&str> = holders
        .into_iter()
        .chain(["SL", "BMG Rights Management"])
        .chain(services.iter().map(|s| s.0))
        .collect();
    let at = |name: &str| names.iter().position(|it| *it == name).expect(name);
    let parties = names
        .iter()
        .enumerate()
        .map(|(n, name)| FlowParty {
            id: name.to_lowercase().replace([' ', '\''], "-"),
            name: (*name).to_owned(),
            rank: n as u32,
            service: services.iter().any(|s| s.0 == *name),
            operator: services.iter().find(|s| s.0 == *name).and_then(|s| s.1).map(at),
            lit: true,
            ..FlowParty::default()
        })
        .collect();
    let (known, maybe, guess) = (Certainty::Known, Certainty::Possible, Certainty::Presumed);
    let (only, open, unknown) = (LinkLevel::Exclusive, LinkLevel::NonExclusive, LinkLevel::Unknown);
    let rows = [
        ("Universal Music Group", "Tencent Music", only, known),
        ("Sony Music", "Tencent Music", only, known),
        ("Warner Music Group", "Tencent Music", only, guess),
        ("YG Entertainment", "Tencent Music", only, guess),
        ("SM Entertainment", "Ali Music", unknown, guess),
        ("Avex", "NetEase Cloud Music", only, guess),
        ("HIM International Music", "NetEase Cloud Music", unknown, Certainty::Disputed),
        ("HIM International Music", "Ali Music", open, maybe),
        ("EE-Media", "NetEase Cloud Music", only, guess),
        ("Forward Music", "NetEase Cloud Music", only, guess),
        ("Rock Records", "Ali Music", only, known),
        ("B'in Music", "Ali Music", only, maybe),
        ("Media Asia", "Ali Music", only, guess),
        ("Cooking Vinyl", "Ali Music", only, guess),
        ("Loen Entertainment", "Tencent Music", unknown, guess),
        ("JVR Music", "SL", unknown, known),
        ("SL", "Tencent Music", only, known),
        ("Giant Jump", "BMG Rights Management", unknown, maybe),
        ("BMG Rights Management", "Ali Music", only, known),
        ("Believe", "Tencent Music", only, maybe),
        ("Modern Sky", "Tencent Music", only, maybe),
        ("Ocean Butterflies", "Kugou", unknown, guess),
        ("Merlin", "Tencent Music", open, known),
        ("Merlin", "NetEase Cloud Music", open, known),
        ("Merlin", "Ali Music", open, known),
        ("Tencent Music", "NetEase Cloud Music", open, known),
        ("Tencent Music", "NetEase Cloud Music", open, guess),
        ("NetEase Cloud Music", "Tencent Music", open, known),
        ("Tencent Music", "Ali Music", open, guess),
        ("Ali Music", "Tencent Music", open, guess),
        ("Ali Music", "NetEase Cloud Music", open, guess),
        ("NetEase Cloud Music", "Ali Music", open, guess),
        ("QQ Music", "Duomi", open, maybe),
    ];
    let links = rows
        .iter()
        .enumerate()
        .map(|(n, (from, to, exclusivity, certainty))| {
            let kind = if at(from) >= at("Tencent Music") { LinkKind::PassedOn } else { LinkKind::Licence };
            FlowLink {
                from: at(from),
                to: at(to),
                class: LinkClass { kind, exclusivity: *exclusivity, certainty: *certainty },
                hook: hook(n),
                label: format!("{from} licenses to {to}"),
                lit: true,
            }
        })
        .collect();
    let joint = Joint {
        from: vec![at("Warner Music Group"), at("Sony Music"), at("JVR Music")],
        to: vec![at("QQ Music"), at("Kugou")],
        class: LinkClass { kind: LinkKind::Licence, exclusivity: only, certainty: maybe },
        hook: hook(99),
        label: "A list".into(),
        lit: true,
    };
    FlowInput { width_px, locale, parties, links, joints: vec![joint], ..FlowInput::default() }
}

fn hook(n: usize) -> Hook {
    let (exclusivity, status) = (Level::Unknown, Status::Presumed);
    Hook::Grant { grant: format!("deal-{n}#g1"), deal_type: "licence", exclusivity, status }
}
