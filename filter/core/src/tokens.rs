//! How many tokens a text will be, before the vendor has counted them. Good enough to reserve a budget and to compare
//! upstreams; the true number comes with the answer's usage.
//!
//! A tokenizer's vocabulary holds the frequent words of frequent languages whole and cuts everything else to pieces. How
//! frequent a text's language is shows in its neighbouring bytes: `the` and `ing` are cheap, `ää` and `ij` are not. So
//! each three bytes add their own part of a token, from a table that was fitted to the real tokenizers; language, script
//! and kind of text need not be told. There are more threes than rows, and those that share one were fitted together.
//! `docs/TOKENS.md` has the errors, `xtask/tokens/fit.py` the fit.

mod table;

use table::{CLASSES, STEPS};

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
}

/// The first bytes of a request's text, of which each is looked at: most chats are no longer.
const WHOLE_BYTES: u64 = 4096;

/// Of the text behind, one window in so many is looked at, and counts for all of them.
const WINDOWS: u64 = 4;

/// Long enough for some words, short enough that a list or a table is not missed.
const WINDOW_BYTES: u64 = 64;

/// A token is so many of the table's steps.
const STEPS_PER_TOKEN: u64 = 192;

/// A row has this many places, so that it is one vector; families have the first of them.
const ROW: usize = 8;

/// An estimate for every family at once, of all the texts that were added. Adding a text in pieces, wherever they are cut,
/// is the same as adding it whole, and more text is never fewer tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    steps: [u64; ROW],
    /// How much was added: it tells which bytes are looked at.
    bytes: u64,
    /// The last three bytes; see [`with`].
    before: u32,
}

impl Estimate {
    /// Of one text.
    pub fn of(text: &str) -> Estimate {
        let mut estimate = Estimate::default();
        estimate.add(text);
        estimate
    }

    /// Adds a text. Every prompt passes here.
    pub fn add(&mut self, text: &str) {
        let mut bytes = text.as_bytes();
        while !bytes.is_empty() {
            let (length, times) = window(self.bytes);
            let length = usize::try_from(length).unwrap_or(bytes.len());
            let (now, rest) = bytes.split_at_checked(length).unwrap_or((bytes, &[]));
            if times > 0 {
                now.chunks(256).for_each(|chunk| self.look_at(chunk, times));
            } else {
                let last = now.get(now.len().saturating_sub(3)..).unwrap_or_default();
                self.before = last.iter().fold(self.before, |before, byte| with(before, *byte));
            }
            self.bytes = self.bytes.saturating_add(now.len() as u64);
            bytes = rest;
        }
    }

    /// Adds tokens that are no text, as many in every family.
    pub fn add_tokens(&mut self, tokens: u64) {
        self.steps.iter_mut().for_each(|sum| *sum = sum.saturating_add(tokens.saturating_mul(STEPS_PER_TOKEN)));
    }

    /// Adds tokens that are no text, for each family its own.
    pub fn add_each(&mut self, tokens: impl Fn(Tokenizer) -> u64) {
        for (sum, tokenizer) in self.steps.iter_mut().zip(Tokenizer::ALL) {
            *sum = sum.saturating_add(tokens(*tokenizer).saturating_mul(STEPS_PER_TOKEN));
        }
    }

    /// About how many tokens all of it is, rounded up.
    pub fn tokens(&self, tokenizer: Tokenizer) -> u64 {
        self.steps.get(tokenizer as usize).map_or(0, |steps| steps.div_ceil(STEPS_PER_TOKEN))
    }

    /// At most 256 bytes, so that no sum of theirs outgrows 16 bits.
    fn look_at(&mut self, bytes: &[u8], times: u64) {
        let mut sums = [0_u16; ROW];
        let mut before = self.before;
        let mut look = |byte: &u8| {
            before = with(before, *byte);
            let Some(row) = STEPS.get(row(before)) else { return };
            sums.iter_mut().zip(row).for_each(|(sum, steps)| *sum = sum.wrapping_add(u16::from(*steps)));
        };
        // Eight at a time spare the loop seven turns of eight.
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| eight.iter().for_each(&mut look));
        rest.iter().for_each(&mut look);
        self.before = before;
        self.steps.iter_mut().zip(sums).for_each(|(all, sum)| *all = all.saturating_add(u64::from(sum) * times));
    }
}

