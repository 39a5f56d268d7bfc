//! VAT numbers and company registers. They name a business, not a person; a sole trader's may be personal, which no
//! number tells.

use super::baltics::two_pass;
use super::sum::*;
use super::{Scheme, business};
use crate::detect::entity::Entity;

/// Rows: id, country, title, languages, checksum, source, a text with it, the same with a wrong digit or other word.
macro_rules! businesses {
    ($($id:literal $country:literal $title:literal [$($language:literal)*] $checksum:literal $source:literal $($hit:literal),+ => $($miss:literal),+;)+) => {
        &[$(Entity {
            checksum: $checksum,
            source: $source,
            hits: &[$($hit),+],
            misses: &[$($miss),+],
            ..business($id, $title, &[$country], &[$($language),*])
        },)+]
    };
}

pub(super) const ENTITIES: &[Entity] = businesses! {
    "vat_at" "AT" "Austrian VAT number" ["de"] "Luhn-like modulo 10" "EU VIES; UStG 1994" "UID ATU13585627" => "UID ATU13585626";
    "vat_be" "BE" "Belgian VAT number" ["nl" "fr" "de"] "modulo 97" "EU VIES; KBO/BCE" "BTW BE 0403.019.261" => "BTW BE 0403.019.262";
    "vat_bg" "BG" "Bulgarian VAT number" ["bg"] "weighted modulo 11" "EU VIES; ЗДДС" "ДДС BG175074752" => "ДДС BG175074753";
    "vat_ch" "CH" "Swiss UID and VAT number" ["de" "fr" "it"] "weighted modulo 11" "UIDG, SR 431.03" "CHE-107.787.577 IVA", "CHE-100.155.212" => "CHE-100.155.213";
    "vat_cy" "CY" "Cypriot VAT number" ["el"] "modulo 26" "EU VIES" "ΦΠΑ CY10259033P" => "ΦΠΑ CY10259033Z";
    "vat_cz" "CZ" "Czech VAT number" ["cs"] "weighted modulo 11" "EU VIES; zákon č. 235/2004 Sb." "DIČ CZ25123891" => "DIČ CZ25123890";
    "vat_de" "DE" "German VAT number" ["de"] "ISO 7064 MOD 11,10" "EU VIES; UStG § 27a" "USt-IdNr. DE 136 695 976" => "USt-IdNr. DE 136 695 978";
    "vat_dk" "DK" "Danish VAT number" ["da"] "weighted modulo 11" "EU VIES; CVR" "moms DK 13585628" => "moms DK 13585627";
    "vat_ee" "EE" "Estonian VAT number" ["et"] "weights 3, 7, 1 modulo 10" "EU VIES; KMKR" "KMKR EE100931558" => "KMKR EE100931559";
    "vat_es" "ES" "Spanish VAT number" ["es" "ca" "gl" "eu"] "Luhn-like or modulo 23" "EU VIES; Orden EHA/451/2008" "IVA ESA13585625" => "IVA ESA13585626";
    "vat_fi" "FI" "Finnish VAT number" ["fi" "sv"] "weighted modulo 11" "EU VIES; Verohallinto" "ALV FI 20774740" => "ALV FI 20774741";
    "vat_fr" "FR" "French VAT number" ["fr"] "modulo 97 and Luhn" "EU VIES; CGI ann. II art. 242" "TVA FR 40 303 265 045" => "TVA FR 41 303 265 045";
    "vat_gb" "GB" "British VAT number" ["en"] "weighted modulo 97" "HMRC VATREC" "VAT GB 980 7806 84" => "VAT GB 980 7806 85";
    "vat_xi" "GB" "Northern Irish VAT number" ["en"] "weighted modulo 97" "HMRC, Windsor Framework" "VAT XI 980 7806 84" => "VAT XI 980 7806 85";
    "vat_gr" "GR" "Greek VAT number" ["el"] "powers of two modulo 11" "EU VIES; ΑΑΔΕ" "ΦΠΑ EL 094259216" => "ΦΠΑ EL 123456781";
    "vat_hr" "HR" "Croatian VAT number" ["hr"] "ISO 7064 MOD 11,10" "EU VIES; Zakon o PDV" "PDV HR33392005961" => "PDV HR33392005962";
    "vat_hu" "HU" "Hungarian VAT number" ["hu"] "weights 9, 7, 3, 1 modulo 10" "EU VIES; NAV" "adószám HU12892312", "adószám 12892312-2-42" => "adószám HU12892313";
    "vat_ie" "IE" "Irish VAT number" ["en" "ga"] "weighted modulo 23" "EU VIES; Revenue" "VAT IE 6433435F" => "VAT IE 6433435E";
    "vat_it" "IT" "Italian VAT number (partita IVA)" ["it"] "Luhn" "EU VIES; DPR 633/1972" "partita IVA IT 00743110157", "P.IVA 00743110157" => "partita IVA IT 00743110158";
    "vat_lt" "LT" "Lithuanian VAT number" ["lt"] "two-pass weighted modulo 11" "EU VIES; VMI" "PVM LT119511515" => "PVM LT100001919018";
    "vat_lu" "LU" "Luxembourg VAT number" ["fr" "de" "lb"] "modulo 89" "EU VIES; AED" "TVA LU 150 274 42" => "TVA LU 150 274 43";
    "vat_lv" "LV" "Latvian VAT number" ["lv"] "weighted modulo 11" "EU VIES; VID" "PVN LV 4000 3521 600" => "PVN LV 40003521601";
    "vat_mt" "MT" "Maltese VAT number" ["mt" "en"] "weighted modulo 37" "EU VIES; CFR" "VAT MT 1167-9112" => "VAT MT 1167-9113";
    "vat_nl" "NL" "Dutch VAT number" ["nl"] "eleven-test or modulo 97" "EU VIES; Wet OB 1968" "btw-nummer NL4495445B01", "btw NL002455799B11" => "btw-nummer NL123456789B90";
    "vat_no" "NO" "Norwegian VAT number" ["no" "nb"] "weighted modulo 11" "Brønnøysundregistrene; MVA" "NO 995 525 828 MVA" => "NO 995 525 829 MVA";
    "vat_pl" "PL" "Polish VAT number" ["pl"] "weighted modulo 11" "EU VIES; NIP" "VAT PL8567346215" => "VAT PL8567346216";
    "vat_pt" "PT" "Portuguese VAT number" ["pt"] "weights 9 to 2 modulo 11" "EU VIES; NIPC" "IVA PT 501 964 843" => "IVA PT 501 964 842";
    "vat_ro" "RO" "Romanian VAT number" ["ro"] "weighted modulo 11" "EU VIES; OUG 116/2009" "CUI RO18547290", "CIF 18547290" => "CUI RO18547291";
    "vat_se" "SE" "Swedish VAT number" ["sv"] "Luhn" "EU VIES; Skatteverket" "momsnummer SE123456789701" => "momsnummer SE123456789101";
    "vat_si" "SI" "Slovenian VAT number" ["sl"] "weights 8 to 2 modulo 11" "EU VIES; FURS" "DDV SI 5022 3054" => "DDV SI 5022 3055";
    "vat_sk" "SK" "Slovak VAT number" ["sk"] "modulo 11" "EU VIES; Finančná správa" "IČ DPH SK2022749619" => "IČ DPH SK2022749618";
    "company_id_at" "AT" "Austrian company register number (Firmenbuch)" ["de"] "" "FBG, Firmenbuch" "Firmenbuchnummer FN 122119 m" => "Bestellung FN 122119";
    "company_id_be" "BE" "Belgian enterprise number" ["nl" "fr" "de"] "modulo 97" "KBO/BCE" "ondernemingsnummer 0403.019.261" => "ondernemingsnummer 0403.019.262";
    "company_id_bg" "BG" "Bulgarian company number (EIK)" ["bg"] "weighted modulo 11" "Търговски регистър" "ЕИК 175074752" => "ЕИК 175074753";
    "company_id_cy" "CY" "Cypriot company number" ["el"] "" "Department of Registrar of Companies" "αριθμός εγγραφής HE 123456" => "order HE 123456";
    "company_id_cz" "CZ" "Czech company number (IČO)" ["cs"] "weighted modulo 11" "Zákon č. 111/2009 Sb." "IČO 25123891" => "IČO 25123892";
    "company_id_de" "DE" "German trade register number" ["de"] "" "HGB, Handelsregister" "Amtsgericht München HRB 123456", "Handelsregister HRA 9876" => "Bestellung HRB 12";
    "company_id_dk" "DK" "Danish company number (CVR)" ["da"] "weighted modulo 11" "Erhvervsstyrelsen, CVR" "CVR-nr. 13585628" => "CVR-nr. 13585627";
    "company_id_ee" "EE" "Estonian company number" ["et"] "two-pass weighted modulo 11" "Äriregister" "registrikood 12345678" => "registrikood 12345679";
    "company_id_es" "ES" "Spanish company number (CIF)" ["es" "ca" "gl" "eu"] "Luhn-like" "Orden EHA/451/2008" "CIF A13585625", "CIF J99216582" => "CIF A13585626";
    "company_id_fi" "FI" "Finnish business number (Y-tunnus)" ["fi" "sv"] "weighted modulo 11" "PRH, YTJ" "Y-tunnus 2077474-0" => "Y-tunnus 2077474-1";
    "company_id_fr" "FR" "French company numbers (SIREN, SIRET)" ["fr"] "Luhn" "INSEE, Sirene" "SIREN 552 008 443", "SIRET 732 829 320 00074" => "SIREN 552 008 444";
    "company_id_gb" "GB" "British company number" ["en"] "" "Companies House" "company number 03977902", "Companies House SC123456" => "order 03977902";
    "company_id_gr" "GR" "Greek company number (ΓΕΜΗ)" ["el"] "" "ΓΕΜΗ" "αριθμός ΓΕΜΗ 123456789000" => "παραγγελία 123456789000";
    "company_id_hr" "HR" "Croatian company number (MBS)" ["hr"] "" "Sudski registar" "MBS 080000014" => "narudžba 080000014";
    "company_id_hu" "HU" "Hungarian company register number" ["hu"] "" "Cégbíróság" "cégjegyzékszám 01-09-562739" => "rendelésszám 01-09-562739";
    "company_id_ie" "IE" "Irish company number (CRO)" ["en" "ga"] "" "Companies Registration Office" "CRO number 123456" => "order 123456";
    "company_id_it" "IT" "Italian company register number (REA)" ["it"] "" "Registro delle imprese, REA" "REA MI-1234567", "n. REA RM 123456" => "ordine MI-1234567";
    "company_id_li" "LI" "Liechtenstein company number" ["de"] "" "Amt für Justiz, Öffentlichkeitsregister" "Öffentlichkeitsregister FL-0002.123.456-7" => "Bestellung FL-0002.123.456-7";
    "company_id_lt" "LT" "Lithuanian company code" ["lt"] "two-pass weighted modulo 11" "Juridinių asmenų registras" "įmonės kodas 119511515" => "įmonės kodas 119511514";
    "company_id_lu" "LU" "Luxembourg company number (RCS)" ["fr" "de" "lb"] "" "Luxembourg Business Registers" "RCS Luxembourg B 123456" => "commande B 123456";
    "company_id_lv" "LV" "Latvian company number" ["lv"] "weighted modulo 11" "Uzņēmumu reģistrs" "reģistrācijas numurs 40003521600" => "reģistrācijas numurs 40003521601";
    "company_id_mt" "MT" "Maltese company number" ["mt" "en"] "" "Malta Business Registry" "company number C 12345" => "order C 12345";
    "company_id_nl" "NL" "Dutch company number (KvK)" ["nl"] "" "Kamer van Koophandel" "KvK 12345678", "KvK-nummer: 64321987" => "ordernummer 64321987";
    "company_id_no" "NO" "Norwegian organisation number" ["no" "nb"] "weighted modulo 11" "Brønnøysundregistrene" "organisasjonsnummer 988 077 917" => "organisasjonsnummer 988 077 918";
    "company_id_pl" "PL" "Polish company numbers (REGON, KRS)" ["pl"] "weighted modulo 11" "GUS, REGON; KRS" "REGON 192598184", "KRS 0000123456" => "REGON 192598183";
    "company_id_pt" "PT" "Portuguese company number (NIPC)" ["pt"] "weights 9 to 2 modulo 11" "RNPC" "NIPC 501 964 843" => "NIPC 501 964 842";
    "company_id_ro" "RO" "Romanian trade register number" ["ro"] "" "ONRC" "registrul comerțului J40/15279/1992" => "comanda J40/15279/1992";
    "company_id_se" "SE" "Swedish organisation number" ["sv"] "Luhn" "Bolagsverket" "organisationsnummer 123456-7897" => "organisationsnummer 123456-7891";
    "company_id_si" "SI" "Slovenian company number (matična številka)" ["sl"] "weights 7 to 2 modulo 11" "AJPES" "matična številka 9331310" => "matična številka 9331320";
    "company_id_sk" "SK" "Slovak company number (IČO)" ["sk"] "weighted modulo 11" "Register právnických osôb" "spoločnosť so sídlom v Bratislave, IČO 25123891" => "IČO 25123892";
    "company_id_is" "IS" "Icelandic organisation number" ["is"] "weighted modulo 11" "Fyrirtækjaskrá" "VSK-númer 12345" => "pöntunarnúmer 12345";
};

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("vat_at", "at.uid", "ATU########", at_vat, 6, &["ctx.vat", "ctx.at.uid"], ""),
    Scheme::new(
        "vat_be",
        "be.vat",
        "BE##########",
        be_vat,
        4,
        &["ctx.vat", "ctx.tax_id", "ctx.be.kbo"],
        "BE ####.###.###",
    ),
    Scheme::new("vat_bg", "bg.vat", "BG#########", bg_vat, 160, VAT, ""),
    Scheme::new("vat_bg", "bg.vat10", "BG##########", bg_vat10, 290, VAT, ""),
    Scheme::new("vat_ch", "ch.uid", "CHE#########", ch_uid, 5, CH_UID, "CHE-###.###.###"),
    Scheme::new("vat_ch", "ch.vat", "CHE#########MWST", ch_uid, 0, CH_UID, ""),
    Scheme::new("vat_ch", "ch.tva", "CHE#########TVA", ch_uid, 0, CH_UID, ""),
    Scheme::new("vat_ch", "ch.iva", "CHE#########IVA", ch_uid, 0, CH_UID, ""),
    Scheme::new("vat_cy", "cy.vat", "CY########@", cy_vat, 61, &["ctx.vat", "ctx.tax_id", "ctx.cy.tic"], ""),
    Scheme::new("vat_cz", "cz.vat", "CZ########", cz_vat, 130, &["ctx.vat", "ctx.cz.dic"], ""),
    Scheme::new("vat_cz", "cz.vat9", "CZ6########", cz_special, 16, &["ctx.vat", "ctx.cz.dic"], ""),
    Scheme::new("vat_de", "de.vat", "DE#########", de_vat, 130, &["ctx.vat", "ctx.de.ustid"], ""),
    Scheme::new("vat_dk", "dk.vat", "DK########", dk_vat, 120, &["ctx.vat", "ctx.tax_id", "ctx.dk.cvr"], ""),
    Scheme::new("vat_ee", "ee.vat", "EE#########", ee_vat, 150, &["ctx.vat", "ctx.tax_id", "ctx.ee.reg"], ""),
    Scheme::new("vat_es", "es.vat", "ES*#######*", es_vat, 53, &["ctx.vat", "ctx.tax_id", "ctx.es.nif"], ""),
    Scheme::new("vat_fi", "fi.vat", "FI########", fi_vat, 130, &["ctx.vat", "ctx.tax_id", "ctx.fi.ytunnus"], ""),
    Scheme::new("vat_fr", "fr.vat", "FR**#########", fr_vat, 10, &["ctx.vat", "ctx.tax_id", "ctx.fr.siren"], ""),
    Scheme::new("vat_gb", "gb.vat", "GB#########", gb_vat, 38, VAT, "GB ### #### ##"),
    Scheme::new("vat_gb", "gb.vat12", "GB############", gb_vat, 39, VAT, "GB ### #### ## ###"),
    Scheme::new("vat_xi", "xi.vat", "XI#########", gb_vat, 44, VAT, "XI ### #### ##"),
    Scheme::new("vat_gr", "gr.vat", "EL#########", gr_vat, 150, &["ctx.vat", "ctx.tax_id", "ctx.gr.afm"], ""),
    Scheme::new("vat_hr", "hr.vat", "HR###########", hr_vat, 150, &["ctx.vat", "ctx.tax_id", "ctx.hr.oib"], ""),
    Scheme::new("vat_hu", "hu.vat", "HU########", hu_vat, 160, &["ctx.vat", "ctx.tax_id", "ctx.hu.adoszam"], ""),
    Scheme::new(
        "vat_hu",
        "hu.adoszam",
        "###########",
        hu_tax_number,
        22_000,
        &["ctx.hu.adoszam", "ctx.vat"],
        "########-#-##",
    ),
    Scheme::new("vat_ie", "ie.vat", "IE#######@", ie_vat, 57, &["ctx.vat", "ctx.tax_id", "ctx.ie.pps"], ""),
    Scheme::new("vat_ie", "ie.vat2", "IE#######@@", ie_vat, 50, VAT, ""),
    Scheme::new("vat_ie", "ie.vat.old", "IE#@#####@", ie_vat_old, 58, VAT, ""),
    Scheme::new("vat_it", "it.vat", "IT###########", it_vat, 18, &["ctx.vat", "ctx.tax_id", "ctx.it.piva"], ""),
    Scheme::new("vat_it", "it.piva", "###########", it_iva, 10_400, &["ctx.it.piva", "ctx.it.cf", "ctx.vat"], ""),
    Scheme::new("vat_lt", "lt.vat", "LT#########", lt_vat, 13, VAT, ""),
    Scheme::new("vat_lt", "lt.vat12", "LT############", lt_vat, 18, VAT, ""),
    Scheme::new("vat_lu", "lu.vat", "LU########", lu_vat, 17, VAT, ""),
    Scheme::new("vat_lv", "lv.vat", "LV###########", lv_vat, 81, &["ctx.vat", "ctx.tax_id", "ctx.lv.reg"], ""),
    Scheme::new("vat_mt", "mt.vat", "MT########", mt_vat, 34, VAT, ""),
    Scheme::new("vat_nl", "nl.vat", "NL#########B##", nl_vat, 6, &["ctx.vat", "ctx.tax_id", "ctx.nl.bsn"], ""),
    Scheme::new("vat_nl", "nl.vat8", "NL########B##", nl_vat8, 5, VAT, ""),
    Scheme::new("vat_nl", "nl.vat7", "NL#######B##", nl_vat7, 6, VAT, ""),
    Scheme::new("vat_no", "no.mva", "NO#########MVA", no_mva, 0, VAT_NO, ""),
    Scheme::new("vat_no", "no.mva.bare", "#########MVA", no_orgnr, 5, VAT_NO, ""),
    Scheme::new("vat_pl", "pl.vat", "PL##########", pl_vat, 120, &["ctx.vat", "ctx.pl.nip"], ""),
    Scheme::new("vat_pt", "pt.vat", "PT#########", pt_vat, 130, &["ctx.vat", "ctx.pt.nif"], ""),
    Scheme::new("vat_ro", "ro.vat8", "RO########", ro_vat, 130, CUI, ""),
    Scheme::new("vat_ro", "ro.vat7", "RO#######", ro_vat, 130, CUI, ""),
    Scheme::new("vat_ro", "ro.vat6", "RO######", ro_vat, 140, CUI, ""),
    Scheme::new("vat_ro", "ro.vat9", "RO#########", ro_vat, 130, CUI, ""),
    Scheme::new("vat_ro", "ro.vat10", "RO##########", ro_vat, 140, CUI, ""),
    Scheme::new("vat_ro", "ro.cui8", "########", ro_cui, 91_000, CUI, ""),
    Scheme::new("vat_ro", "ro.cui7", "#######", ro_cui, 91_000, CUI, ""),
    Scheme::new("vat_se", "se.vat", "SE##########01", se_vat, 2, &["ctx.vat", "ctx.tax_id", "ctx.se.orgnr"], ""),
    Scheme::new("vat_si", "si.vat", "SI########", si_vat, 130, &["ctx.vat", "ctx.si.ddv"], ""),
    Scheme::new("vat_sk", "sk.vat", "SK##########", sk_vat, 74, &["ctx.vat", "ctx.tax_id", "ctx.sk.dic"], ""),
    Scheme::new("company_id_at", "at.fn", "FN######@", any, 1_000_000, &["ctx.at.fn", "ctx.company"], ""),
    Scheme::new("company_id_at", "at.fn5", "FN#####@", any, 1_000_000, &["ctx.at.fn", "ctx.company"], ""),
    Scheme::new(
        "company_id_be",
        "be.kbo",
        "##########",
        be_enterprise,
        2_100,
        &["ctx.be.kbo", "ctx.company", "ctx.vat"],
        "####.###.###",
    ),
    Scheme::new("company_id_bg", "bg.eik", "#########", bg_eik, 91_000, &["ctx.bg.eik", "ctx.company"], ""),
    Scheme::new("company_id_cy", "cy.he", "HE######", any, 1_000_000, COMPANY, ""),
    Scheme::new("company_id_cz", "cz.ico", "########", cz_ico, 99_400, &["ctx.cz.ico", "ctx.company"], ""),
    Scheme::new("company_id_de", "de.hrb6", "HRB######", any, 1_000_000, HR, ""),
    Scheme::new("company_id_de", "de.hrb5", "HRB#####", any, 1_000_000, HR, ""),
    Scheme::new("company_id_de", "de.hrb4", "HRB####", any, 1_000_000, HR, ""),
    Scheme::new("company_id_de", "de.hra6", "HRA######", any, 1_000_000, HR, ""),
    Scheme::new("company_id_de", "de.hra5", "HRA#####", any, 1_000_000, HR, ""),
    Scheme::new("company_id_de", "de.hra4", "HRA####", any, 1_000_000, HR, ""),
    Scheme::new("company_id_dk", "dk.cvr", "########", dk_cvr, 82_000, &["ctx.dk.cvr", "ctx.company"], ""),
    Scheme::new("company_id_ee", "ee.reg", "########", ee_company, 37_000, &["ctx.ee.reg", "ctx.company"], ""),
    Scheme::new(
        "company_id_es",
        "es.cif",
        "@#######*",
        es_cif,
        36_000,
        &["ctx.es.cif", "ctx.es.nif", "ctx.company", "ctx.vat"],
        "@-#######*|@-#######-*",
    ),
    Scheme::new(
        "company_id_fi",
        "fi.ytunnus",
        "########",
        fi_business,
        91_000,
        &["ctx.fi.ytunnus", "ctx.company"],
        "#######-#",
    ),
    Scheme::new("company_id_fr", "fr.siren", "#########", siren, 100_000, SIRENE, "### ### ###"),
    Scheme::new("company_id_fr", "fr.siret", "##############", siret, 10_000, SIRENE, "### ### ### #####"),
    Scheme::new("company_id_gb", "gb.crn", "########", varied, 1_000_000, CRN, ""),
    Scheme::new("company_id_gb", "gb.crn2", "@@######", gb_crn, 18_000, CRN, ""),
    Scheme::new("company_id_gr", "gr.gemi", "############", varied, 1_000_000, &["ctx.gr.gemi", "ctx.company"], ""),
    Scheme::new("company_id_hr", "hr.mbs", "#########", varied, 1_000_000, &["ctx.hr.mbs"], ""),
    Scheme::new(
        "company_id_hu",
        "hu.ceg",
        "##########",
        hu_court,
        46_000,
        &["ctx.hu.ceg", "ctx.company"],
        "##-##-######",
    ),
    Scheme::new("company_id_ie", "ie.cro", "######", varied, 1_000_000, &["ctx.ie.cro"], ""),
    Scheme::new("company_id_it", "it.rea7", "@@#######", it_rea, 160_000, &["ctx.it.rea"], "@@-#######"),
    Scheme::new("company_id_it", "it.rea6", "@@######", it_rea, 160_000, &["ctx.it.rea"], "@@-######"),
    Scheme::new("company_id_li", "li.fl", "FL###########", any, 1_000_000, COMPANY, ""),
    Scheme::new("company_id_lt", "lt.kodas", "#########", lt_company, 37_000, &["ctx.lt.imone", "ctx.company"], ""),
    Scheme::new("company_id_lu", "lu.rcs", "B######", any, 1_000_000, &["ctx.lu.rcs", "ctx.company"], ""),
    Scheme::new("company_id_lu", "lu.rcs5", "B#####", any, 1_000_000, &["ctx.lu.rcs", "ctx.company"], ""),
    Scheme::new("company_id_lv", "lv.reg", "###########", lv_company, 54_000, &["ctx.lv.reg", "ctx.company"], ""),
    Scheme::new("company_id_mt", "mt.c", "C#####", any, 1_000_000, COMPANY, ""),
    Scheme::new("company_id_nl", "nl.kvk", "########", varied, 1_000_000, &["ctx.nl.kvk", "ctx.company"], ""),
    Scheme::new(
        "company_id_no",
        "no.orgnr",
        "#########",
        no_orgnr,
        91_000,
        &["ctx.no.orgnr", "ctx.company"],
        "### ### ###",
    ),
    Scheme::new("company_id_pl", "pl.regon", "#########", pl_regon, 100_000, &["ctx.pl.regon", "ctx.company"], ""),
    Scheme::new(
        "company_id_pl",
        "pl.regon14",
        "##############",
        pl_regon14,
        10_000,
        &["ctx.pl.regon", "ctx.company"],
        "",
    ),
    Scheme::new("company_id_pl", "pl.krs", "0#########", varied, 1_000_000, &["ctx.pl.krs"], ""),
    Scheme::new(
        "company_id_pt",
        "pt.nipc",
        "#########",
        pt_company,
        51_000,
        &["ctx.pt.nipc", "ctx.company"],
        "### ### ###",
    ),
    Scheme::new(
        "company_id_ro",
        "ro.j",
        "@###########",
        ro_trade,
        220,
        &["ctx.ro.onrc", "ctx.company"],
        "@##/#####/####",
    ),
    Scheme::new(
        "company_id_ro",
        "ro.j4",
        "@##########",
        ro_trade,
        220,
        &["ctx.ro.onrc", "ctx.company"],
        "@##/####/####",
    ),
    Scheme::new("company_id_ro", "ro.j3", "@#########", ro_trade, 220, &["ctx.ro.onrc", "ctx.company"], "@##/###/####"),
    Scheme::new(
        "company_id_se",
        "se.orgnr",
        "##########",
        se_company,
        80_000,
        &["ctx.se.orgnr", "ctx.company"],
        "######-####",
    ),
    Scheme::new("company_id_si", "si.maticna", "#######", si_company, 91_000, &["ctx.si.maticna", "ctx.company"], ""),
    Scheme::new("company_id_sk", "sk.ico", "########", cz_ico, 99_400, &["ctx.sk.ico", "ctx.company"], ""),
    Scheme::new("company_id_is", "is.vsk", "#####", any, 1_000_000, &["ctx.is.vsk"], ""),
];

