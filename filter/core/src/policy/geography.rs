//! Where data is, in the eyes of the GDPR: states of the EEA, and countries with an adequacy decision.

use crate::words::{Country, Zone};

/// The European Economic Area: the 27 member states, with Iceland, Liechtenstein and Norway.
/// Source: Agreement on the EEA; GDPR incorporated by Joint Committee Decision 154/2018.
const EEA: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Countries and territories with an adequacy decision under Art. 45 GDPR that does not depend on the recipient being
/// certified. Source: European Commission, "Adequacy decisions", as of January 2026. Canada: commercial organisations
/// under PIPEDA. The United States are not here: their decision (2023/1795, Data Privacy Framework) holds for certified
/// organisations only, which an upstream states as `dpf_certified: true`. Brazil's was in preparation and is not here.
const ADEQUATE: &[&str] = &["AD", "AR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY"];

/// The facts a zone is derived from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) country: Country,
    pub(super) operator_country: Country,
    pub(super) self_hosted: bool,
    pub(super) dpf_certified: bool,
}

impl Facts {
    /// How far data travels that goes there. Own hardware counts as own wherever it stands in the EEA; outside it, data
    /// leaves the EEA whoever owns the machine, and the country decides.
    pub(super) fn zone(&self) -> Zone {
        if in_eea(self.country) {
            return match (self.self_hosted, in_eea(self.operator_country)) {
                (true, _) => Zone::SelfHosted,
                (false, true) => Zone::Sovereign,
                (false, false) => Zone::Eea,
            };
        }
        let adequate = self.is_adequate(self.country)
            && (self.is_adequate(self.operator_country) || in_eea(self.operator_country));
        if adequate { Zone::Adequate } else { Zone::ThirdCountry }
    }

    fn is_adequate(&self, country: Country) -> bool {
        ADEQUATE.contains(&country.as_str()) || (country.as_str() == "US" && self.dpf_certified)
    }
}

fn in_eea(country: Country) -> bool {
    EEA.contains(&country.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_follow_from_facts() {
        for (country, operator, self_hosted, dpf, zone) in [
            ("FR", "FR", true, false, Zone::SelfHosted),
            ("FR", "FR", false, false, Zone::Sovereign),
            ("DE", "US", false, false, Zone::Eea),
            ("DE", "US", false, true, Zone::Eea),
            ("IE", "CH", false, false, Zone::Eea),
            ("NO", "IS", false, false, Zone::Sovereign),
            ("CH", "CH", false, false, Zone::Adequate),
            ("GB", "US", false, false, Zone::ThirdCountry),
            ("GB", "US", false, true, Zone::Adequate),
            ("CH", "DE", false, false, Zone::Adequate),
            ("US", "US", false, false, Zone::ThirdCountry),
            ("US", "US", false, true, Zone::Adequate),
            ("US", "FR", true, false, Zone::ThirdCountry),
            ("CN", "FR", false, true, Zone::ThirdCountry),
        ] {
            let [country, operator_country] = [country, operator].map(|text| Country::parse(text).unwrap());
            let facts = Facts { country, operator_country, self_hosted, dpf_certified: dpf };
            assert_eq!(facts.zone(), zone, "{facts:?}");
        }
    }
}
