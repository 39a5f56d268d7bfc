//! Money and prices in integers. Nothing here is a float, and nothing that is unknown is zero.
//!
//! An [`Amount`] counts millionths of a millionth (1e-12) of a currency's unit. A price of at most six decimals per
//! million tokens is then a whole number per token, so that a cost is exact: `2.50` per million tokens is 2,500,000
//! of these per token.

use std::fmt;

use crate::problem::quoted;

/// How many of an [`Amount`]'s steps make one unit of the currency.
pub const PICOS_PER_UNIT: i128 = 1_000_000_000_000;

/// An amount in 1e-12 of a currency's unit; negative for a saving. Sums saturate: no traffic reaches 1e26 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(pub i128);

impl Amount {
    /// Nothing.
    pub const ZERO: Amount = Amount(0);

    /// The sum.
    pub fn plus(self, other: Amount) -> Amount {
        Amount(self.0.saturating_add(other.0))
    }

    /// The difference.
    pub fn minus(self, other: Amount) -> Amount {
        Amount(self.0.saturating_sub(other.0))
    }
}

/// As a plain decimal of the currency's unit, exact, without trailing zeros: `0.000325`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ONE: u64 = 1_000_000_000_000;
        let picos = self.0.unsigned_abs();
        f.write_str(if self.0 < 0 { "-" } else { "" })?;
        // 128-bit division is dear, and no request costs eighteen million units.
        let mut rest = match u64::try_from(picos) {
            Ok(picos) => {
                write!(f, "{}", picos / ONE)?;
                picos % ONE
            }
            Err(_) => {
                write!(f, "{}", picos / u128::from(ONE))?;
                u64::try_from(picos % u128::from(ONE)).unwrap_or(0)
            }
        };
        // By hand: several amounts are written for every request, and padding is the dearest part of formatting.
        let mut decimals = *b".000000000000";
        for digit in decimals.iter_mut().skip(1).rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let decimals = std::str::from_utf8(&decimals).unwrap_or_default();
        f.write_str(decimals.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A currency as in ISO 4217: three letters, upper case.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Three letters, any case; `None` for anything else. Whether the code is assigned is not checked.
    pub fn parse(text: &str) -> Option<Currency> {
        let letters: [u8; 3] = text.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_alphabetic).then(|| Currency(letters.map(|b| b.to_ascii_uppercase())))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What something cost, or is expected to cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How much.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// What is counted to find a cost. Tokens of each kind are apart: none is counted in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quantities {
    /// Tokens read at the full price (without those of the cache).
    pub input_tokens: u64,
    /// Tokens read from the vendor's cache.
    pub cached_input_tokens: u64,
    /// Tokens written to the vendor's cache.
    pub cache_write_tokens: u64,
    /// Tokens produced, those of reasoning among them.
    pub output_tokens: u64,
    /// Images read.
    pub images: u64,
}

/// What one model costs on one upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// Of what the amounts are.
    pub currency: Currency,
    /// For a token read.
    pub input_token: Amount,
    /// For a token read from the vendor's cache; as a token read where it is not written.
    pub cached_input_token: Amount,
    /// For a token written to the vendor's cache; as a token read where it is not written.
    pub cache_write_token: Amount,
    /// For a token produced.
    pub output_token: Amount,
    /// For a request, whatever its size.
    pub request: Amount,
    /// For an image read, where the vendor prices images apart from tokens.
    pub image: Amount,
}

impl Price {
    /// What one request with these quantities costs.
    pub fn cost(&self, of: &Quantities) -> Cost {
        let times = |price: Amount, count: u64| Amount(price.0.saturating_mul(i128::from(count)));
        let amount = self
            .request
            .plus(times(self.input_token, of.input_tokens))
            .plus(times(self.cached_input_token, of.cached_input_tokens))
            .plus(times(self.cache_write_token, of.cache_write_tokens))
            .plus(times(self.output_token, of.output_tokens))
            .plus(times(self.image, of.images));
        Cost { amount, currency: self.currency }
    }
}

/// A decimal as it is written, with its sign, its digits as one integer, and how many of them are decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decimal {
    digits: i128,
    scale: i32,
}

/// An amount in the currency's unit, from a decimal's text: `12`, `0.15`, `1e-7`. Not negative; at most twelve decimals.
///
/// # Errors
/// Says what was expected, without the place.
pub fn parse_amount(text: &str) -> Result<Amount, String> {
    shifted(text, 12).map(Amount)
}

/// The price of one token, from the text of a price per million tokens. Not negative; at most six decimals, so that the
/// price of a token is exact.
///
/// # Errors
/// Says what was expected, without the place.
pub fn parse_per_million(text: &str) -> Result<Amount, String> {
    shifted(text, 6).map(Amount)
}

/// The price of one token on a machine with a price per hour that makes so many tokens a second, rounded up: a bill
/// never comes out lower than its estimate by rounding. `None` when it makes none.
pub fn per_token_of_hour(hour: Amount, tokens_per_second: u64) -> Option<Amount> {
    let tokens = i128::from(tokens_per_second).checked_mul(3600).filter(|n| *n > 0)?;
    let up = hour.0.checked_add(tokens - 1)?;
    Some(Amount(up.checked_div(tokens)?))
}

