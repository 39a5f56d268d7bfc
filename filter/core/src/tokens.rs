//! How many tokens a text will be, before the vendor has counted them.
//!
//! A first estimate: bytes per token by kind of character, and a factor per tokenizer. Good enough to reserve a budget
//! and to compare upstreams; the true number comes with the answer's usage.

/// A family of tokenizers that cut text alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tokenizer {
    /// OpenAI since GPT-4o.
    O200k,
    /// OpenAI's GPT-4 and GPT-3.5, embeddings.
    Cl100k,
    /// Llama 3 and later.
    Llama3,
    /// Mistral since Nemo.
    Tekken,
    /// Anthropic.
    Claude,
    /// Google.
    Gemini,
}

impl Tokenizer {
    /// Every value, in order.
    pub const ALL: &'static [Tokenizer] = &[
        Tokenizer::O200k,
        Tokenizer::Cl100k,
        Tokenizer::Llama3,
        Tokenizer::Tekken,
        Tokenizer::Claude,
        Tokenizer::Gemini,
    ];

    /// The spelling in policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Tokenizer::O200k => "o200k",
            Tokenizer::Cl100k => "cl100k",
            Tokenizer::Llama3 => "llama3",
            Tokenizer::Tekken => "tekken",
            Tokenizer::Claude => "claude",
            Tokenizer::Gemini => "gemini",
        }
    }

    /// The family a model of this name most likely uses, vendor prefixes aside; `o200k` when nothing speaks for another.
    pub fn of_model(name: &str) -> Tokenizer {
        const BEGINNINGS: &[(&str, Tokenizer)] = &[
            ("claude", Tokenizer::Claude),
            ("gemini", Tokenizer::Gemini),
            ("gemma", Tokenizer::Gemini),
            ("llama", Tokenizer::Llama3),
            ("meta-llama", Tokenizer::Llama3),
            ("mistral", Tokenizer::Tekken),
            ("ministral", Tokenizer::Tekken),
            ("magistral", Tokenizer::Tekken),
            ("pixtral", Tokenizer::Tekken),
            ("codestral", Tokenizer::Tekken),
            ("devstral", Tokenizer::Tekken),
            ("voxtral", Tokenizer::Tekken),
            ("gpt-4o", Tokenizer::O200k),
            ("gpt-4.", Tokenizer::O200k),
            ("gpt-4", Tokenizer::Cl100k),
            ("gpt-3.5", Tokenizer::Cl100k),
            ("text-embedding-3", Tokenizer::Cl100k),
            ("text-embedding-ada", Tokenizer::Cl100k),
        ];
        let name = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
        let found = BEGINNINGS.iter().find(|(beginning, _)| name.starts_with(beginning));
        found.map_or(Tokenizer::O200k, |(_, tokenizer)| *tokenizer)
    }

    /// Tokens for a hundred that `o200k` makes of the same English prose, and of the same prose in other scripts.
    /// Rough, from the vendors' own notes; to be measured.
    const fn percent(self) -> (u64, u64) {
        match self {
            Tokenizer::O200k => (100, 100),
            Tokenizer::Cl100k => (101, 140),
            Tokenizer::Llama3 => (101, 120),
            Tokenizer::Tekken => (104, 110),
            Tokenizer::Claude => (118, 135),
            Tokenizer::Gemini => (102, 95),
        }
    }
}

/// Counts of a text's characters by kind: all that an estimate needs. Sums over the texts of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds {
    /// ASCII letters and what stands between words.
    pub latin_bytes: u64,
    /// Digits; three make a token at most.
    pub digits: u64,
    /// ASCII punctuation and symbols, as in code and JSON.
    pub symbols: u64,
    /// Letters of two bytes: accented Latin, Greek, Cyrillic, Hebrew, Arabic.
    pub two_byte_chars: u64,
    /// Characters of three bytes and more: CJK, Indic scripts, emoji.
    pub wide_chars: u64,
}

impl Kinds {
    /// Counts one text.
    pub fn of(text: &str) -> Kinds {
        let mut kinds = Kinds::default();
        kinds.add(text);
        kinds
    }

