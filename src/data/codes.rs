//! ISO 3166-1 and ISO 4217: the codes that a dataset may name.

use std::cmp::Ordering;

/// How many territory codes there are.
pub const TERRITORY_COUNT: usize = TERRITORIES.len() / 2;

/// Place of a territory code in the list: 0 to 249. The atoms of every
/// territory set (ISO 3166-1 alpha-2, and `XK`).
pub fn territory(code: &str) -> Option<usize> {
    place(TERRITORIES, 2, code)
}

/// Every territory code, in order.
pub fn territories() -> impl Iterator<Item = &'static str> {
    (0..TERRITORY_COUNT).map(territory_code)
}

/// The code at a place of the list; the empty text for any other place.
pub fn territory_code(place: usize) -> &'static str {
    TERRITORIES.get(2 * place..2 * place + 2).unwrap_or_default()
}

/// Whether this is a currency code of ISO 4217.
pub fn is_currency(code: &str) -> bool {
    place(CURRENCIES, 3, code).is_some()
}

/// What took the place of a code that ISO 3166-1 has withdrawn or never had.
pub fn successors(code: &str) -> Option<&'static str> {
    let found = match code {
        "SU" => "RU, UA, BY, EE, LV, LT, MD, GE, AM, AZ, KZ, KG, TJ, TM or UZ",
        "YU" => "RS, ME, HR, SI, BA or MK",
        "CS" => "RS and ME, or CZ and SK",
        "DD" => "DE",
        "AN" => "CW, SX or BQ",
        "UK" => "GB",
        "EL" => "GR",
        "TP" => "TL",
        "ZR" => "CD",
        "BU" => "MM",
        "FX" => "FR",
        "EU" => "a group of its members",
        _ => return None,
    };
    Some(found)
}

/// All codes of one length are in one string, in order.
fn place(codes: &str, length: usize, code: &str) -> Option<usize> {
    if code.len() != length {
        return None;
    }
    let (mut first, mut end) = (0, codes.len() / length);
    while first < end {
        let middle = usize::midpoint(first, end);
        match codes.as_bytes()[middle * length..(middle + 1) * length].cmp(code.as_bytes()) {
            Ordering::Less => first = middle + 1,
            Ordering::Equal => return Some(middle),
            Ordering::Greater => end = middle,
        }
    }
    None
}

const TERRITORIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
    CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGY\
    HKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMT\
    MUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZ\
    TCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";

const CURRENCIES: &str = "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBHDBIFBMDBNDBOBBOVBRLBSDBTNBWPBYNBZD\
    CADCDFCHECHFCHWCLFCLPCNYCOPCOUCRCCUPCVECZKDEMDJFDKKDOPDZDEGPERNESPETBEURFJDFKPFRFGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHRKHTGHUF\
    IDRILSINRIQDIRRISKITLJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZN\
    NADNGNNIONLGNOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOP\
    TRYTTDTWDTZSUAHUGXUSDUSNUYIUYUUYWUZSVEDVESVNDVUVWSTXAFXAGXAUXCDXCGXDRXOFXPDXPFXPTXSUXUAYERZARZMWZWG";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_once_and_in_order() {
        let territories: Vec<&[u8]> = TERRITORIES.as_bytes().chunks(2).collect();
        assert_eq!(territories.len(), 250);
        assert!(territories.windows(2).all(|pair| pair[0] < pair[1]));
        let currencies: Vec<&[u8]> = CURRENCIES.as_bytes().chunks(3).collect();
        assert!(currencies.iter().all(|code| code.len() == 3));
        assert!(currencies.windows(2).all(|pair| pair[0] < pair[1]), "in order");
    }

    #[test]
    fn codes_are_found_whole() {
        assert_eq!(territory("AD"), Some(0));
        assert_eq!(territory("ZW"), Some(249));
        assert!((0..TERRITORY_COUNT).all(|place| territory(territory_code(place)) == Some(place)));
        assert_eq!(territory_code(TERRITORY_COUNT), "");
        for unknown in ["DA", "cn", "C", "CHN", "", "中"] {
            assert_eq!(territory(unknown), None, "{unknown}");
        }
        assert!(is_currency("CNY") && is_currency("EUR") && !is_currency("RMB"));
        assert!(successors("SU").is_some() && successors("DE").is_none());
    }
}
