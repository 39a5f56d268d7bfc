"""Fits the table of filter/core/src/tokens/table.rs: what each three bytes add to a text's tokens.

    apt-get download PACKAGES; for each: dpkg-deb -x PACKAGE.deb DEBS/NAME      (PACKAGES: see below; Debian 12)
    pip download wordfreq==3.1.1 --no-deps; unzip -d DEBS/wordfreq wordfreq-*.whl
    apt-get update -o Dir::State::Lists=DEBS/lists -o Acquire::Languages=bg,cs,da,de,...      (descriptions of packages)
    python fit.py DEBS TOKENIZERS UDHR REPOSITORY > filter/core/src/tokens/table.rs

Needs `tokenizers`, `numpy`, `scipy`, `msgpack`, `lz4`. The texts: help pages, messages, manuals, sayings, encyclopaedias of
games, descriptions of software in 40 languages from Debian's packages, words drawn by how frequent they are, code and JSON of
this machine, and the scorecard's own sentences. The UDHR is used here only for languages that truth.py does not test. Least
squares on relative errors, each language with the same weight, prose more than messages, no weight below zero: more text is
never fewer tokens.
"""
import collections, gettext, glob, gzip, html, json, os, random, re, sys, sysconfig
import lz4.frame, msgpack
import numpy as np
import scipy.sparse as sparse
import truth

