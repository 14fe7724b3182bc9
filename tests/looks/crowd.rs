//! A dataset of more parties than a picture can show.

/// A thousand labels, each of which licenses to one of so many services throughout 2018.
pub fn dataset(services: usize) -> String {
    let party = |at: usize| {
        let kind = if at < 1000 { "label" } else { "service" };
        format!(r#"{{"id":"p{at}","name":"Party {at}","kind":"{kind}"}}"#)
    };
    let deal = |at: usize| {
        format!(
            r#"{{"id":"d{at}","type":"licence","stage":"signed","confidence":"confirmed","territory":["CN"],"start":"2018-01-01","end":"2019-01-01","from":"p{at}","to":"p{}"}}"#,
            1000 + at % services
        )
    };
    let list = |of: &dyn Fn(usize) -> String, count: usize| (0..count).map(of).collect::<Vec<_>>().join(",");
    format!(
        r#"{{"format":"catalog-atlas/1","meta":{{"title":{{"en":"Many"}},"language":"en","defaults":{{"layer":["recording"],"uses":["OnDemandStream"]}}}},"parties":[{}],"deals":[{}]}}"#,
        list(&party, 1000 + services),
        list(&deal, 1000)
    )
}
