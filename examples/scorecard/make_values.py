"""Writes values-ids.tsv and values-people.tsv: synthetic values, valid by python-stdnum and Faker, not by our own code.

    python3 -m venv target/venv && target/venv/bin/pip install python-stdnum==2.2 Faker==40.54.0
    target/venv/bin/python examples/scorecard/make_values.py
"""

import importlib
import random
import re
import string
from pathlib import Path

from faker import Faker

HERE = Path(__file__).parent
random.seed(20250301)
N = 40


def valid(module, number):
    try:
        return bool(importlib.import_module("stdnum." + module).is_valid(number))
    except Exception:
        return False


def d(n):
    return "".join(random.choice(string.digits) for _ in range(n))


def date():
    return random.randint(1945, 2005), random.randint(1, 12), random.randint(1, 28)


def born(fmt):
    y, m, day = date()
    return fmt.format(yy=f"{y % 100:02}", yyyy=y, mm=f"{m:02}", dd=f"{day:02}")


def fr_nir():
    y, m, _ = date()
    body = f"{random.choice('12')}{y % 100:02}{m:02}{random.randint(1, 95):02}{random.randint(1, 400):03}{random.randint(1, 400):03}"
    return body + f"{97 - int(body) % 97:02}"


def es_ss():
    n = random.choice(["28", "08", "46", "41"]) + random.choice("123456789") + d(7)
    return n + f"{int(n) % 97:02}"


def it_cf():
    c = "BCDFGLMNPRSTV"
    L = lambda n: "".join(random.choice(c) for _ in range(n))
    y, _, day = date()
    return L(6) + f"{y % 100:02}" + random.choice("ABCDEHLMPRST") + f"{day + random.choice([0, 40]):02}" + random.choice("ABFH") + f"{random.randint(101, 890)}" + "?"


LETTERS = string.ascii_uppercase


def luhn_ok(s):
    t = 0
    for i, c in enumerate(reversed(s)):
        x = int(c) * (2 if i % 2 else 1)
        t += x - 9 if x > 9 else x
    return t % 10 == 0


def icao(s):
    v = lambda c: int(c) if c.isdigit() else (0 if c == "<" else ord(c) - 55)
    return str(sum(v(c) * (7, 3, 1)[i % 3] for i, c in enumerate(s)) % 10)


def de_rvnr(s):
    e = s[:8] + f"{ord(s[8]) - 64:02}" + s[9:11]
    q = sum(sum(map(int, str(int(c) * w))) for c, w in zip(e, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)))
    return q % 10 == int(s[11])


def de_kvnr(s):
    e = f"{ord(s[0]) - 64:02}" + s[1:9]
    q = sum(sum(map(int, str(int(c) * w))) for c, w in zip(e, (1, 2) * 5))
    return q % 10 == int(s[9])


def pl_dowod(s):
    v = lambda c: int(c) if c.isdigit() else ord(c) - 55
    w = (7, 3, 1, 9, 7, 3, 1, 7, 3)
    return s[3:].isdigit() and sum(v(c) * k for c, k in zip(s, w)) % 10 == 0


def lu_mat(s):
    verhoeff = importlib.import_module("stdnum.verhoeff")
    return luhn_ok(s[:12]) and verhoeff.is_valid(s[:11] + s[12])


def nl_bsn(s):
    return valid("nl.bsn", s)


M = lambda name: (lambda s: valid(name, s))
born10 = lambda: born("{yy}{mm}{dd}") + d(4)
# Ten digits only from 1954 on.
czech = lambda: f"{random.randint(54, 99)}{random.randint(1, 12) + random.choice([0, 50]):02}{random.randint(1, 28):02}{d(4)}"
ee = lambda: random.choice("3456") + born("{yy}{mm}{dd}") + d(4)