const VAT: &[&str] = &["ctx.vat", "ctx.tax_id"];
const VAT_NO: &[&str] = &["ctx.vat", "ctx.no.orgnr"];
const CH_UID: &[&str] = &["ctx.ch.uid", "ctx.vat", "ctx.company"];
const CUI: &[&str] = &["ctx.ro.cui", "ctx.vat"];
const COMPANY: &[&str] = &["ctx.company"];
const HR: &[&str] = &["ctx.de.hr", "ctx.company"];
const SIRENE: &[&str] = &["ctx.fr.siren", "ctx.company"];
const CRN: &[&str] = &["ctx.gb.crn", "ctx.company"];

fn any(_: &[u8]) -> bool {
    true
}

/// What stands behind a prefix of two letters.
fn body(n: &[u8]) -> &[u8] {
    n.get(2..).unwrap_or(&[])
}

fn mod11(n: &[u8], weights: &[u32], rest: u32) -> bool {
    varied(n) && weighted(n, weights).is_some_and(|sum| sum % 11 == rest)
}

/// 6 minus the Luhn sum of the first seven.
fn at_vat(n: &[u8]) -> bool {
    let digits = part(n, 3, 11);
    let sum = digits.iter().take(7).enumerate().try_fold(0, |sum, (i, &b)| {
        let d = digit(b)?;
        Some(sum + if i % 2 == 0 { d } else { d * 2 / 10 + d * 2 % 10 })
    });
    varied(digits) && sum.is_some_and(|sum| digit(at(digits, 7)) == Some((96 - sum) % 10))
}

