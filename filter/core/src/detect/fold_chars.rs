//! What each character is folded to. Pure and free of dependencies: the build script compiles it too, so that word
//! lists and texts are folded by the same rule.
//!
//! Sources: Unicode 15 decompositions (NFKD without marks) for Latin, Greek and Cyrillic; general category `Nd` for
//! digits, `Pd` for dashes, `Zs` for spaces, `Cf` for what is dropped; UTS #39 confusables for the look-alikes.

/// What a character becomes in the folded view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// Stays as it is.
    Keep,
    /// Vanishes: zero-width, direction, soft hyphen, combining mark.
    Drop,
    /// One ASCII byte.
    Ascii(u8),
    /// Several ASCII bytes.
    Text(&'static str),
    /// Another character that is not ASCII.
    Char(char),
}

/// Folds one character. ASCII is always kept, case is always kept.
pub fn fold_char(c: char) -> Folded {
    let code = c as u32;
    match code {
        0..=0x7F => Folded::Keep,
        0x85 | 0x2028 | 0x2029 => Folded::Ascii(b'\n'),
        0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => Folded::Ascii(b' '),
        0xAD
        | 0x34F
        | 0x61C
        | 0x115F
        | 0x1160
        | 0x17B4
        | 0x17B5
        | 0x180B..=0x180E
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x206F
        | 0x3164
        | 0xFE00..=0xFE0F
        | 0xFEFF
        | 0xFFA0
        | 0xFFF9..=0xFFFB
        | 0xE0000..=0xE01EF => Folded::Drop,
        0x300..=0x36F
        | 0x483..=0x487
        | 0x591..=0x5BD
        | 0x610..=0x61A
        | 0x640
        | 0x64B..=0x65F
        | 0x670
        | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF
        | 0xFE20..=0xFE2F => Folded::Drop,
        0xAA => Folded::Ascii(b'a'),
        0xBA => Folded::Ascii(b'o'),
        0xB2 => Folded::Ascii(b'2'),
        0xB3 => Folded::Ascii(b'3'),
        0xB9 => Folded::Ascii(b'1'),
        0xAB | 0xBB | 0x201C..=0x201F | 0x2033 | 0x2039 | 0x203A => Folded::Ascii(b'"'),
        0xB4 | 0x2B9 | 0x2BB..=0x2BD | 0x2C8 | 0x2018..=0x201B | 0x2032 | 0x2035 => Folded::Ascii(b'\''),
        0xB7 | 0x2024 | 0x2027 | 0x2219 | 0x22C5 | 0x3002 | 0x30FB => Folded::Ascii(b'.'),
        0xC0..=0x24F => latin(&LATIN, code - 0xC0),
        0x1E00..=0x1EFF => latin(&LATIN_ADDITIONAL, code - 0x1E00),
        0x370..=0x3FF => greek(c),
        0x400..=0x52F => cyrillic(c),
        0x622 | 0x623 | 0x625 => Folded::Char('\u{627}'),
        0x624 => Folded::Char('\u{648}'),
        0x626 => Folded::Char('\u{64A}'),
        0x58A | 0x5BE | 0x2010..=0x2015 | 0x2043 | 0x2212 | 0x2E3A | 0x2E3B | 0xFE58 | 0xFE63 => Folded::Ascii(b'-'),
        0x2026 => Folded::Text("..."),
        0x2044 | 0x2215 => Folded::Ascii(b'/'),
        0x2116 => Folded::Text("No"),
        0x2070 | 0x2074..=0x2079 => Folded::Ascii(digit(code - 0x2070)),
        0x2080..=0x2089 => Folded::Ascii(digit(code - 0x2080)),
        0x2460..=0x2468 => Folded::Ascii(digit(code - 0x245F)),
        0x24B6..=0x24CF => Folded::Ascii(letter(b'A', code - 0x24B6)),
        0x24D0..=0x24E9 => Folded::Ascii(letter(b'a', code - 0x24D0)),
        0x24EA => Folded::Ascii(b'0'),
        0x1F00..=0x1FFF => greek_extended(code - 0x1F00),
        0xFB00..=0xFB06 => Folded::Text(ligature(code)),
        0xFF01..=0xFF5E => Folded::Ascii(u8::try_from(code - 0xFEE0).unwrap_or(b'?')),
        0x1D400..=0x1D6A3 => Folded::Ascii(mathematical(code - 0x1D400)),
        0x1D7CE..=0x1D7FF => Folded::Ascii(digit((code - 0x1D7CE) % 10)),
        0x1F130..=0x1F149 => Folded::Ascii(letter(b'A', code - 0x1F130)),
        0x1F150..=0x1F169 => Folded::Ascii(letter(b'A', code - 0x1F150)),
        0x1F170..=0x1F189 => Folded::Ascii(letter(b'A', code - 0x1F170)),
        _ => other_digit(code),
    }
}