    /// Counts one more text. Every prompt passes here as a whole, so the loops are ones that the compiler turns into
    /// vector instructions: sums of bytes that are 0 or 1, in stretches that no such sum can overflow.
    pub fn add(&mut self, text: &str) {
        for stretch in text.as_bytes().chunks(usize::from(u8::MAX)) {
            let count = |is: fn(u8) -> bool| u64::from(stretch.iter().map(|b| u8::from(is(*b))).sum::<u8>());
            let digits = count(|b| b.wrapping_sub(b'0') < 10);
            let letters = count(|b| (b | 0x20).wrapping_sub(b'a') < 26);
            let spaces = count(|b| b == b' ' || b.wrapping_sub(b'\t') < 2 || b == b'\r');
            // A character's first byte tells its length; the others are not counted.
            let two_byte_chars = count(|b| b & 0xe0 == 0xc0);
            let wide_chars = count(|b| b >= 0xe0);
            let ascii = count(|b| b < 0x80);
            self.digits += digits;
            self.latin_bytes += letters + spaces;
            self.symbols += ascii - digits - letters - spaces;
            self.two_byte_chars += two_byte_chars;
            self.wide_chars += wide_chars;
        }
    }
}

/// About how many tokens a text of these kinds is, rounded up.
pub fn estimate(kinds: &Kinds, tokenizer: Tokenizer) -> u64 {
    let (prose, other) = tokenizer.percent();
    // In hundredths of a token: 4.6 bytes of English prose make one, 2.4 digits, 1.6 symbols, 2.2 letters of two bytes,
    // 1.1 wide characters.
    let of = |count: u64, hundredths: u64, percent: u64| count.saturating_mul(hundredths).saturating_mul(percent) / 100;
    let hundredths = of(kinds.latin_bytes, 22, prose)
        .saturating_add(of(kinds.digits, 42, prose))
        .saturating_add(of(kinds.symbols, 62, prose))
        .saturating_add(of(kinds.two_byte_chars, 45, other))
        .saturating_add(of(kinds.wide_chars, 90, other));
    hundredths.div_ceil(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_by_name() {
        for (name, tokenizer) in [
            ("gpt-4o-mini-2024-07-18", Tokenizer::O200k),
            ("gpt-4-turbo", Tokenizer::Cl100k),
            ("gpt-4.1", Tokenizer::O200k),
            ("anthropic/claude-sonnet-4", Tokenizer::Claude),
            ("meta-llama/Llama-3.3-70B-Instruct", Tokenizer::Llama3),
            ("mistral-large-latest", Tokenizer::Tekken),
            ("something-new", Tokenizer::O200k),
        ] {
            assert_eq!(Tokenizer::of_model(name), tokenizer, "{name}");
        }
    }

    /// One byte after the other.
    fn naive(text: &str) -> Kinds {
        let mut kinds = Kinds::default();
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => kinds.digits += 1,
                b'A'..=b'Z' | b'a'..=b'z' | b' ' | b'\n' | b'\r' | b'\t' => kinds.latin_bytes += 1,
                0x00..=0x7f => kinds.symbols += 1,
                0xc0..=0xdf => kinds.two_byte_chars += 1,
                0xe0..=0xff => kinds.wide_chars += 1,
                0x80..=0xbf => {}
            }
        }
        kinds
    }

    #[test]
    fn counts_as_the_naive_twin() {
        let every_kind: String = ('\0'..='\u{17f}').chain("数据 ¡ 🙂 Привет".chars()).collect();
        for times in [0, 1, 3] {
            let text = every_kind.repeat(times);
            assert_eq!(Kinds::of(&text), naive(&text));
        }
        assert_eq!(Kinds::of(&"7".repeat(1000)).digits, 1000);
    }

    #[test]
    fn more_text_is_never_fewer_tokens() {
        let text = "Sehr geehrte Frau Müller, 49 € für Größe 42: 数据 {\"a\": [1]}";
        let mut before = 0;
        for (end, c) in text.char_indices() {
            let (beginning, _) = text.split_at(end + c.len_utf8());
            let tokens = estimate(&Kinds::of(beginning), Tokenizer::Claude);
            assert!(tokens >= before && tokens > 0);
            before = tokens;
        }
        assert_eq!(estimate(&Kinds::default(), Tokenizer::O200k), 0);
        let english = "The quick brown fox jumps over the lazy dog and runs into the dark forest behind the old mill. "
            .repeat(10);
        let tokens = estimate(&Kinds::of(&english), Tokenizer::O200k);
        assert!((180..=240).contains(&tokens), "{tokens}");
    }
}