fn be_vat(n: &[u8]) -> bool {
    be_enterprise(body(n))
}

/// 0 or 1, then the last two are 97 minus the rest modulo 97.
fn be_enterprise(n: &[u8]) -> bool {
    let key = number(n, 0, 8).zip(number(n, 8, 10));
    at(n, 0) <= b'1' && varied(n) && key.is_some_and(|(body, key)| body > 0 && (body + key) % 97 == 0)
}

fn bg_vat(n: &[u8]) -> bool {
    bg_eik(body(n))
}

/// Weights 1 to 8; should the rest be 10, weights 3 to 10.
fn bg_eik(n: &[u8]) -> bool {
    let first = weighted(n, &[1, 2, 3, 4, 5, 6, 7, 8]).map(|sum| sum % 11);
    let second = weighted(n, &[3, 4, 5, 6, 7, 8, 9, 10]).map(|sum| sum % 11 % 10);
    let check = if first == Some(10) { second } else { first };
    varied(n) && check.is_some() && check == digit(at(n, 8))
}

/// Persons (EGN), foreigners, others.
fn bg_vat10(n: &[u8]) -> bool {
    let n = body(n);
    let last = digit(at(n, 9));
    let egn = weighted(n, &[2, 4, 8, 5, 10, 9, 7, 3, 6]).map(|sum| sum % 11 % 10);
    let foreigner = weighted(n, &[21, 19, 17, 13, 11, 9, 7, 3, 1]).map(|sum| sum % 10);
    let other = weighted(n, &[4, 3, 2, 7, 6, 5, 4, 3, 2]).map(|sum| (11 - sum % 11) % 11);
    let born = three_pairs(n).is_some_and(|(_, month, day)| matches!(month % 20, 1..=12) && (1..=31).contains(&day));
    varied(n) && last.is_some() && ((born && egn == last) || foreigner == last || other == last)
}