/// The lower-case letter of the same length in UTF-8, for looking words up; final sigma counts as sigma.
pub fn lower(c: char) -> char {
    if c == '\u{3C2}' {
        return '\u{3C3}';
    }
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

/// A term of a word list as a folded, lower-cased text has it.
pub fn fold_term(term: &str) -> String {
    let mut out = String::with_capacity(term.len());
    for c in term.chars() {
        match fold_char(c) {
            Folded::Keep => out.push(lower(c)),
            Folded::Drop => {}
            Folded::Ascii(b) => out.push(char::from(b.to_ascii_lowercase())),
            Folded::Text(text) => out.push_str(&text.to_ascii_lowercase()),
            Folded::Char(other) => out.push(lower(other)),
        }
    }
    out
}

/// The Latin letter that a Greek or Cyrillic letter is drawn like, if there is one.
pub fn latin_look_alike(c: char) -> Option<u8> {
    let pairs = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeѕsіiјjоoрpсcуyхxԁdһhԛqԝwӀlΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvαaιi";
    let mut chars = pairs.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return u8::try_from(to as u32).ok();
        }
    }
    None
}

fn latin(table: &[&'static str], index: u32) -> Folded {
    match table.get(index as usize).map(|t| (t.as_bytes(), t)) {
        Some(([one], _)) => Folded::Ascii(*one),
        Some(([_, _, ..], text)) => Folded::Text(text),
        _ => Folded::Keep,
    }
}

fn greek(c: char) -> Folded {
    let base = match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'Ά' => 'Α',
        'Έ' => 'Ε',
        'Ή' => 'Η',
        'Ί' | 'Ϊ' => 'Ι',
        'Ό' => 'Ο',
        'Ύ' | 'Ϋ' => 'Υ',
        'Ώ' => 'Ω',
        '\u{37E}' => return Folded::Ascii(b';'),
        '\u{387}' => return Folded::Ascii(b'.'),
        _ => return Folded::Keep,
    };
    Folded::Char(base)
}

/// Polytonic letters of U+1F00.. by place; `_` is not assigned or has no base.
fn greek_extended(index: u32) -> Folded {
    const BASES: &str = "ααααααααΑΑΑΑΑΑΑΑεεεεεε__ΕΕΕΕΕΕ__ηηηηηηηηΗΗΗΗΗΗΗΗιιιιιιιιΙΙΙΙΙΙΙΙοοοοοο__ΟΟΟΟΟΟ__υυυυυυυυ_Υ_Υ_Υ_ΥωωωωωωωωΩΩΩΩΩΩΩΩααεεηηιιοουυωω__ααααααααΑΑΑΑΑΑΑΑηηηηηηηηΗΗΗΗΗΗΗΗωωωωωωωωΩΩΩΩΩΩΩΩααααα_ααΑΑΑΑΑ_ι___ηηη_ηηΕΕΗΗΗ___ιιιι__ιιΙΙΙΙ____υυυυρρυυΥΥΥΥΡ_____ωωω_ωωΟΟΩΩΩ___";
    // Every base is two bytes long and `_` is one, so the place is found by walking; polytonic text is rare.
    match BASES.chars().nth(index as usize) {
        Some('_') | None => Folded::Keep,
        Some(base) => Folded::Char(base),
    }
}

fn cyrillic(c: char) -> Folded {
    let base = match c {
        'ё' | 'ѐ' => 'е',
        'Ё' | 'Ѐ' => 'Е',
        'й' | 'ѝ' => 'и',
        'Й' | 'Ѝ' => 'И',
        'ї' => 'і',
        'Ї' => 'І',
        'ѓ' | 'ґ' => 'г',
        'Ѓ' | 'Ґ' => 'Г',
        'ќ' => 'к',
        'Ќ' => 'К',
        'ў' => 'у',
        'Ў' => 'У',
        _ => return Folded::Keep,
    };
    Folded::Char(base)
}

fn ligature(code: u32) -> &'static str {
    match code {
        0xFB00 => "ff",
        0xFB01 => "fi",
        0xFB02 => "fl",
        0xFB03 => "ffi",
        0xFB04 => "ffl",
        _ => "st",
    }
}

/// Mathematical alphabets (bold, italic, script ...) are 26 capitals and 26 small letters, over and over.
fn mathematical(index: u32) -> u8 {
    match index % 52 {
        i @ 0..=25 => letter(b'A', i),
        i => letter(b'a', i - 26),
    }
}

