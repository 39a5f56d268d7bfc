"""Fits the table of filter/core/src/tokens/table.rs: what each pair of neighbouring bytes adds to a text's tokens.

    apt-get download PACKAGES; for each: dpkg-deb -x PACKAGE.deb DEBS/NAME      (PACKAGES: see below; any Debian)
    python fit.py DEBS TOKENIZERS UDHR REPOSITORY > filter/core/src/tokens/table.rs

Needs `tokenizers` and `numpy`. The texts: help pages, messages, manuals, sayings in 40 languages from Debian's packages,
code and JSON of this machine, and the scorecard's own sentences. The UDHR is used here only for languages that truth.py
does not test. Weighted least squares on relative errors, each language and each source with the same weight, no weight
below zero: more text is never fewer tokens.
"""
import collections, gettext, glob, gzip, html, json, os, random, re, sys, sysconfig
import numpy as np
import truth

PACKAGES = """gnome-user-docs installation-guide-amd64 coreutils gnupg-l10n fortunes-bg fortunes-ga fortunes-cs fortunes-pl
fortunes-es fortunes-it fortunes-de fortunes-ru fortunes-br fortunes-zh manpages-cs manpages-da manpages-de manpages-el
manpages-es manpages-fi manpages-fr manpages-hu manpages-it manpages-nb manpages-nl manpages-pl manpages-ro manpages-sv
manpages-uk manpages-pt-br manpages-ru gimp-help-hr gimp-help-hu gimp-help-lt gimp-help-sl gimp-help-nn
libreoffice-help-et libreoffice-help-sk libreoffice-help-sl libreoffice-help-el libreoffice-help-cs libreoffice-l10n-bg
libreoffice-l10n-lv libreoffice-l10n-lt libreoffice-l10n-ga libreoffice-l10n-hr debian-reference-ja
debian-reference-zh-cn debian-faq-ko""".split()
LANGUAGES = set("bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split())
OTHERS = set("nb uk ru sr tr ca is zh ja ko ar hi he".split())
SAME = {"C": "en", "pt_BR": "pt", "pt-br": "pt", "zh_CN": "zh", "nn": "nb", "br": "pt", "no": "nb", "zh-cn": "zh"}
UDHR_TRAIN = "arb heb hin tha hye kat ben tam pes_1 vie amh kaz bel mkd azj_latn ind eus glg cym als".split()
UNIT = 192  # a token is so many of the table's steps


def documents(debs, udhr, repository):
    """(language or kind, source, text)"""
    def read(path):
        opened = gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")
        with opened as file:
            try:
                return file.read()
            except (UnicodeDecodeError, OSError):
                return ""

    def some(pattern, n):
        paths = sorted(path for path in glob.glob(f"{debs}/{pattern}", recursive=True) if os.path.isfile(path))
        random.Random(pattern).shuffle(paths)
        return paths[:n]

    def tidy(text):
        return re.sub(r"[ \t]+", " ", re.sub(r"\n[ \t\r]*\n\s*", "\n\n", text)).strip()

    def plain(page):
        return tidy(html.unescape(re.sub(r"<[^>]+>", "", page)))

    def gathered(parts, chars=1500):
        text = ""
        for part in parts:
            text += part.strip() + "\n"
            if len(text) > chars:
                yield text
                text = ""
        if len(text) > 150:
            yield text

    def messages(path):
        catalog = gettext.GNUTranslations(open(path, "rb"))._catalog
        texts = [v for k, v in catalog.items() if isinstance(v, str) and k and v != k and len(v) > 25]
        random.Random(path).shuffle(texts)
        return gathered(re.sub(r"<[^>]+>", "", text) for text in texts)

    def language(name):
        return SAME.get(name, name)

    for folder in glob.glob(f"{debs}/gnome-user-docs/usr/share/help/*"):
        for path in some(os.path.relpath(folder, debs) + "/gnome-help/*.page", 120):
            yield language(os.path.basename(folder)), "gnome", plain(re.sub(r"(?s)<info>.*?</info>", "", read(path)))
    for folder in glob.glob(f"{debs}/installation-guide-amd64/usr/share/doc/*/*/"):
        for path in some(os.path.relpath(folder, debs) + "/*.html*", 60):
            yield language(os.path.basename(folder[:-1])), "guide", plain(read(path))
    for folder in glob.glob(f"{debs}/fortunes-*"):
        for path in some(os.path.relpath(folder, debs) + "/usr/share/games/fortunes/**/*", 40):
            if not path.endswith((".dat", ".u8")):
                sayings = re.split(r"\n%\n", re.sub(r"\x1b\[[0-9;]*m", "", read(path)))
                random.Random(path).shuffle(sayings)
                for text in gathered(sayings):
                    yield language(folder.rsplit("-", 1)[1]), "fortunes", text
    for package, at in [("coreutils", "locale"), ("gnupg-l10n", "locale"), ("libreoffice-l10n-*", "resource")]:
        for path in some(f"{package}/**/LC_MESSAGES/*.mo", 400):
            name = path.split(f"/{at}/")[1].split("/")[0]
            for text in messages(path):
                yield language(name), package, text
    for package in PACKAGES:
        if package.startswith(("gimp-help-", "libreoffice-help-", "debian-reference-", "debian-faq-")):
            for path in some(f"{package}/**/*.html", 60):
                name = package.split("-", 2)[2]
                yield language(name), package.split("-")[0], plain(read(path))
        if package.startswith("manpages-"):
            for path in some(f"{package}/usr/share/man/*/man[1578]/*.gz", 40):
                lines = [line for line in read(path).split("\n") if not line.startswith((".\\", "'\\", ".TH"))]
                lines = "\n".join(re.sub(r"^\.[A-Za-z]{1,3}\s?", "", line) for line in lines)
                yield language(package[9:]), "man", tidy(re.sub(r"\\f.|\\&|\\", "", lines))[:6000]
    for path in sorted(glob.glob(f"{repository}/examples/scorecard/??.tsv")):
        sentences = [line.rstrip("\n").split("\t")[-1] for line in open(path, encoding="utf8") if "\t" in line]
        filled = [re.sub(r"\{(\w+)\}", lambda m: {"name": "Anna Kovács", "phone": "+43 660 1234567"}.get(m[1], "12345678"), s)
                  for s in sentences]
        for text in gathered(filled, 700):
            yield language(os.path.basename(path)[:2]), "scorecard", text
    for code in UDHR_TRAIN:
        yield code, "udhr", truth.declaration(udhr, code)
    library = sysconfig.get_path("stdlib")
    cargo = os.environ.get("CARGO_HOME", os.path.expanduser("~/.cargo"))
    for kind, pattern in [("python", library + "/*.py"), ("rust", cargo + "/registry/src/*/*/src/*.rs"),
                          ("c", "/usr/include/*.h"), ("javascript", "/usr/share/nodejs/**/*.js"), ("shell", "/usr/bin/*"),
                          ("json", "/usr/share/nodejs/**/*.json"), ("markdown", cargo + "/registry/src/*/*/README.md")]:
        paths = sorted(path for path in glob.glob(pattern, recursive=True) if os.path.isfile(path))
        random.Random(kind).shuffle(paths)
        for path in paths[:120]:
            yield kind, "code", read(path)[:6000]
    yield from generated()


def generated():
    rng = random.Random(1)
    words = "Lieferung invoice kund client Προϊόν заказ produit płatność année größe tilaus számla".split()
    for _ in range(100):
        record = lambda: {"id": rng.randrange(10 ** rng.randrange(2, 10)), "name": " ".join(rng.sample(words, 2)),
                          "amount": round(rng.random() * 10 ** rng.randrange(1, 5), 2), "ok": rng.random() < 0.5,
                          "date": f"20{rng.randrange(10, 30)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
                          "tags": rng.sample(words, rng.randrange(4))}
        indent = rng.choice([None, 2, 4])
        yield "json", "made", json.dumps([record() for _ in range(rng.randrange(3, 20))], ensure_ascii=False, indent=indent)
    for _ in range(60):
        number = lambda: f"{rng.random() * 10 ** rng.randrange(1, 9):.{rng.randrange(4)}f}"
        yield "digits", "made", "\n".join(rng.choice(",;\t| ").join(number() for _ in range(7)) for _ in range(40))
    for _ in range(25):
        yield "ids", "made", "\n".join(f"{rng.getrandbits(128):032x} {rng.randrange(10 ** 12)}" for _ in range(30))


def training(debs, udhr, repository):
    rng = random.Random(3)
    found = [(what, source, text) for what, source, text in documents(debs, udhr, repository)
             if len(text) > 150 and (what in LANGUAGES | OTHERS or source in ("code", "made", "udhr"))]
    rng.shuffle(found)
    taken, used = [], collections.Counter()
    for what, source, text in found:
        for piece in truth.pieces(text, rng, (300, 600, 1000, 1500, 2500, 4000)):
            if used[what, source] < (150_000 if source in ("code", "made") else 40_000):
                used[what, source] += len(piece.encode())
                taken.append((what, source, piece))
    return taken


def classes():
    """64 classes of bytes: each Latin letter, other ASCII by use, bytes of other scripts by what they begin or end."""
    named = {0x20: 1, 10: 2, 13: 2, 9: 3}
    named.update({b: 4 for b in b"0123456789"} | {b: 5 for b in range(65, 91)} | {b: 8 + b - 97 for b in range(97, 123)})
    named.update({b: 6 for b in b".,;:!?"} | {b: 7 for b in b"'\"`"} | {b: 34 for b in b"-_/\\"} | {b: 35 for b in b"()[]{}<>"})
    named.update({0xC3: 37, 0xC4: 38, 0xC5: 39, 0xCE: 41, 0xCF: 42, 0xD0: 43, 0xD1: 44})
    table = []
    for b in range(256):
        last = 36 if b < 0x80 else 48 + (b & 0x3F) // 4 if b < 0xC0 else 40 if b < 0xCA else 45 if b < 0xE0 else \
            46 if 0xE4 <= b < 0xEA else 47 if b < 0xF0 else 0
        table.append(named.get(b, last))
    return np.array(table)


def pairs(table, text):
    now = table[np.frombuffer(text.encode(), np.uint8)]
    return np.bincount(np.concatenate([[0], now[:-1]]) * 64 + now, minlength=4096)


def fit(x, y, weight, ridge=1e-6, steps=300):
    """Weights that are nowhere negative (FISTA on the normal equations), drawn to the mean where there is little text."""
    scale = np.sqrt(weight) / np.exp(np.log(y).mean(1))
    a = x * scale[:, None]
    gram, target = a.T @ a, a.T @ (y * scale[:, None])
    mean = (weight[:, None] * y / x.sum(1, keepdims=True)).sum(0)
    gram[np.diag_indices_from(gram)] += ridge
    target += ridge * mean
    w = np.maximum(np.linalg.solve(gram, target), 0)
    v = np.ones(len(gram))
    for _ in range(40):
        v = gram @ v
        largest = np.linalg.norm(v)
        v /= largest
    z, t = w, 1.0
    for _ in range(steps):
        step = np.maximum(0, z - (gram @ z - target) / (largest * 1.05))
        after = (1 + np.sqrt(1 + 4 * t * t)) / 2
        z, w, t = step + (t - 1) / after * (step - w), step, after
    return w


def main(debs, tokenizers, udhr, repository):
    rows = training(debs, udhr, repository)
    y = np.array(truth.count(tokenizers, [text for _, _, text in rows]), float)
    table = classes()
    x = np.array([pairs(table, text) for _, _, text in rows], float)
    sources, size = collections.defaultdict(set), collections.Counter()
    for what, source, _ in rows:
        sources[what].add(source)
        size[what, source] += 1
    weight = np.array([(1 if what in LANGUAGES else 0.6) / len(sources[what]) / size[what, source] for what, source, _ in rows])
    steps = np.clip(np.rint(fit(x, y, weight / weight.sum()) * UNIT), 0, 255).astype(int)
    error = np.abs(x @ steps / UNIT / y - 1)
    print(f"{len(rows)} texts, {sum(len(text.encode()) for *_, text in rows)} bytes; median error on these, per cent: "
          f"{np.round(np.median(error, 0) * 100, 1)}, 95th percentile: {np.round(np.percentile(error, 95, 0) * 100, 1)}",
          file=sys.stderr)
    print("//! Made by xtask/tokens/fit.py. Not written by hand.\n")
    print("/// The class of each byte.\n#[rustfmt::skip]\npub(super) static CLASSES: [u8; 256] = [")
    for at in range(0, 256, 32):
        print("    " + ", ".join(map(str, table[at:at + 32])) + ",")
    print("];\n\n/// For each pair of classes (64 times that of the byte before, and that of the byte), what it adds in each family,")
    print("/// in 1/192 of a token. The last two are padding, so that a row is one vector.")
    print("#[rustfmt::skip]\npub(super) static STEPS: [[u8; 8]; 4096] = [")
    for at in range(0, 4096, 4):
        print("    " + ", ".join("[" + ",".join(map(str, row)) + ",0,0]" for row in steps[at:at + 4]) + ",")
    print("];")


if __name__ == "__main__":
    main(*sys.argv[1:])