fn ch_uid(n: &[u8]) -> bool {
    mod11(part(n, 3, 12), &[5, 4, 3, 2, 7, 6, 5, 4, 1], 0)
}

fn cy_vat(n: &[u8]) -> bool {
    super::southeast::cy_tic(body(n))
}

fn cz_vat(n: &[u8]) -> bool {
    at(n, 2) != b'9' && cz_ico(body(n))
}

fn cz_ico(n: &[u8]) -> bool {
    let rest = weighted(part(n, 0, 7), &[8, 7, 6, 5, 4, 3, 2]).map(|sum| (11 - sum % 11) % 11);
    let check = rest.map(|rest| if rest == 0 { 1 } else { rest % 10 });
    varied(n) && check.is_some() && check == digit(at(n, 7))
}

/// Persons without a birth number: 6, then a sum over the next seven.
fn cz_special(n: &[u8]) -> bool {
    let sum = weighted(part(n, 3, 10), &[8, 7, 6, 5, 4, 3, 2]).map(|sum| sum % 11);
    let exact = sum.map(|rest| (8 + 10 - (21 - rest) % 11) % 10);
    exact.is_some() && varied(body(n)) && exact == digit(at(n, 10))
}

fn de_vat(n: &[u8]) -> bool {
    at(n, 2) != b'0' && varied(body(n)) && iso7064_11_10(body(n))
}