fn other_digit(code: u32) -> Folded {
    const ZEROS: [u32; 24] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
        0x1040, 0x1090, 0x17E0, 0x1810, 0xA620, 0xA8D0, 0xAA50, 0x1FBF0,
    ];
    if code < 0x660 {
        return Folded::Keep;
    }
    match ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)) {
        Some(zero) => Folded::Ascii(digit(code - zero)),
        None => Folded::Keep,
    }
}

fn digit(value: u32) -> u8 {
    letter(b'0', value % 10)
}

fn letter(first: u8, index: u32) -> u8 {
    first.wrapping_add((index & 0x7F) as u8)
}

const LATIN: [&str; 400] = [
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I", "D", "N", "O", "O", "O", "O", "O",
    "", "O", "U", "U", "U", "U", "Y", "Th", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i",
    "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y", "A", "a", "A", "a",
    "A", "a", "C", "c", "C", "c", "C", "c", "C", "c", "D", "d", "D", "d", "E", "e", "E", "e", "E", "e", "E", "e", "E",
    "e", "G", "g", "G", "g", "G", "g", "G", "g", "H", "h", "H", "h", "I", "i", "I", "i", "I", "i", "I", "i", "I", "i",
    "IJ", "ij", "J", "j", "K", "k", "k", "L", "l", "L", "l", "L", "l", "", "", "L", "l", "N", "n", "N", "n", "N", "n",
    "n", "N", "n", "O", "o", "O", "o", "O", "o", "OE", "oe", "R", "r", "R", "r", "R", "r", "S", "s", "S", "s", "S",
    "s", "S", "s", "T", "t", "T", "t", "T", "t", "U", "u", "U", "u", "U", "u", "U", "u", "U", "u", "U", "u", "W", "w",
    "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s", "b", "B", "", "", "", "", "", "", "", "", "D", "", "", "", "",
    "A", "", "", "f", "", "", "", "", "", "", "", "", "", "", "", "", "", "O", "o", "", "", "", "", "", "", "", "", "",
    "", "", "", "", "U", "u", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "DZ", "Dz",
    "dz", "LJ", "Lj", "lj", "NJ", "Nj", "nj", "A", "a", "I", "i", "O", "o", "U", "u", "U", "u", "U", "u", "U", "u",
    "U", "u", "", "A", "a", "A", "a", "", "", "", "", "G", "g", "K", "k", "O", "o", "O", "o", "", "", "j", "DZ", "Dz",
    "dz", "G", "g", "", "", "N", "n", "A", "a", "", "", "", "", "A", "a", "A", "a", "E", "e", "E", "e", "I", "i", "I",
    "i", "O", "o", "O", "o", "R", "r", "R", "r", "U", "u", "U", "u", "S", "s", "T", "t", "", "", "H", "h", "", "", "",
    "", "", "", "A", "a", "E", "e", "O", "o", "O", "o", "O", "o", "O", "o", "Y", "y", "", "", "", "", "", "", "", "",
    "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
];

const LATIN_ADDITIONAL: [&str; 256] = [
    "A", "a", "B", "b", "B", "b", "B", "b", "C", "c", "D", "d", "D", "d", "D", "d", "D", "d", "D", "d", "E", "e", "E",
    "e", "E", "e", "E", "e", "E", "e", "F", "f", "G", "g", "H", "h", "H", "h", "H", "h", "H", "h", "H", "h", "I", "i",
    "I", "i", "K", "k", "K", "k", "K", "k", "L", "l", "L", "l", "L", "l", "L", "l", "M", "m", "M", "m", "M", "m", "N",
    "n", "N", "n", "N", "n", "N", "n", "O", "o", "O", "o", "O", "o", "O", "o", "P", "p", "P", "p", "R", "r", "R", "r",
    "R", "r", "R", "r", "S", "s", "S", "s", "S", "s", "S", "s", "S", "s", "T", "t", "T", "t", "T", "t", "T", "t", "U",
    "u", "U", "u", "U", "u", "U", "u", "U", "u", "V", "v", "V", "v", "W", "w", "W", "w", "W", "w", "W", "w", "W", "w",
    "X", "x", "X", "x", "Y", "y", "Z", "z", "Z", "z", "Z", "z", "h", "t", "w", "y", "", "s", "", "", "SS", "", "A",
    "a", "A", "a", "A", "a", "A", "a", "A", "a", "A", "a", "A", "a", "A", "a", "A", "a", "A", "a", "A", "a", "A", "a",
    "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "I", "i", "I", "i", "O", "o", "O",
    "o", "O", "o", "O", "o", "O", "o", "O", "o", "O", "o", "O", "o", "O", "o", "O", "o", "O", "o", "O", "o", "U", "u",
    "U", "u", "U", "u", "U", "u", "U", "u", "U", "u", "U", "u", "Y", "y", "Y", "y", "Y", "y", "Y", "y", "", "", "", "",
    "", "",
];
