//! Numbers and columns for people.

use std::io::{self, Write};

/// A count with its thousands apart.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 request`, `2,000 requests`.
pub fn counted(n: u64, what: &str) -> String {
    format!("{} {what}{}", number(n), if n == 1 { "" } else { "s" })
}

/// Text that others wrote, for one line of a terminal: what would move the cursor, begin a line or turn the direction of
/// writing is shown as U+FFFD.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Whether a terminal does something else with it than to show it.
pub fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Columns of text, the first to the left, the others to the right.
pub fn columns(out: &mut dyn Write, head: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
    let cells = |i: usize| rows.iter().filter_map(move |row| row.get(i)).map(|cell| cell.chars().count());
    let widths: Vec<usize> =
        head.iter().enumerate().map(|(i, name)| cells(i).chain([name.chars().count()]).max().unwrap_or(0)).collect();
    let head: Vec<String> = head.iter().map(|name| (*name).to_owned()).collect();
    for row in std::iter::once(&head).chain(rows) {
        let mut line = String::from(" ");
        for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let gap = " ".repeat(width - cell.chars().count());
            line.push_str(&if i == 0 { format!(" {cell}{gap}") } else { format!("  {gap}{cell}") });
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_others_wrote_steers_the_terminal() {
        for (text, shown) in [
            ("clinic-1 ä 病院", "clinic-1 ä 病院"),
            ("a\nCOMPLETE: 1 record", "a\u{fffd}COMPLETE: 1 record"),
            ("\u{1b}[2J\r\t\u{9b}", "\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}"),
            ("a\u{202e}b\u{2028}", "a\u{fffd}b\u{fffd}"),
        ] {
            assert_eq!(plain(text), shown);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        for (n, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(number(n), text);
        }
        assert_eq!((counted(1, "day").as_str(), counted(2, "day").as_str()), ("1 day", "2 days"));
    }
}