PACKAGES = """coreutils debian-faq debian-faq-ko debian-faq-nl debian-faq-pt debian-reference-de debian-reference-en debian-reference-es
debian-reference-fr debian-reference-it debian-reference-ja debian-reference-pt debian-reference-zh-cn dokuwiki fortunes-bg
fortunes-br fortunes-cs fortunes-de fortunes-es fortunes-ga fortunes-it fortunes-pl fortunes-ru fortunes-zh freeciv-data
gimp-help-ca gimp-help-hr gimp-help-hu gimp-help-lt gimp-help-nn gimp-help-sl gnome-user-docs gnucash-common gnupg-l10n
gramps installation-guide-amd64 libreoffice-help-ca libreoffice-help-cs libreoffice-help-da libreoffice-help-de
libreoffice-help-el libreoffice-help-en-us libreoffice-help-es libreoffice-help-et libreoffice-help-fi libreoffice-help-fr
libreoffice-help-hu libreoffice-help-it libreoffice-help-ja libreoffice-help-ko libreoffice-help-nl libreoffice-help-pl
libreoffice-help-pt libreoffice-help-ru libreoffice-help-sk libreoffice-help-sl libreoffice-help-sv libreoffice-help-tr
libreoffice-help-zh-cn libreoffice-l10n-bg libreoffice-l10n-ga libreoffice-l10n-hr libreoffice-l10n-is libreoffice-l10n-lt
libreoffice-l10n-lv libreoffice-l10n-nb libreoffice-l10n-ro libreoffice-l10n-sr libreoffice-l10n-uk manpages-cs manpages-da
manpages-de manpages-el manpages-es manpages-fi manpages-fr manpages-hu manpages-it manpages-ja manpages-nb manpages-nl
manpages-pl manpages-pt-br manpages-ro manpages-ru manpages-sr manpages-sv manpages-tr manpages-uk manpages-zh mediawiki
tuxpaint-stamps-default wordpress-l10n""".split()
LANGUAGES = set("bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split())
OTHERS = set("nb uk ru sr tr ca is zh ja ko ar hi he".split())
SAME = {"C": "en", "pt_BR": "pt", "pt-br": "pt", "zh_CN": "zh", "nn": "nb", "br": "pt", "no": "nb", "zh-cn": "zh"}
UDHR_TRAIN = "arb heb hin tha hye kat ben tam pes_1 vie amh kaz bel mkd azj_latn ind eus glg cym als".split()
UNIT = 192  # a token is so many of the table's steps
ROW_BITS = 14
# How much a source counts in its language: prose more, messages and manuals of commands less (0.5).
SHARES = dict(drawn=2, fortunes=2, stamps=2, descriptions=2, guide=2, scorecard=2, gnome=1, mediawiki=1, libreoffice=1, debian=1,
              made=1, code=1, udhr=1) | {"freeciv-data": 2}


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
        try:
            catalog = gettext.GNUTranslations(open(path, "rb"))._catalog
        except ValueError:  # not in UTF-8
            return iter(())
        texts = [v for k, v in catalog.items() if isinstance(k, str) and isinstance(v, str) and k and v != k and len(v) > 25]
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
    for package, at in [("coreutils", "locale"), ("gnupg-l10n", "locale"), ("libreoffice-l10n-*", "resource"),
                        ("gnucash-common", "locale"), ("freeciv-data", "locale"), ("gramps", "locale")]:
        for path in some(f"{package}/**/LC_MESSAGES/*.mo", 400):
            name = path.split(f"/{at}/")[1].split("/")[0]
            for text in messages(path):
                yield language(name), package, text
    for path in some("wordpress-l10n/**/*.mo", 400):
        name = re.fullmatch(r"(?:admin-|admin-network-)?([a-z]{2})(?:_[A-Z]{2})?\.mo", os.path.basename(path))
        for text in messages(path) if name else ():
            yield language(name[1]), "wordpress", text
    for path in some("mediawiki/**/i18n/**/*.json", 20000):
        texts = [v for k, v in json.loads(read(path)).items() if isinstance(v, str) and len(v) > 80]
        for text in gathered(re.sub(r"<[^>]+>|\{\{[A-Z]+:|[{}\[\]]|\$\d", "", text) for text in texts):
            yield language(os.path.basename(path)[:-5]), "mediawiki", text
    for path in some("dokuwiki/**/lang/*/*.txt", 20000):
        yield language(os.path.basename(os.path.dirname(path))), "dokuwiki", tidy(read(path))
    stamps = collections.defaultdict(list)
    for path in some("tuxpaint-*/usr/share/tuxpaint/stamps/**/*.txt", 5000):
        for name, text in re.findall(r"(?m)^(\w+)\.utf8=(.{20,})$", read(path)):
            stamps[language(name)].append(text)
    for name, texts in stamps.items():
        for text in gathered(texts):
            yield name, "stamps", text
    for path in sorted(glob.glob(f"{debs}/lists/*_bookworm_main_i18n_Translation-??.lz4")):
        name = path.rsplit("-", 1)[1][:2]
        found = re.findall(r"(?m)^Description-\S+: (.*)\n((?: .*\n)+)", lz4.frame.decompress(open(path, "rb").read()).decode())
        random.Random(name).shuffle(found)
        for text in gathered(title + "\n" + re.sub(r"(?m)^ \.?", "", body) for title, body in found[:1500]):
            yield language(name), "descriptions", text
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


def drawn(debs, what, texts):
    """Words drawn by how frequent they are, written as in these texts, with a full stop now and then; no text to read, but
    a tokenizer looks at one word after the other."""
    paths = [f"{debs}/wordfreq/wordfreq/data/{size}_{'sh' if what == 'hr' else what}.msgpack.gz" for size in ("large", "small")]
    path = next((path for path in paths if os.path.exists(path)), None)
    if path is None:
        return ""
    bins = msgpack.load(gzip.open(path))[1:]  # the words of bin i have the frequency 10 ** (-i / 100)
    words = [word for words in bins for word in words]
    share = np.array([10 ** (-i / 100) for i, words in enumerate(bins) for _ in words])
    written = collections.defaultdict(collections.Counter)
    for text in texts:
        for word in re.findall(r"(?<=[a-zäöüß,] )\w+", text):
            written[word.lower()][word] += 1
    rng, out, left, first = random.Random(5), [], 12, True
    for i in np.random.default_rng(5).choice(len(words), size=14000, p=share / share.sum()):
        word, seen = words[i], written.get(words[i])
        if re.search(r"\d", word) or what == "de" and not seen:
            continue  # numbers are told as zeros; German nouns without their capitals would be no German
        word = seen.most_common(1)[0][0] if seen else word
        out.append(word[:1].upper() + word[1:] if first else word)
        left, first = left - 1, left == 1
        out.append(rng.choice(["... ", ". ", ". ", "? ", "! ", ".\n"]) if first else ", " if rng.random() < 0.07 else " ")
        left = left or rng.randrange(6, 25)
    return "".join(out)


def training(debs, udhr, repository):
    rng = random.Random(3)
    found = [(what, source, text) for what, source, text in documents(debs, udhr, repository)
             if len(text) > 150 and (what in LANGUAGES | OTHERS or source in ("code", "made", "udhr"))]
    texts = collections.defaultdict(list)
    for what, _, text in found:
        texts[what].append(text)
    found += [(what, "drawn", drawn(debs, what, texts[what])) for what in sorted(LANGUAGES | {"nb", "uk", "tr", "ca", "is"})]
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


def threes(table, text):
    """Each three bytes as a number of 18 bits; before the beginning stand two of class 0."""
    now = table[np.frombuffer(text.encode(), np.uint8)].astype(np.int64)
    before = np.concatenate([[0, 0], now])
    return before[:-2] << 12 | before[1:-1] << 6 | now


def mixer(many, weight):
    """The odd factor, of 4,000 drawn, that makes the fewest frequent threes share a row."""
    share = sum(np.bincount(of, minlength=1 << 18) * (times / len(of)) for of, times in zip(many, weight))
    (seen,) = np.nonzero(share)
    shared = lambda factor: (np.bincount(row_of(seen, factor), np.sqrt(share[seen]), 1 << ROW_BITS) ** 2).sum()
    return min((int(factor) | 1 for factor in np.random.default_rng(1).integers(1 << 12, 1 << 18, 4000)), key=shared)


def row_of(threes, factor):
    return threes * factor % (1 << 18) >> 18 - ROW_BITS


def fit(x, y, weight, ridge=1e-6, steps=400):
    """Weights that are nowhere negative (FISTA), drawn to the mean where there is little text."""
    scale = np.sqrt(weight) / np.exp(np.log(y).mean(1))
    a, target = sparse.diags(scale) @ x, y * scale[:, None]
    mean = (weight[:, None] * y / np.asarray(x.sum(1))).sum(0)
    slope = lambda w: a.T @ (a @ w - target) + ridge * (w - mean)
    v = np.ones(x.shape[1])
    for _ in range(40):
        v = a.T @ (a @ v) + ridge * v
        largest = np.linalg.norm(v)
        v /= largest
    w = np.tile(mean, (x.shape[1], 1))
    z, t = w, 1.0
    for _ in range(steps):
        step = np.maximum(0, z - slope(z) / (largest * 1.05))
        after = (1 + np.sqrt(1 + 4 * t * t)) / 2
        z, w, t = step + (t - 1) / after * (step - w), step, after
    return w


def main(debs, tokenizers, udhr, repository):
    rows = training(debs, udhr, repository)
    y = np.array(truth.count(tokenizers, [text for _, _, text in rows]), float)
    table = classes()
    many = [threes(table, text) for _, _, text in rows]
    sources, size = collections.Counter(), collections.Counter((what, source) for what, source, _ in rows)
    for what, source in size:
        sources[what] += SHARES.get(source, 0.5)
    weight = np.array([(1 if what in LANGUAGES else 0.6) * SHARES.get(source, 0.5) / sources[what] / size[what, source]
                       for what, source, _ in rows])
    factor = mixer(many, weight)
    x = sparse.vstack([sparse.csr_matrix(np.bincount(row_of(of, factor), minlength=1 << ROW_BITS)) for of in many]).tocsr()
    steps = np.clip(np.rint(fit(x, y, weight / weight.sum()) * UNIT), 0, 255).astype(int)
    error = np.abs(x @ steps / UNIT / y - 1)
    print(f"{len(rows)} texts, {sum(len(text.encode()) for *_, text in rows)} bytes; median error on these, per cent: "
          f"{np.round(np.median(error, 0) * 100, 1)}, 95th percentile: {np.round(np.percentile(error, 95, 0) * 100, 1)}",
          file=sys.stderr)
    print("//! Made by xtask/tokens/fit.py. Not written by hand.\n")
    print("/// The class of each byte, times a constant that scatters threes of them over the rows.")
    print("#[rustfmt::skip]\npub(super) static CLASSES: [u32; 256] = [")
    mixed = [(int(of) * factor << 14) % (1 << 32) for of in table]
    for at in range(0, 256, 16):
        print("    " + ", ".join(map(str, mixed[at:at + 16])) + ",")
    print("];\n\n/// What three bytes add in each family, in 1/192 of a token. The last two are padding, so that a row is one vector.")
    print(f"#[rustfmt::skip]\npub(super) static STEPS: [[u8; 8]; {1 << ROW_BITS}] = [")
    for at in range(0, 1 << ROW_BITS, 4):
        print("    " + ", ".join("[" + ",".join(map(str, row)) + ",0,0]" for row in steps[at:at + 4]) + ",")
    print("];")


if __name__ == "__main__":
    main(*sys.argv[1:])