fn dk_vat(n: &[u8]) -> bool {
    dk_cvr(body(n))
}

fn dk_cvr(n: &[u8]) -> bool {
    at(n, 0) != b'0' && mod11(n, &[2, 7, 6, 5, 4, 3, 2, 1], 0)
}

fn ee_vat(n: &[u8]) -> bool {
    varied(body(n)) && weighted(body(n), &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_some_and(|sum| sum % 10 == 0)
}

fn ee_company(n: &[u8]) -> bool {
    matches!(at(n, 0), b'1' | b'7' | b'8' | b'9') && varied(n) && two_pass(n)
}

fn es_vat(n: &[u8]) -> bool {
    let n = body(n);
    es_cif(n) || super::iberia::es_person(n)
}

/// Letter of the kind of body, seven digits, check digit or letter.
fn es_cif(n: &[u8]) -> bool {
    let kind = matches!(at(n, 0), b'A'..=b'H' | b'J' | b'N' | b'P'..=b'S' | b'U'..=b'W');
    let sum = part(n, 1, 8).iter().enumerate().try_fold(0, |sum, (i, &b)| {
        let d = digit(b)?;
        Some(sum + if i % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { d })
    });
    let Some(check) = sum.map(|sum| (100 - sum) % 10) else { return false };
    let letter = b"JABCDEFGHI".get(check as usize).copied();
    kind && varied(part(n, 1, 8)) && (digit(at(n, 8)) == Some(check) || letter == Some(at(n, 8)))
}

fn fi_vat(n: &[u8]) -> bool {
    fi_business(body(n))
}

fn fi_business(n: &[u8]) -> bool {
    mod11(n, &[7, 9, 10, 5, 8, 4, 2, 1], 0)
}

/// Two characters of key, then the SIREN. A key of two digits is the rest of SIREN and 12 modulo 97.
fn fr_vat(n: &[u8]) -> bool {
    const ALPHABET: &[u8; 34] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let place = |b: u8| ALPHABET.iter().position(|&a| a == b).map(|i| i as u64);
    let Some((first, second)) = place(at(n, 2)).zip(place(at(n, 3))) else { return false };
    let Some(company) = number(n, 4, 13) else { return false };
    let key = match (first < 10, second < 10) {
        (true, true) => first * 10 + second == (company * 100 + 12) % 97,
        (digit_first, _) => {
            let (factor, less) = if digit_first { (24, 10) } else { (34, 100) };
            let Some(check) = (first * factor + second).checked_sub(less) else { return false };
            (company + 1 + check / 11) % 11 == check % 11
        }
    };
    let monaco = part(n, 4, 7) == b"000";
    key && varied(part(n, 4, 13)) && (monaco || luhn(part(n, 4, 13)))
}

/// Weights 8 to 2, 10, 1: the sum is 0 modulo 97, or from 100 up also 42 or 55.
fn gb_vat(n: &[u8]) -> bool {
    let n = body(n);
    let Some(rest) = weighted(part(n, 0, 9), &[8, 7, 6, 5, 4, 3, 2, 10, 1]).map(|sum| sum % 97) else { return false };
    varied(n) && (rest == 0 || (at(n, 0) != b'0' && matches!(rest, 42 | 55)))
}

fn gr_vat(n: &[u8]) -> bool {
    super::southeast::gr_afm(body(n))
}

fn hr_vat(n: &[u8]) -> bool {
    super::southeast::hr_oib(body(n))
}

fn hu_vat(n: &[u8]) -> bool {
    hu_sum(body(n))
}

fn hu_sum(n: &[u8]) -> bool {
    varied(n) && weighted(n, &[9, 7, 3, 1, 9, 7, 3, 1]).is_some_and(|sum| sum % 10 == 0)
}

/// Core number of eight, VAT code 1 to 5, county 02 to 20, 22 to 44, 51.
fn hu_tax_number(n: &[u8]) -> bool {
    hu_sum(part(n, 0, 8))
        && matches!(at(n, 8), b'1'..=b'5')
        && pair(n, 9).is_some_and(|county| matches!(county, 2..=20 | 22..=44 | 51))
}

fn ie_vat(n: &[u8]) -> bool {
    super::isles::ie_sum(body(n), true)
}

/// Before 2013: digit, letter, five digits, check letter.
fn ie_vat_old(n: &[u8]) -> bool {
    let turned = [b'0', at(n, 4), at(n, 5), at(n, 6), at(n, 7), at(n, 8), at(n, 2), at(n, 9)];
    super::isles::ie_sum(&turned, true)
}

fn it_vat(n: &[u8]) -> bool {
    it_iva(body(n))
}

/// Serial of seven, office of the province, Luhn digit.
fn it_iva(n: &[u8]) -> bool {
    let office = number(n, 7, 10).is_some_and(|office| matches!(office, 1..=100 | 120 | 121 | 888 | 999));
    office && number(n, 0, 7).is_some_and(|serial| serial > 0) && varied(n) && luhn(n)
}

/// Nine digits of companies, twelve of others; the last but one is 1.
fn lt_vat(n: &[u8]) -> bool {
    let n = body(n);
    at(n, n.len().saturating_sub(2)) == b'1' && lt_sum(n)
}

fn lt_company(n: &[u8]) -> bool {
    matches!(at(n, 0), b'1'..=b'4') && lt_sum(n)
}

fn lt_sum(n: &[u8]) -> bool {
    varied(n) && two_pass(n)
}

fn lu_vat(n: &[u8]) -> bool {
    let n = body(n);
    let key = number(n, 0, 6).zip(number(n, 6, 8));
    varied(n) && key.is_some_and(|(body, key)| body > 0 && body % 89 == key)
}

fn lv_vat(n: &[u8]) -> bool {
    lv_company(body(n))
}

/// Companies begin with 4 to 9.
fn lv_company(n: &[u8]) -> bool {
    at(n, 0) > b'3' && mod11(n, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1], 3)
}