/// The bytes before, and this one: their classes as a number of base 64, times the table's constant. That one has fourteen
/// zeros at its end, so that of the bytes before no more than two are still in it.
fn with(before: u32, byte: u8) -> u32 {
    (before << 6).wrapping_add(CLASSES.get(usize::from(byte)).copied().unwrap_or(0))
}

/// The row of three bytes: the upper bits of their product.
fn row(mixed: u32) -> usize {
    (mixed >> (u32::BITS - STEPS.len().ilog2())) as usize
}

/// How many bytes from here on are treated alike, and how often each of them counts.
fn window(at: u64) -> (u64, u64) {
    let Some(behind) = at.checked_sub(WHOLE_BYTES) else { return (WHOLE_BYTES - at, 1) };
    match behind % (WINDOWS * WINDOW_BYTES) {
        within if within < WINDOW_BYTES => (WINDOW_BYTES - within, WINDOWS),
        within => (WINDOWS * WINDOW_BYTES - within, 0),
    }
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

    /// Each place by itself, from the text as a whole.
    fn naive(text: &str) -> Estimate {
        let mut estimate = Estimate::default();
        for (at, byte) in text.bytes().enumerate() {
            let within = at.checked_sub(4096).map(|behind| behind % 256);
            let times = match within {
                None => 1,
                Some(0..64) => 4,
                Some(_) => 0,
            };
            let class = |back: usize| at.checked_sub(back).map_or(0, |at| CLASSES[usize::from(text.as_bytes()[at])]);
            let mixed = (u64::from(class(2)) * 4096 + u64::from(class(1)) * 64 + u64::from(class(0))) % (1 << 32);
            for (sum, steps) in estimate.steps.iter_mut().zip(STEPS[usize::try_from(mixed >> 18).unwrap()]) {
                *sum += u64::from(steps) * times;
            }
            assert_eq!(CLASSES[usize::from(byte)], class(0));
            (estimate.before, estimate.bytes) = (u32::try_from(mixed).unwrap(), at as u64 + 1);
        }
        estimate
    }

    fn every_kind() -> String {
        ('\0'..='\u{17f}').chain("数据 ¡ 🙂 Привет, κόσμε {\"a\": [1, 22.5]}\n".chars()).collect()
    }

    #[test]
    fn estimates_as_the_naive_twin() {
        for times in [0, 1, 3, 8, 9, 40] {
            let text = every_kind().repeat(times);
            assert_eq!(Estimate::of(&text), naive(&text), "{} bytes", text.len());
        }
    }

    #[test]
    fn a_text_in_pieces_is_the_text() {
        let text = every_kind().repeat(12);
        let whole = Estimate::of(&text);
        for step in [1, 2, 7, 63, 64, 65, 255, 256, 257, 4095, 4096, 4097] {
            let mut pieces = Estimate::default();
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let cut = rest.ceil_char_boundary(step);
                let (now, after) = rest.split_at(cut);
                pieces.add(now);
                rest = after;
            }
            assert_eq!(pieces, whole, "pieces of {step} bytes");
        }
    }

    #[test]
    fn more_text_is_never_fewer_tokens() {
        let text = every_kind().repeat(12);
        for tokenizer in Tokenizer::ALL {
            let mut estimate = Estimate::default();
            let mut before = 0;
            for c in text.chars() {
                estimate.add(c.encode_utf8(&mut [0; 4]));
                let tokens = estimate.tokens(*tokenizer);
                assert!(tokens >= before, "{tokenizer:?}");
                before = tokens;
            }
            assert!(before > 1000);
            estimate.add_tokens(7);
            assert_eq!(estimate.tokens(*tokenizer), before + 7);
            assert_eq!(Estimate::default().tokens(*tokenizer), 0);
        }
    }

    #[test]
    fn a_row_of_the_table_cannot_outgrow_its_sum() {
        assert!(Tokenizer::ALL.len() <= ROW);
        assert!(256 * u32::from(u8::MAX) <= u32::from(u16::MAX));
        assert!(CLASSES.iter().all(|class| class % (1 << 14) == 0), "else a fourth byte would matter");
        assert_eq!(STEPS.len(), 1 << 14);
        for (i, tokenizer) in Tokenizer::ALL.iter().enumerate() {
            assert_eq!(*tokenizer as usize, i);
        }
    }
}