/// The decimal times ten to the `shift`, which must be a whole number.
fn shifted(text: &str, shift: i32) -> Result<i128, String> {
    let decimal = Decimal::parse(text).ok_or_else(|| format!("a decimal such as `0.15`, not {}", quoted(text)))?;
    if decimal.digits < 0 {
        return Err("a price that is not negative".to_owned());
    }
    let power = shift - decimal.scale;
    if power < 0 {
        return Err(format!("at most {shift} decimals"));
    }
    let factor = 10_i128.checked_pow(power.unsigned_abs()).ok_or("a smaller number")?;
    let value = decimal.digits.checked_mul(factor).ok_or("a smaller number")?;
    // Far beyond any price; keeps every product of a price and a count of tokens far from the end of the integers.
    if value > PICOS_PER_UNIT * 1_000_000_000 { Err("a smaller number".to_owned()) } else { Ok(value) }
}

impl Decimal {
    /// The text of a JSON number or of a plain decimal. Trailing zeros after the point do not count as decimals.
    fn parse(text: &str) -> Option<Decimal> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?),
            None => (text, 0),
        };
        let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let point_without_decimals = mantissa.contains('.') && decimals.is_empty();
        let all_digits = whole.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit());
        if whole.is_empty() || point_without_decimals || !all_digits {
            return None;
        }
        let decimals = decimals.trim_end_matches('0');
        let mut digits = 0_i128;
        for digit in whole.bytes().chain(decimals.bytes()) {
            digits = digits.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        let scale = i32::try_from(decimals.len()).ok()?.checked_sub(i32::from(exponent))?;
        Some(Decimal { digits: if negative { -digits } else { digits }, scale })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_exact() {
        for (text, picos) in [
            ("2.50", Ok(2_500_000)),
            ("0.15", Ok(150_000)),
            ("15", Ok(15_000_000)),
            ("0", Ok(0)),
            ("0.000001", Ok(1)),
            ("0.0000010", Ok(1)),
            ("1e-6", Ok(1)),
            ("1.5E1", Ok(15_000_000)),
            ("0.0000001", Err("at most 6 decimals")),
            ("-1", Err("a price that is not negative")),
            ("1e30", Err("a smaller number")),
            ("1e99", Err("a smaller number")),
            ("1e99999", Err("a decimal such as `0.15`, not `1e99999`")),
            (
                "999999999999999999999999999999999999999999",
                Err("a decimal such as `0.15`, not `999999999999999999999999999999999999999999`"),
            ),
            ("", Err("a decimal such as `0.15`, not ``")),
            (".5", Err("a decimal such as `0.15`, not `.5`")),
            ("5.", Err("a decimal such as `0.15`, not `5.`")),
            ("1,5", Err("a decimal such as `0.15`, not `1,5`")),
            ("$5", Err("a decimal such as `0.15`, not `$5`")),
        ] {
            assert_eq!(parse_per_million(text), picos.map(Amount).map_err(str::to_owned), "{text}");
        }
        assert_eq!(parse_amount("0.01"), Ok(Amount(10_000_000_000)));
    }

    #[test]
    fn amounts_print_exactly() {
        for (picos, text) in [
            (0, "0"),
            (1, "0.000000000001"),
            (-325_000_000, "-0.000325"),
            (PICOS_PER_UNIT, "1"),
            (PICOS_PER_UNIT * 12 + PICOS_PER_UNIT / 2, "12.5"),
            (PICOS_PER_UNIT * 100 + 1, "100.000000000001"),
            (PICOS_PER_UNIT * 20_000_000, "20000000"),
            (PICOS_PER_UNIT * -20_000_000 - 10, "-20000000.00000000001"),
        ] {
            assert_eq!(Amount(picos).to_string(), text);
        }
    }

    #[test]
    fn a_cost_adds_each_kind_at_its_own_price() {
        let per_million = |text| parse_per_million(text).unwrap();
        let price = Price {
            currency: Currency::parse("eur").unwrap(),
            input_token: per_million("2.5"),
            cached_input_token: per_million("1.25"),
            cache_write_token: per_million("3.125"),
            output_token: per_million("10"),
            request: parse_amount("0.001").unwrap(),
            image: parse_amount("0.002").unwrap(),
        };
        let of = Quantities {
            input_tokens: 1000,
            cached_input_tokens: 2000,
            cache_write_tokens: 400,
            output_tokens: 100,
            images: 2,
        };
        // 0.001 + 0.0025 + 0.0025 + 0.00125 + 0.001 + 0.004
        assert_eq!(price.cost(&of).to_string(), "0.01225 EUR");
        let most = Quantities { input_tokens: u64::MAX, output_tokens: u64::MAX, ..of };
        assert!(price.cost(&most).amount > Amount::ZERO);
    }

    #[test]
    fn an_hour_becomes_tokens_rounded_up() {
        let hour = parse_amount("2.00").unwrap();
        // 2 EUR / (1500 * 3600) tokens = 370.37 nano
        assert_eq!(per_token_of_hour(hour, 1500), Some(Amount(370_371)));
        assert_eq!(per_token_of_hour(hour, 0), None);
        assert_eq!(per_token_of_hour(Amount::ZERO, 10), Some(Amount::ZERO));
    }
}