# slot: group, entities, body maker, check, layouts
SCHEMES = {
    "at_svnr": ("id", "national_id_at|social_security_at", lambda: d(4) + born("{dd}{mm}{yy}"), M("at.vnr"), ["{}", "4 {}"]),
    "at_tin": ("id", "tax_id_at", lambda: d(9), M("at.tin"), ["{}", "2-3/4"]),
    "be_nn": ("id", "national_id_be", lambda: born("{yy}{mm}{dd}") + d(5), M("be.nn"), ["{}", "2.2.2-3.2"]),
    "bg_egn": ("id", "national_id_bg", born10, M("bg.egn"), ["{}"]),
    "hr_oib": ("id", "national_id_hr|tax_id_hr", lambda: d(11), M("hr.oib"), ["{}"]),
    "cz_rc": ("id", "national_id_cz|national_id_sk|tax_id_cz", czech, M("cz.rc"), ["{}", "6/4"]),
    "sk_rc": ("id", "national_id_sk|national_id_cz|tax_id_sk", czech, M("sk.rc"), ["{}", "6/4"]),
    "dk_cpr": ("id", "national_id_dk", lambda: born("{dd}{mm}{yy}") + d(4), M("dk.cpr"), ["{}", "6-4"]),
    "ee_ik": ("id", "national_id_ee", ee, M("ee.ik"), ["{}"]),
    "lt_ak": ("id", "national_id_lt", ee, M("lt.asmens"), ["{}"]),
    "lv_pk": ("id", "national_id_lv", lambda: born("{dd}{mm}{yy}") + random.choice("12") + d(4), M("lv.pvn"), ["6-5", "{}"]),
    "fi_hetu": ("id", "national_id_fi", lambda: born("{dd}{mm}{yy}") + "-" + d(3) + random.choice("0123456789ABCDEFHJKLMNPRSTUVWXY"), M("fi.hetu"), ["{}"]),
    "fr_nir": ("id", "national_id_fr|social_security_fr|health_id_fr", fr_nir, M("fr.nir"), ["{}", "1 2 2 2 3 3 2"]),
    "fr_nif": ("id", "tax_id_fr", lambda: random.choice("0123") + d(9) + "?", None, ["{}", "2 2 3 3 3"]),
    "de_idnr": ("id", "tax_id_de", None, M("de.idnr"), ["{}", "2 3 3 3"]),
    "de_rvnr": ("id", "national_id_de|social_security_de", lambda: random.choice(["12", "65", "53", "15"]) + born("{dd}{mm}{yy}") + random.choice(LETTERS) + d(3), de_rvnr, ["{}", "2 6 1 3"]),
    "de_kvnr": ("id", "health_id_de", lambda: random.choice(LETTERS) + d(9), de_kvnr, ["{}"]),
    "de_perso": ("id", "id_card_de|passport_de", lambda: random.choice("LMNPRTVWXYZ") + "".join(random.choice("0123456789CFGHJKLMNPRTVWXYZ") for _ in range(8)), lambda s: sum(c.isdigit() for c in s) > 4, ["{}"]),
    "gr_amka": ("id", "national_id_gr|social_security_gr|health_id_gr", lambda: born("{dd}{mm}{yy}") + d(5), M("gr.amka"), ["{}"]),
    "gr_afm": ("id", "tax_id_gr|vat_gr", lambda: random.choice("01") + d(8), M("gr.vat"), ["{}"]),
    "hu_ado": ("id", "tax_id_hu", lambda: f"8{random.randint(28000, 50000)}{d(4)}", lambda s: sum(int(c) * i for i, c in enumerate(s[:9], 1)) % 11 == int(s[9]), ["{}"]) ,
    "hu_taj": ("id", "health_id_hu|social_security_hu", lambda: d(9), lambda s: sum(int(c) * (3, 7)[i % 2] for i, c in enumerate(s[:8])) % 10 == int(s[8]), ["{}", "3 3 3", "3-3-3"]),
    "ie_pps": ("id", "national_id_ie|tax_id_ie", lambda: d(7) + random.choice("ABCDEFGHIJKLMNOPQRSTUVW") + random.choice(["", "A", "B"]), M("ie.pps"), ["{}"]),
    "is_kt": ("id", "national_id_is", lambda: born("{dd}{mm}{yy}") + d(3) + "9", M("is_.kennitala"), ["{}", "6-4"]),
    "it_cf": ("id", "tax_id_it|national_id_it", it_cf, M("it.codicefiscale"), ["{}"]),
    "lu_mat": ("id", "national_id_lu", lambda: born("{yyyy}{mm}{dd}") + d(5), lu_mat, ["{}"]) ,
    "mt_id": ("id", "id_card_mt|national_id_mt|tax_id_mt", lambda: f"{random.randint(1, 999):04}{random.randint(50, 99)}" + random.choice("MLGA"), lambda s: True, ["{}"]),
    "nl_bsn": ("id", "national_id_nl", lambda: random.choice("12") + d(8), M("nl.bsn"), ["{}", "4.2.3"]),
    "no_fnr": ("id", "national_id_no", lambda: born("{dd}{mm}{yy}") + d(5), M("no.fodselsnummer"), ["{}", "6 5"]),
    "pl_pesel": ("id", "national_id_pl", lambda: born("{yy}{mm}{dd}") + d(5), M("pl.pesel"), ["{}"]),
    "pl_nip": ("id", "tax_id_pl|vat_pl", lambda: random.choice("56789") + d(9), M("pl.nip"), ["{}", "3-3-2-2"]),
    "pl_dowod": ("id", "id_card_pl", lambda: "".join(random.choice(LETTERS) for _ in range(3)) + d(6), pl_dowod, ["{}", "3 6"]),
    "pt_nif": ("id", "tax_id_pt|vat_pt", lambda: random.choice("12") + d(8), M("pt.nif"), ["{}", "3 3 3"]),
    "pt_cc": ("id", "id_card_pt", lambda: d(9) + random.choice("ZY") + random.choice("XYWV") + d(1), M("pt.cc"), ["{}", "8 1 3"]),
    "ro_cnp": ("id", "national_id_ro", lambda: (lambda y, m, day: random.choice("56" if y > 1999 else "12") + f"{y % 100:02}{m:02}{day:02}" + f"{random.randint(1, 46):02}" + d(4))(*date()), M("ro.cnp"), ["{}"]),
    "se_pnr": ("id", "national_id_se", lambda: born("{yyyy}{mm}{dd}") + "-" + d(4), M("se.personnummer"), ["{}", "short"]),
    "si_emso": ("id", "national_id_si", lambda: (lambda y, m, day: f"{day:02}{m:02}{y % 1000:03}50" + d(4))(*date()), M("si.emso"), ["{}"]),
    "si_ddv": ("id", "tax_id_si|vat_si", lambda: random.choice("12345678") + d(7), M("si.ddv"), ["{}"]),
    "es_dni": ("id", "national_id_es|tax_id_es|id_card_es", lambda: d(8) + random.choice("TRWAGMYFPDXBNJZSQVHLCKE"), M("es.dni"), ["{}", "8-1"]),
    "es_nie": ("id", "national_id_es|tax_id_es|residence_permit_es|id_card_es", lambda: random.choice("XYZ") + d(7) + random.choice("TRWAGMYFPDXBNJZSQVHLCKE"), M("es.nie"), ["{}", "1-7-1"]),
    "es_ss": ("id", "social_security_es|health_id_es", es_ss, lambda s: True, ["{}", "2/8/2"]),
    "ch_ahv": ("id", "national_id_ch|social_security_ch", lambda: "756" + d(10), M("ch.ssn"), ["3.4.4.2", "{}"]),
    "gb_nhs": ("id", "health_id_gb", lambda: random.choice("4679") + d(9), M("gb.nhs"), ["{}", "3 3 4"]),
    "gb_utr": ("id", "tax_id_gb", lambda: d(10), M("gb.utr"), ["{}", "5 5"]),
    "gb_nino": ("id", "national_id_gb|social_security_gb", lambda: random.choice("ABCEHJLMPRSTWXYZ") + random.choice("ABCEHJKLMPRSTWXYZ") + d(6) + random.choice("ABCD"), lambda s: s[:2] not in ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"), ["{}", "2 2 2 2 1"]),
    "cy_tic": ("id", "tax_id_cy|vat_cy", lambda: random.choice("01") + d(7) + random.choice(LETTERS), M("cy.vat"), ["{}"]),
    "card": ("financial", "payment_card", lambda: random.choice([lambda: "4" + d(15), lambda: "5" + random.choice("12345") + d(14), lambda: "37" + d(13), lambda: "22" + random.choice("3456") + d(13)])(), luhn_ok, ["{}", "4 4 4 4", "4-4-4-4"]),
    "imei": ("contact", "imei", lambda: "35" + d(13), luhn_ok, ["{}"]),
    "siret": ("id", "company_id_fr|vat_fr", lambda: d(14), M("fr.siret"), ["{}", "3 3 3 5"]),
}


def de_idnr():
    while True:
        digits = random.sample(string.digits, 10)
        digits[random.randrange(10)] = random.choice(digits)
        s = "".join(digits)
        for c in string.digits:
            if s[0] != "0" and valid("de.idnr", s + c):
                return s + c


def lay(value, layout):
    if layout == "short":
        return value[2:]
    if layout in ("{}", "4 {}"):
        return value if layout == "{}" else value[:4] + " " + value[4:]
    out, at = "", 0
    for piece in re.split(r"(\d+)", layout):
        if piece.isdigit():
            out += value[at:at + int(piece)]
            at += int(piece)
        else:
            out += piece
    return out + value[at:]


def wrong_of(value, check):
    """One character changed so that the check fails; letters stay letters."""
    places = [i for i, c in enumerate(value) if c.isdigit()]
    for _ in range(400):
        i = random.choice(places[len(places) // 2:])
        other = value[:i] + random.choice([c for c in string.digits if c != value[i]]) + value[i + 1:]
        if not check(other):
            return other
    return None


def nif_fr():
    while True:
        s = random.choice("0123") + d(9)
        k = int(s) % 511
        return s + f"{k:03}"


def make(slot, body, check):
    if slot == "de_idnr":
        return de_idnr()
    if slot == "fr_nif":
        return nif_fr()
    for _ in range(3000):
        s = body()
        if s.endswith("?"):
            for c in LETTERS:
                if check(s[:-1] + c):
                    return s[:-1] + c
            continue
        if check(s):
            return s
        # The last two characters decide most checksums: try them all.
        if s[-1].isdigit():
            for c in string.digits:
                if check(s[:-1] + c):
                    return s[:-1] + c
            for c in range(100):
                if s[-2].isdigit() and check(s[:-2] + f"{c:02}"):
                    return s[:-2] + f"{c:02}"


UNCHECKED = {"de_perso", "mt_id", "gb_nino", "es_ss", "fr_nif", "dk_cpr", "siret"}

with open(HERE / "values-ids.tsv", "w") as out:
    out.write("# Made by make_values.py: valid by python-stdnum, then with one digit wrong. Synthetic.\n")
    for slot, row in SCHEMES.items():
        if row is None:
            print("no", slot)
            continue
        group, entities, body, check, layouts = row
        out.write(f"[{slot} {group} {entities}]\n")
        seen = 0
        while seen < N:
            value = make(slot, body, check)
            if value is None:
                print("cannot make", slot)
                break
            layout = random.choice(layouts)
            if layout == "4 4 4 4" and len(value) == 15:
                layout = "4 6 5"
            if layout == "8-1" and slot == "es_dni":
                pass
            line = lay(value, layout)
            if slot == "se_pnr" and layout == "short" and value < "1950":
                continue
            if slot not in UNCHECKED:
                # Iceland's last digit is the century, which the checksum leaves out: changing it proves nothing.
                kept = (lambda s: s[9] != "9" or check(s)) if slot == "is_kt" else check
                wrong = wrong_of(value, kept)
                if wrong:
                    line += "\t" + lay(wrong, layout)
            elif slot == "fr_nif":
                i = random.randrange(10, 13)
                w = value[:i] + str((int(value[i]) + 3) % 10) + value[i + 1:]
                line += "\t" + lay(w, layout)
            elif slot == "es_ss":
                w = value[:-1] + str((int(value[-1]) + 3) % 10)
                line += "\t" + lay(w, layout)
            out.write(line + "\n")
            seen += 1

    # IBANs by country, in both writings.
    def iban(cc, bban):
        s = bban + cc + "00"
        n = int("".join(str(int(c, 36)) for c in s))
        return f"{cc}{98 - n % 97:02}{bban}"

    L = lambda n: "".join(random.choice(LETTERS) for _ in range(n))
    SHAPES = {"de": "d18", "fr": "d10a11d2", "es": "d20", "it": "L1d22", "nl": "L4d10", "be": "d12", "at": "d16", "pl": "d24", "pt": "d21", "ie": "L4d14", "fi": "d14", "se": "d20", "dk": "d14", "cz": "d20", "sk": "d20", "hu": "d24", "ro": "L4d16", "bg": "L4d14", "gr": "d23", "hr": "d17", "si": "d15", "lt": "d16", "lv": "L4d13", "ee": "d16", "mt": "L4d23", "cy": "d24", "lu": "d16", "ch": "d17", "no": "d11", "gb": "L4d14"}
    LANG = {"se": "sv", "dk": "da", "cz": "cs", "gr": "el", "si": "sl", "ee": "et", "ie": "ga", "gb": "en", "at": None, "be": None, "cy": None, "lu": None, "ch": None, "no": None}
    iban_mod = importlib.import_module("stdnum.iban")
    blocks = {}
    for cc, shape in SHAPES.items():
        made, tries = 0, 0
        while made < 14 and tries < 40000:
            tries += 1
            bban = "".join({"d": d, "L": L, "a": d}[k](int(n)) for k, n in re.findall(r"([dLa])(\d+)", shape))
            if cc == "es":
                c = importlib.import_module("stdnum.es.ccc")
                bban = bban[:8] + c.calc_check_digits(bban) + bban[10:]
            value = iban(cc.upper(), bban)
            ok = iban_mod.is_valid(value)
            if not ok and tries < 20000:
                continue
            wrong = wrong_of(value, iban_mod.is_valid)
            four = lambda v: " ".join(v[i:i + 4] for i in range(0, len(v), 4))
            f = random.choice([str, four])
            line = f"{f(value)}\t{f(wrong)}\n"
            lang = LANG.get(cc, cc)
            if lang:
                blocks.setdefault(f"iban.{lang}", []).append(line)
            blocks.setdefault("iban", []).append(line)
            made += 1
    for slot, lines in blocks.items():
        out.write(f"[{slot} financial iban]\n" + "".join(lines))

LOCALES = {"bg": "bg_BG", "cs": "cs_CZ", "da": "da_DK", "de": "de_DE", "el": "el_GR", "en": "en_GB", "es": "es_ES", "et": "et_EE", "fi": "fi_FI", "fr": "fr_FR", "ga": "ga_IE", "hr": "hr_HR", "hu": "hu_HU", "it": "it_IT", "lt": "lt_LT", "lv": "lv_LV", "nl": "nl_NL", "pl": "pl_PL", "pt": "pt_PT", "ro": "ro_RO", "sk": "sk_SK", "sl": "sl_SI", "sv": "sv_SE"}
COUNTRY = {"cs": "CZ", "da": "DK", "el": "GR", "en": "GB", "et": "EE", "ga": "IE", "sl": "SI", "sv": "SE", "mt": "MT"}
DIAL = {"bg": "+359 88# ### ###", "cs": "+420 6## ### ###", "da": "+45 ## ## ## ##", "de": "+49 17# #######", "el": "+30 69########", "en": "+44 7### ######", "es": "+34 6## ## ## ##", "et": "+372 5### ####", "fi": "+358 40 ### ####", "fr": "+33 6 ## ## ## ##", "ga": "+353 8# ### ####", "hr": "+385 9# ### ####", "hu": "+36 30 ### ####", "it": "+39 34# ### ####", "lt": "+370 6## #####", "lv": "+371 2### ####", "mt": "+356 99## ####", "nl": "+31 6 ########", "pl": "+48 5## ### ###", "pt": "+351 91# ### ###", "ro": "+40 7## ### ###", "sk": "+421 90# ### ###", "sl": "+386 4# ### ###", "sv": "+46 7# ### ## ##"}
NATIONAL = {"bg": "088# ### ###", "cs": "60# ### ###", "da": "2# ## ## ##", "de": "0171 #######", "el": "69## ### ###", "en": "07### ######", "es": "6## ## ## ##", "et": "5### ####", "fi": "040 ### ####", "fr": "06 ## ## ## ##", "ga": "087 ### ####", "hr": "091 ### ####", "hu": "06 30 ### ####", "it": "34# ### ####", "lt": "86## #####", "lv": "2### ####", "mt": "99## ####", "nl": "06-########", "pl": "5## ### ###", "pt": "91# ### ###", "ro": "07## ### ###", "sk": "0905 ### ###", "sl": "041 ### ###", "sv": "070-### ## ##"}
MT = (["Joseph", "Maria", "Karmenu", "Ċensu", "Doris", "Raymond", "Ġorġ", "Rita", "Antoinette", "Pawlu", "Katrin", "Stephen"], ["Borg", "Camilleri", "Vella", "Farrugia", "Zammit", "Galea", "Micallef", "Grech", "Attard", "Spiteri", "Azzopardi", "Mifsud"])


def fill(pattern):
    return "".join(random.choice("23456789") if c == "#" else c for c in pattern)


with open(HERE / "values-people.tsv", "w") as out:
    out.write("# Made by make_values.py: names and addresses by Faker, dates and phones by the forms of each country. Synthetic.\n")
    mails = []
    for lang in sorted(DIAL):
        fake = Faker(LOCALES.get(lang, "en_GB"))
        Faker.seed(7)
        fake.seed_instance(11)
        names = []
        while len(names) < 40:
            if lang == "mt":
                n = f"{random.choice(MT[0])} {random.choice(MT[1])}"
            else:
                n = f"{fake.first_name()} {fake.last_name()}"
            if n not in names:
                names.append(n)
        out.write(f"[name.{lang} name person_name]\n" + "\n".join(names) + "\n")
        out.write(f"[surname.{lang} name person_name]\n" + "\n".join(sorted({n.split(' ', 1)[1] for n in names})) + "\n")
        ascii_name = lambda n: re.sub(r"[^a-z.]", "", n.lower().replace(" ", "."))
        local = [ascii_name(n) for n in names if len(ascii_name(n)) > 7] or ["m.borg", "j.vella", "info.sofia"]
        tld = {"en": "co.uk", "cs": "cz", "da": "dk", "el": "gr", "et": "ee", "ga": "ie", "sl": "si", "sv": "se"}.get(lang, lang)
        mails += [f"{random.choice(local)}@{random.choice(['nordwind', 'acmelab', 'post', 'firma24', 'gmx', 'medica-plus'])}.{random.choice([tld, 'com', 'eu', 'net'])}" for _ in range(5)]
        phones = [fill(random.choice([DIAL[lang], NATIONAL[lang], DIAL[lang].replace(" ", "")])) for _ in range(24)]
        out.write(f"[phone.{lang} contact phone]\n" + "\n".join(phones) + "\n")
        dobs = []
        for _ in range(24):
            y, m, day = date()
            dobs.append(random.choice([f"{day:02}.{m:02}.{y}", f"{day:02}/{m:02}/{y}", f"{y}-{m:02}-{day:02}", f"{day}.{m}.{y}"]))
        out.write(f"[dob.{lang} dob date_of_birth]\n" + "\n".join(dobs) + "\n")
        # Slovak, Irish and Maltese addresses have no generator: templates write them out.
        if lang not in ("ga", "mt", "lv", "lt", "et", "bg", "sl", "hr", "el"):
            addr = []
            while len(addr) < 20:
                a = fake.address().replace("\n", ", ")
                if "\\" not in a:
                    addr.append(a)
            out.write(f"[addr.{lang} address postal_address]\n" + "\n".join(addr) + "\n")
    out.write("[email contact email]\n" + "\n".join(mails) + "\n")
print("done")
