//! Ways to hide a value, each as people or programs write it.

use std::fmt::Write;
use std::ops::Range;

use serde_json::json;

/// What kind of hiding a form is; each has its own goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Veil {
    /// Separators and Unicode noise.
    Noise,
    /// One encoding.
    Encoding,
    /// Inside structure.
    Structure,
    /// Written out for a listener.
    Spelled,
}

macro_rules! forms {
    ($($name:ident = $veil:ident $text:literal),+ $(,)?) => {
        /// One way of hiding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Form { $($name),+ }

        impl Form {
            /// All of them.
            pub const ALL: &'static [Form] = &[$(Form::$name),+];

            /// The goal it belongs to.
            pub fn veil(self) -> Veil {
                match self { $(Form::$name => Veil::$veil),+ }
            }

            /// For people.
            pub fn title(self) -> &'static str {
                match self { $(Form::$name => $text),+ }
            }
        }
    };
}

forms! {
    Spaces = Noise "spaces every third character",
    Dots = Noise "dots every second character",
    Dashes = Noise "dashes every fourth character",
    NoBreak = Noise "no-break and thin spaces",
    LineBreak = Noise "a line break within",
    ZeroWidth = Noise "zero-width marks",
    SoftHyphen = Noise "soft hyphens",
    Direction = Noise "direction marks",
    FullWidth = Noise "full-width characters",
    ForeignDigits = Noise "Arabic-Indic and Devanagari digits",
    Accents = Noise "combining accents",
    LookAlike = Noise "look-alike letters in the value",
    LookAlikeWords = Noise "look-alike letters in the words around",
    EntitiesDecimal = Encoding "HTML entities, decimal",
    EntitiesHex = Encoding "HTML entities, hexadecimal",
    Percent = Encoding "percent-encoding of the value",
    PercentText = Encoding "percent-encoding of the text",
    Backslash = Encoding "backslash-u escapes",
    Base64 = Encoding "base64 of the text",
    Base64Url = Encoding "base64url within a sentence",
    Hex = Encoding "hex of the text",
    Json = Structure "a JSON value",
    JsonInString = Structure "JSON in a string",
    JsonDeep = Structure "JSON in a string, twice",
    Csv = Structure "a cell of a CSV file",
    Yaml = Structure "a YAML value",
    Xml = Structure "an XML element",
    Markdown = Structure "a Markdown table",
    Log = Structure "a log line",
    Code = Structure "a string in code",
    Words = Spelled "digits as words",
    AtDot = Spelled "[at] and [dot]",
}