fn mt_vat(n: &[u8]) -> bool {
    let n = body(n);
    let sum = weighted(n, &[3, 4, 6, 7, 8, 9, 10, 1]);
    at(n, 0) != b'0' && varied(n) && sum.is_some_and(|sum| sum % 37 == 0)
}

/// The BSN or RSIN of old, or since 2020 of sole traders the whole modulo 97 with letters as numbers.
fn nl_vat(n: &[u8]) -> bool {
    nl_any(n)
}

/// Without one leading zero.
fn nl_vat8(n: &[u8]) -> bool {
    nl_padded(n, 1)
}

/// Without two leading zeros.
fn nl_vat7(n: &[u8]) -> bool {
    nl_padded(n, 2)
}

fn nl_padded(n: &[u8], zeros: usize) -> bool {
    let mut full = [b'0'; 14];
    for (slot, &b) in full.iter_mut().zip(part(n, 0, 2)) {
        *slot = b;
    }
    for (slot, &b) in full.iter_mut().skip(2 + zeros).zip(body(n)) {
        *slot = b;
    }
    nl_any(&full)
}

fn nl_any(n: &[u8]) -> bool {
    let rsin = part(n, 2, 11);
    let last = digit(at(rsin, 8)).unwrap_or(0);
    let eleven = weighted(part(rsin, 0, 8), &[9, 8, 7, 6, 5, 4, 3, 2]).is_some_and(|sum| sum % 11 == last);
    let whole = n.iter().try_fold(0, |rest, &b| {
        let value = base36(b)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    varied(rsin) && part(n, 12, 14) != b"00" && (eleven || whole == Some(1))
}

fn no_mva(n: &[u8]) -> bool {
    no_orgnr(part(n, 2, 11))
}

fn no_orgnr(n: &[u8]) -> bool {
    mod11(part(n, 0, 9), &[3, 2, 7, 6, 5, 4, 3, 2, 1], 0)
}

fn pl_vat(n: &[u8]) -> bool {
    super::central::pl_nip(body(n))
}

fn pt_vat(n: &[u8]) -> bool {
    super::iberia::pt_nif(body(n))
}

/// Companies begin with 5, 6, 8, 9, or 7 of funds.
fn pt_company(n: &[u8]) -> bool {
    at(n, 0) >= b'5' && super::iberia::pt_nif(n)
}

fn ro_vat(n: &[u8]) -> bool {
    ro_cui(body(n))
}

/// Weights 7 5 3 2 1 7 5 3 2 from the right, times ten modulo 11 modulo 10.
fn ro_cui(n: &[u8]) -> bool {
    let Some((&last, head)) = n.split_last() else { return false };
    let sum = head.iter().rev().zip([2, 3, 5, 7, 1, 2, 3, 5, 7]).try_fold(0, |sum, (&b, w)| Some(sum + digit(b)? * w));
    at(n, 0) != b'0' && varied(n) && sum.is_some_and(|sum| digit(last) == Some(sum * 10 % 11 % 10))
}

/// J, F or C, county, serial, year from 1990.
fn ro_trade(n: &[u8]) -> bool {
    let year = number(n, n.len().saturating_sub(4), n.len());
    let county = pair(n, 1).is_some_and(|county| matches!(county, 1..=40 | 51 | 52));
    matches!(at(n, 0), b'J' | b'F' | b'C') && county && year.is_some_and(|year| (1990..=2024).contains(&year))
}

fn se_vat(n: &[u8]) -> bool {
    let n = part(n, 2, 12);
    varied(n) && luhn(n)
}

/// The third digit is at least 2, so that it is no date of birth.
fn se_company(n: &[u8]) -> bool {
    at(n, 2) >= b'2' && varied(n) && luhn(n)
}

fn si_vat(n: &[u8]) -> bool {
    super::southeast::si_tax(body(n))
}

fn si_company(n: &[u8]) -> bool {
    let rest = weighted(part(n, 0, 6), &[7, 6, 5, 4, 3, 2]).map(|sum| sum % 11);
    let check = rest.filter(|&rest| rest != 0).map(|rest| (11 - rest) % 10);
    varied(n) && check.is_some() && check == digit(at(n, 6))
}

/// A multiple of 11; first digit not 0, third 2, 3, 4, 7, 8 or 9.
fn sk_vat(n: &[u8]) -> bool {
    let n = body(n);
    at(n, 0) != b'0'
        && varied(n)
        && matches!(at(n, 2), b'2' | b'3' | b'4' | b'7' | b'8' | b'9')
        && number(n, 0, 10).is_some_and(|n| n % 11 == 0)
}

fn siren(n: &[u8]) -> bool {
    varied(n) && luhn(n)
}

/// SIREN and five digits of the establishment; both pass Luhn, save La Poste's.
fn siret(n: &[u8]) -> bool {
    siren(part(n, 0, 9)) && (luhn(n) || part(n, 0, 9) == b"356000000")
}

/// Prefixes of Companies House for other kinds and parts of the kingdom.
fn gb_crn(n: &[u8]) -> bool {
    matches!(
        part(n, 0, 2),
        b"SC" | b"NI" | b"OC" | b"SO" | b"NC" | b"LP" | b"SL" | b"FC" | b"BR" | b"GE" | b"IP" | b"CE" | b"CS"
    )
}

/// Court 01 to 20, kind 01 to 23.
fn hu_court(n: &[u8]) -> bool {
    pair(n, 0).zip(pair(n, 2)).is_some_and(|(court, kind)| matches!(court, 1..=20) && matches!(kind, 1..=23))
        && part(n, 4, 10) != b"000000"
}

/// Province of the chamber of commerce, then the serial.
fn it_rea(n: &[u8]) -> bool {
    const PROVINCES: &str = "AGALANAOAPARATAVBABGBIBLBNBOBRBSBTBZCACBCECHCLCNCOCRCSCTCZENFCFEFGFIFMFRGEGOGRIMISKRLCLELILOLTLUMB\
                             MCMEMIMNMOMSMTNANONUORPAPCPDPEPGPIPNPOPRPTPUPVPZRARCRERGRIRMRNROSASISOSPSRSSSUSVTATETNTOTPTRTSTVUDVAVBVCVEVIVRVTVV";
    PROVINCES.as_bytes().chunks(2).any(|province| province == part(n, 0, 2)) && varied(body(n))
}

/// Eight digits and a check digit; or with five more of the local unit and another check digit.
fn pl_regon(n: &[u8]) -> bool {
    let check = weighted(n, &[8, 9, 2, 3, 4, 5, 6, 7]).map(|sum| sum % 11 % 10);
    varied(n) && check.is_some() && check == digit(at(n, 8))
}

fn pl_regon14(n: &[u8]) -> bool {
    let check = weighted(n, &[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]).map(|sum| sum % 11 % 10);
    pl_regon(part(n, 0, 9)) && check.is_some() && check == digit(at(n, 13))
}
