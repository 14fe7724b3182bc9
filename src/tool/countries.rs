//! English names of countries, for the tool: the page takes them from the browser.

use crate::data::codes::territory;

/// The name of an ISO 3166-1 code; `CN` does not contain Hong Kong, Macao and Taiwan, and its name
/// says so.
pub fn country(code: &str) -> Option<&'static str> {
    NAMES.split('|').nth(territory(code)?)
}

/// The same for a view; in other languages than English the code.
pub fn in_language(lang: &str, code: &str) -> String {
    country(code).filter(|_| lang == "en").unwrap_or(code).to_string()
}

/// In the order of the codes.
const NAMES: &str = "Andorra|United Arab Emirates|Afghanistan|Antigua and Barbuda|Anguilla|Albania|Armenia|Angola|\
    Antarctica|Argentina|American Samoa|Austria|Australia|Aruba|Åland Islands|Azerbaijan|\
    Bosnia and Herzegovina|Barbados|Bangladesh|Belgium|Burkina Faso|Bulgaria|Bahrain|Burundi|Benin|\
    Saint Barthélemy|Bermuda|Brunei|Bolivia|Caribbean Netherlands|Brazil|Bahamas|Bhutan|Bouvet Island|\
    Botswana|Belarus|Belize|Canada|Cocos (Keeling) Islands|DR Congo|Central African Republic|\
    Republic of the Congo|Switzerland|Côte d’Ivoire|Cook Islands|Chile|Cameroon|mainland China|Colombia|\
    Costa Rica|Cuba|Cape Verde|Curaçao|Christmas Island|Cyprus|Czechia|Germany|Djibouti|Denmark|\
    Dominica|Dominican Republic|Algeria|Ecuador|Estonia|Egypt|Western Sahara|Eritrea|Spain|Ethiopia|\
    Finland|Fiji|Falkland Islands|Micronesia|Faroe Islands|France|Gabon|United Kingdom|Grenada|Georgia|\
    French Guiana|Guernsey|Ghana|Gibraltar|Greenland|Gambia|Guinea|Guadeloupe|Equatorial Guinea|Greece|\
    South Georgia and South Sandwich Islands|Guatemala|Guam|Guinea-Bissau|Guyana|Hong Kong|\
    Heard and McDonald Islands|Honduras|Croatia|Haiti|Hungary|Indonesia|Ireland|Israel|Isle of Man|\
    India|British Indian Ocean Territory|Iraq|Iran|Iceland|Italy|Jersey|Jamaica|Jordan|Japan|Kenya|\
    Kyrgyzstan|Cambodia|Kiribati|Comoros|Saint Kitts and Nevis|North Korea|South Korea|Kuwait|\
    Cayman Islands|Kazakhstan|Laos|Lebanon|Saint Lucia|Liechtenstein|Sri Lanka|Liberia|Lesotho|\
    Lithuania|Luxembourg|Latvia|Libya|Morocco|Monaco|Moldova|Montenegro|Saint Martin|Madagascar|\
    Marshall Islands|North Macedonia|Mali|Myanmar|Mongolia|Macao|Northern Mariana Islands|Martinique|\
    Mauritania|Montserrat|Malta|Mauritius|Maldives|Malawi|Mexico|Malaysia|Mozambique|Namibia|\
    New Caledonia|Niger|Norfolk Island|Nigeria|Nicaragua|Netherlands|Norway|Nepal|Nauru|Niue|\
    New Zealand|Oman|Panama|Peru|French Polynesia|Papua New Guinea|Philippines|Pakistan|Poland|\
    Saint Pierre and Miquelon|Pitcairn Islands|Puerto Rico|Palestine|Portugal|Palau|Paraguay|Qatar|\
    Réunion|Romania|Serbia|Russia|Rwanda|Saudi Arabia|Solomon Islands|Seychelles|Sudan|Sweden|Singapore|\
    Saint Helena|Slovenia|Svalbard and Jan Mayen|Slovakia|Sierra Leone|San Marino|Senegal|Somalia|\
    Suriname|South Sudan|São Tomé and Príncipe|El Salvador|Sint Maarten|Syria|Eswatini|\
    Turks and Caicos Islands|Chad|French Southern Territories|Togo|Thailand|Tajikistan|Tokelau|\
    Timor-Leste|Turkmenistan|Tunisia|Tonga|Türkiye|Trinidad and Tobago|Tuvalu|Taiwan|Tanzania|Ukraine|\
    Uganda|US Outlying Islands|United States|Uruguay|Uzbekistan|Vatican City|\
    Saint Vincent and Grenadines|Venezuela|British Virgin Islands|US Virgin Islands|Vietnam|Vanuatu|\
    Wallis and Futuna|Samoa|Kosovo|Yemen|Mayotte|South Africa|Zambia|Zimbabwe";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::codes::TERRITORY_COUNT;

    #[test]
    fn every_code_has_its_own_name() {
        assert_eq!(NAMES.split('|').count(), TERRITORY_COUNT);
        for (code, name) in [
            ("AD", "Andorra"),
            ("CN", "mainland China"),
            ("HK", "Hong Kong"),
            ("KR", "South Korea"),
            ("TW", "Taiwan"),
            ("US", "United States"),
            ("ZW", "Zimbabwe"),
        ] {
            assert_eq!(country(code), Some(name));
        }
        assert_eq!(country("Worldwide"), None);
    }
}