/// The text with the value at `place` hidden; `None` where the form does not fit.
pub fn hide(form: Form, text: &str, place: Range<usize>, lang: &str) -> Option<String> {
    let value = text.get(place.clone())?;
    let put = |new: String| Some(format!("{}{new}{}", &text[..place.start], &text[place.end..]));
    let bare = || value.chars().filter(|c| !" .-/".contains(*c)).collect::<String>();
    let number = bare().len() >= 6 && bare().chars().filter(char::is_ascii_digit).count() * 2 > bare().len();
    let spread = |every, with| number.then(|| separate(&bare(), every, with));
    let each = |new: &dyn Fn(char) -> String| value.chars().map(new).collect::<String>();
    let changed = |new: String| if new == value { None } else { put(new) };
    match form {
        Form::Spaces => put(spread(3, " ")?),
        Form::Dots => put(spread(2, ".")?),
        Form::Dashes => put(spread(4, "-")?),
        Form::NoBreak => put(spread(4, "\u{a0}")?.replacen('\u{a0}', "\u{2009}", 1)),
        Form::LineBreak => number.then(bare).and_then(|bare| put(separate(&bare, bare.len().div_ceil(2), "\n"))),
        Form::ZeroWidth => put(separate(value, 3, "\u{200b}")),
        Form::SoftHyphen => put(separate(value, 4, "\u{ad}")),
        Form::Direction => put(format!("\u{202a}{}\u{202c}", separate(value, 5, "\u{200e}"))),
        Form::FullWidth => put(each(&|c| match c {
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c).to_string(),
            _ => c.to_string(),
        })),
        Form::ForeignDigits => {
            let zero = if value.len() % 2 == 0 { 0x660 } else { 0x966 };
            changed(each(&|c| match c.to_digit(10) {
                Some(digit) => char::from_u32(zero + digit).unwrap_or(c).to_string(),
                None => c.to_string(),
            }))
        }
        Form::Accents => changed(each(&|c| match c.is_ascii_alphabetic() {
            true => format!("{c}\u{301}"),
            false => c.to_string(),
        })),
        Form::LookAlike => changed(value.chars().map(look_alike).collect()),
        Form::LookAlikeWords => {
            // Words of other scripts have no Latin look-alikes: nothing is hidden there.
            let dress = |part: &str| part.chars().map(look_alike).collect::<String>();
            let dressed = format!("{}{value}{}", dress(&text[..place.start]), dress(&text[place.end..]));
            (dressed != text && !["bg", "el", "uk"].contains(&lang)).then_some(dressed)
        }
        Form::EntitiesDecimal => put(each(&|c| format!("&#{};", c as u32))),
        Form::EntitiesHex => put(each(&|c| format!("&#x{:x};", c as u32))),
        Form::Percent => put(percent(value, |_| true)),
        Form::PercentText => Some(format!("GET /search?q={} HTTP/1.1", percent(text, |b| !b.is_ascii_alphanumeric()))),
        Form::Backslash => put(value.encode_utf16().fold(String::new(), |mut out, unit| {
            let _ = write!(out, "\\u{unit:04x}");
            out
        })),
        Form::Base64 => Some(base64(text.as_bytes(), b"+/")),
        Form::Base64Url => {
            Some(format!("decode this please: {} thanks", base64(text.as_bytes(), b"-_").replace('=', "")))
        }
        Form::Hex => Some(text.bytes().fold(String::new(), |mut out, b| {
            let _ = write!(out, "{b:02x}");
            out
        })),
        Form::Json => Some(json!({"id": 7, "note": text, "done": false}).to_string()),
        Form::JsonInString => {
            let inner = json!({"messages": [{"kind": "note", "body": text}]}).to_string();
            Some(json!({"name": "save", "arguments": inner}).to_string())
        }
        Form::JsonDeep => {
            let inner = json!({"payload": json!({"text": text}).to_string()}).to_string();
            Some(json!({"event": inner}).to_string())
        }
        Form::Csv => Some(format!("nr;status;text\n1;open;-\n2;closed;\"{}\"\n", text.replace('"', "\"\""))),
        Form::Yaml => Some(format!("entry:\n  kind: note\n  text: |\n    {}\n", text.replace('\n', "\n    "))),
        Form::Xml => Some(format!(
            "<r><item n=\"2\"><text>{}</text></item></r>",
            text.replace('&', "&amp;").replace('<', "&lt;")
        )),
        Form::Markdown => Some(format!("| # | text |\n|---|------|\n| 1 | {} |\n", text.replace('\n', "<br>"))),
        Form::Log => Some(format!("2025-03-04T10:22:31.402Z INFO app.intake [worker-3] msg={text:?} took=12ms")),
        Form::Code => Some(format!("def load():\n    text = {text:?}\n    return text.strip()\n")),
        Form::Words => {
            let words = digit_words(lang)?;
            let digits = value.chars().all(|c| c.is_ascii_digit() || " .-/".contains(c)) && number;
            let spelled = |c: char| c.to_digit(10).and_then(|d| words.get(d as usize)).map(|w| format!("{w} "));
            digits
                .then(|| value.chars().filter_map(spelled).collect::<String>())
                .and_then(|new| put(new.trim().to_owned()))
        }
        Form::AtDot => {
            let (local, domain) = value.split_once('@').filter(|(local, _)| !local.contains([':', '/']))?;
            put(format!("{local} [at] {}", domain.replace('.', " [dot] ")))
        }
    }
}

/// A place of a harmless text to hide: its longest run without a space that has a digit, else the longest word.
pub fn some_place(text: &str, nth: usize) -> Range<usize> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        runs.push(start..start + word.len());
        start += piece.len();
    }
    let numbers: Vec<_> = runs.iter().filter(|r| text[(*r).clone()].contains(|c: char| c.is_ascii_digit())).collect();
    let nth_number = numbers.get(nth % numbers.len().max(1)).map(|r| (*r).clone());
    nth_number.or_else(|| runs.into_iter().max_by_key(Range::len)).unwrap_or(0..0)
}

fn separate(text: &str, every: usize, with: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let groups: Vec<String> = chars.chunks(every.max(1)).map(|group| group.iter().collect()).collect();
    groups.join(with)
}

fn look_alike(c: char) -> char {
    match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'c' => 'с',
        'x' => 'х',
        'A' => 'А',
        'B' => 'В',
        'E' => 'Е',
        'K' => 'К',
        'T' => 'Т',
        'O' => 'О',
        _ => c,
    }
}

fn percent(text: &str, which: impl Fn(u8) -> bool) -> String {
    text.bytes().fold(String::new(), |mut out, b| {
        match which(b) {
            true => {
                let _ = write!(out, "%{b:02X}");
            }
            false => out.push(char::from(b)),
        }
        out
    })
}

fn base64(bytes: &[u8], last_two: &[u8; 2]) -> String {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    alphabet.extend(last_two);
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0usize, |word, i| word << 8 | usize::from(chunk.get(i).copied().unwrap_or(0)));
        for place in 0..4 {
            let digit = word >> (18 - 6 * place) & 63;
            out.push(if place > chunk.len() { '=' } else { char::from(alphabet[digit]) });
        }
    }
    out
}

fn digit_words(lang: &str) -> Option<[&'static str; 10]> {
    Some(match lang {
        "en" => ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        "fr" => ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
        "de" => ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
        "es" => ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
        "it" => ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"],
        "nl" => ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
        "pl" => ["zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć"],
        _ => return None,
    })
}
