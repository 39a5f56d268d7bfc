//! Money and prices in integers. Nothing here is a float, and nothing that is unknown is zero.
//!
//! An [`Amount`] counts millionths of a millionth (1e-12) of a currency's unit. A price of at most six decimals per
//! million tokens is then a whole number per token, so that a cost is exact: `2.50` per million tokens is 2,500,000
//! of these per token.

use std::fmt;

use crate::calendar::Day;
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

    /// So many of it.
    pub fn times(self, count: u64) -> Amount {
        // 128-bit multiplication is dear; nearly every price and count has 32 bits.
        match (u32::try_from(self.0), u32::try_from(count)) {
            (Ok(picos), Ok(count)) => Amount(i128::from(u64::from(picos) * u64::from(count))),
            _ => Amount(self.0.saturating_mul(i128::from(count))),
        }
    }

    /// The difference.
    pub fn minus(self, other: Amount) -> Amount {
        Amount(self.0.saturating_sub(other.0))
    }
}

impl Amount {
    /// As a plain decimal of the currency's unit, exact, without trailing zeros: `0.000325`. By hand: several amounts are
    /// written for every request, and the formatter is many times dearer.
    pub fn decimal(self) -> String {
        const ONE: u64 = 1_000_000_000_000;
        let picos = self.0.unsigned_abs();
        let mut text = String::with_capacity(32);
        text.push_str(if self.0 < 0 { "-" } else { "" });
        // 128-bit division is dear, and no request costs eighteen million units.
        let mut rest = match u64::try_from(picos) {
            Ok(picos) => {
                push_number(&mut text, picos / ONE);
                picos % ONE
            }
            Err(_) => {
                text.push_str(&(picos / u128::from(ONE)).to_string());
                u64::try_from(picos % u128::from(ONE)).unwrap_or(0)
            }
        };
        if rest == 0 {
            return text;
        }
        let mut decimals = *b".000000000000";
        for digit in decimals.iter_mut().skip(1).rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let end = decimals.iter().rposition(|digit| *digit != b'0').unwrap_or(0);
        text.push_str(std::str::from_utf8(decimals.get(..=end).unwrap_or_default()).unwrap_or_default());
        text
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decimal())
    }
}

/// Appends a number. By hand: the formatter costs ten times as much, for ten numbers in every record.
pub(crate) fn push_number(text: &mut String, number: u64) {
    if number < 10 {
        return text.push(char::from(b'0' + number as u8));
    }
    let mut digits = [b'0'; 20]; // as many as the largest has
    let (mut begin, mut rest) = (digits.len(), number);
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + (rest % 10) as u8;
        (begin, rest) = (at, rest / 10);
        if rest == 0 {
            break;
        }
    }
    text.push_str(std::str::from_utf8(digits.get(begin..).unwrap_or_default()).unwrap_or_default());
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

impl Cost {
    /// `0.000325 EUR`.
    pub fn text(&self) -> String {
        let mut text = self.amount.decimal();
        text.push(' ');
        text.push_str(self.currency.as_str());
        text
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// What is counted to find a cost. Each token stands in one field only; none is counted in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quantities {
    /// Tokens read at the full price: without those of the cache and of audio.
    pub input_tokens: u64,
    /// Tokens read from the vendor's cache.
    pub cached_input_tokens: u64,
    /// Tokens written to the vendor's cache.
    pub cache_write_tokens: u64,
    /// Tokens of audio read.
    pub audio_input_tokens: u64,
    /// Tokens produced: without those of reasoning and of audio.
    pub output_tokens: u64,
    /// Tokens produced that the client does not see.
    pub reasoning_tokens: u64,
    /// Tokens of audio produced.
    pub audio_output_tokens: u64,
    /// Images read.
    pub images: u64,
    /// How soon the answer came: as the vendor said, else as it was wanted.
    pub tier: ServiceTier,
}

impl Quantities {
    /// Everything that was read: what a price for long contexts goes by.
    pub fn all_input_tokens(&self) -> u64 {
        [self.cached_input_tokens, self.cache_write_tokens, self.audio_input_tokens]
            .into_iter()
            .fold(self.input_tokens, u64::saturating_add)
    }
}

/// How soon an answer is wanted. Vendors take less for later and more for sooner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ServiceTier {
    /// As usual, and whatever a vendor may call it that is not known here.
    #[default]
    Standard,
    /// Within a day.
    Batch,
    /// When there is room.
    Flex,
    /// Before others.
    Priority,
}

impl ServiceTier {
    /// Those with a price of their own.
    pub const PRICED: &'static [ServiceTier] = &[ServiceTier::Batch, ServiceTier::Flex, ServiceTier::Priority];

    /// The spelling in requests (`service_tier`) and policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            ServiceTier::Standard => "standard",
            ServiceTier::Batch => "batch",
            ServiceTier::Flex => "flex",
            ServiceTier::Priority => "priority",
        }
    }

    /// The tier that a request names. A name that is not known is the standard: a client must not be able to make its
    /// costs unknown. Neither is `batch`, which no API takes of a single request: a server that passes over it would be
    /// paid whole, and the client have its discount.
    pub fn of_request(name: &str) -> ServiceTier {
        let named = [ServiceTier::Flex, ServiceTier::Priority].into_iter().find(|tier| tier.as_str() == name);
        named.unwrap_or_default()
    }

    /// The tier that an answer says it was served in. The vendor's own word, so that `batch` counts as well; a name that is
    /// not known has no price of its own and is the standard. `None` for `auto`, which is a wish and not an outcome.
    pub fn of_answer(name: &str) -> Option<ServiceTier> {
        let named = ServiceTier::PRICED.iter().find(|tier| tier.as_str() == name);
        (name != "auto").then(|| named.copied().unwrap_or_default())
    }
}

/// What a unit of one currency is in another, as an exact fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    numerator: u64,
    denominator: u64,
}

impl Rate {
    /// One for one.
    pub const ONE: Rate = Rate { numerator: 1, denominator: 1 };

    /// So many hundredths.
    pub const fn percent(percent: u16) -> Rate {
        Rate { numerator: percent as u64, denominator: 100 }
    }

    /// A decimal above zero of at most nine decimals and below a billion.
    ///
    /// # Errors
    /// Says what was expected, without the place.
    pub fn parse(text: &str) -> Result<Rate, String> {
        const DECIMALS: u64 = 1_000_000_000;
        let numerator = u64::try_from(shifted(text, 9)?).ok().filter(|n| *n < DECIMALS * DECIMALS);
        match numerator.ok_or("a smaller number")? {
            0 => Err("a number above zero".to_owned()),
            numerator => Ok(Rate { numerator, denominator: DECIMALS }.reduced()),
        }
    }

    /// One after the other.
    fn times(self, other: Rate) -> Rate {
        let (a, b) = (self.reduced(), other.reduced());
        Rate {
            numerator: a.numerator.saturating_mul(b.numerator),
            denominator: a.denominator.saturating_mul(b.denominator),
        }
    }

    /// The amount at this rate, rounded up to the next 1e-12: a cost never comes out lower by rounding, and the error is
    /// less than 1e-12 of a unit for each request, as a cost is converted once and as a whole.
    pub fn convert(self, amount: Amount) -> Amount {
        if self.numerator == self.denominator {
            return amount;
        }
        // 128-bit division is dear; nearly every cost fits in 64 bits.
        let small = u64::try_from(amount.0).ok().and_then(|picos| picos.checked_mul(self.numerator));
        if let Some(product) = small {
            return Amount(i128::from(product.div_ceil(self.denominator.max(1))));
        }
        let (numerator, denominator) = (i128::from(self.numerator), i128::from(self.denominator.max(1)));
        let (whole, rest) = (amount.0.div_euclid(denominator), amount.0.rem_euclid(denominator));
        let rest = rest.saturating_mul(numerator).saturating_add(denominator - 1).div_euclid(denominator);
        Amount(whole.saturating_mul(numerator).saturating_add(rest))
    }

    fn reduced(self) -> Rate {
        let (mut a, mut b) = (self.numerator, self.denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = a.max(1);
        Rate { numerator: self.numerator / divisor, denominator: self.denominator / divisor }
    }
}

/// What each kind of token costs, for one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenPrices {
    /// Read.
    pub input: Amount,
    /// Read from the vendor's cache.
    pub cached_input: Amount,
    /// Written to the vendor's cache.
    pub cache_write: Amount,
    /// Audio read.
    pub audio_input: Amount,
    /// Produced.
    pub output: Amount,
    /// Produced while reasoning.
    pub reasoning: Amount,
    /// Audio produced.
    pub audio_output: Amount,
}

impl TokenPrices {
    /// Those that vendors seldom price apart cost what a token read or produced costs.
    pub const fn plain(input: Amount, output: Amount) -> TokenPrices {
        TokenPrices {
            input,
            cached_input: input,
            cache_write: input,
            audio_input: input,
            output,
            reasoning: output,
            audio_output: output,
        }
    }

    fn cost(&self, of: &Quantities) -> Amount {
        [
            (self.input, of.input_tokens),
            (self.cached_input, of.cached_input_tokens),
            (self.cache_write, of.cache_write_tokens),
            (self.audio_input, of.audio_input_tokens),
            (self.output, of.output_tokens),
            (self.reasoning, of.reasoning_tokens),
            (self.audio_output, of.audio_output_tokens),
        ]
        .into_iter()
        .fold(Amount::ZERO, |sum, (price, count)| sum.plus(price.times(count)))
    }
}

/// What one model costs on one upstream, for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The first day on which it holds, in UTC; `None`: it always did.
    pub from: Option<Day>,
    /// The last day on which it holds; `None`: until another one is written.
    pub until: Option<Day>,
    /// The currency in which it is written: that of the vendor's invoice.
    pub currency: Currency,
    /// What that is in the policy's currency.
    pub rate: Rate,
    /// The policy's currency, in which costs are told.
    pub cost_currency: Currency,
    /// For tokens.
    pub tokens: TokenPrices,
    /// For the tokens of a request that reads more than so many.
    pub long_context: Option<(u64, TokenPrices)>,
    /// For a request, whatever its size.
    pub request: Amount,
    /// For an image read, where the vendor prices images apart from tokens.
    pub image: Amount,
    /// What part of all this is paid in a tier; a tier that is not written costs the whole.
    pub tiers: Vec<(ServiceTier, Rate)>,
}

impl Price {
    /// What one request with these quantities costs, in the policy's currency.
    pub fn cost(&self, of: &Quantities) -> Cost {
        let tokens = match &self.long_context {
            Some((above, prices)) if of.all_input_tokens() > *above => prices,
            _ => &self.tokens,
        };
        let whole = tokens.cost(of).plus(self.request).plus(self.image.times(of.images));
        let part = self.tiers.iter().find(|(tier, _)| *tier == of.tier).map(|(_, part)| *part);
        let rate = part.map_or(self.rate, |part| part.times(self.rate));
        Cost { amount: rate.convert(whole), currency: self.cost_currency }
    }

    /// Whether it holds on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The prices of one model on one upstream, in order of time, of which no two hold on the same day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prices(pub(crate) Vec<Price>);

impl Prices {
    /// The one that holds on that day. `None` is unknown, not nothing: a price is not used past its last day, as nobody
    /// has said that it still holds.
    pub fn on(&self, day: Day) -> Option<&Price> {
        self.0.iter().find(|price| price.holds_on(day))
    }

    /// Every one, in order of time.
    pub fn all(&self) -> &[Price] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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

/// The price of one token on a machine with a price per hour that makes so many tokens a second while it is busy, and is
/// busy for so many hundredths of the time. Rounded up: a bill never comes out lower than its estimate by rounding.
/// `None` when it makes none.
pub fn per_token_of_hour(hour: Amount, tokens_per_second: u64, utilisation_percent: u64) -> Option<Amount> {
    let tokens_in_100_hours =
        i128::from(tokens_per_second).checked_mul(3600)?.checked_mul(utilisation_percent.into())?;
    let tokens = Some(tokens_in_100_hours).filter(|n| *n > 0)?;
    let up = hour.0.checked_mul(100)?.checked_add(tokens - 1)?;
    Some(Amount(up.checked_div(tokens)?))
}

/// A decimal of at most `shift` decimals, times ten to the `shift`: a whole number.
fn shifted(text: &str, shift: i32) -> Result<i128, String> {
    let decimal = Decimal::parse(text).ok_or_else(|| format!("a decimal such as `0.15`, not {}", quoted(text)))?;
    if decimal.digits < 0 {
        return Err("a number that is not negative".to_owned());
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
            ("-1", Err("a number that is not negative")),
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

    fn amount(text: &str) -> Amount {
        parse_amount(text).unwrap()
    }

    fn per_million(text: &str) -> Amount {
        parse_per_million(text).unwrap()
    }

    /// A price with something different for everything.
    fn price() -> Price {
        let eur = Currency::parse("eur").unwrap();
        let tokens = TokenPrices {
            cached_input: per_million("1.25"),
            cache_write: per_million("3.125"),
            audio_input: per_million("40"),
            reasoning: per_million("12"),
            audio_output: per_million("80"),
            ..TokenPrices::plain(per_million("2.5"), per_million("10"))
        };
        Price {
            from: None,
            until: None,
            currency: eur,
            rate: Rate::ONE,
            cost_currency: eur,
            tokens,
            long_context: None,
            request: amount("0.001"),
            image: amount("0.002"),
            tiers: vec![(ServiceTier::Batch, Rate::percent(50))],
        }
    }

    #[test]
    fn the_fast_way_and_the_long_way_of_multiplying_agree() {
        let edge = u64::from(u32::MAX);
        let counts = [0, 1, 7, edge - 1, edge, edge + 1, u64::MAX];
        for price in [0, 1, -1, 2_500_000, i128::from(edge), i128::from(edge) + 1, -i128::from(edge), 1 << 90] {
            for count in counts {
                assert_eq!(Amount(price).times(count).0, price.saturating_mul(count.into()), "{price} * {count}");
            }
        }
    }

    #[test]
    fn a_cost_adds_each_kind_at_its_own_price() {
        let all = Quantities {
            input_tokens: 1000,
            cached_input_tokens: 2000,
            cache_write_tokens: 400,
            audio_input_tokens: 100,
            output_tokens: 100,
            reasoning_tokens: 500,
            audio_output_tokens: 10,
            images: 2,
            tier: ServiceTier::Standard,
        };
        let none = Quantities::default();
        for (of, cost) in [
            (none, "0.001 EUR"),
            (Quantities { input_tokens: 1000, ..none }, "0.0035 EUR"),
            (Quantities { cached_input_tokens: 2000, ..none }, "0.0035 EUR"),
            (Quantities { cache_write_tokens: 400, ..none }, "0.00225 EUR"),
            (Quantities { audio_input_tokens: 100, ..none }, "0.005 EUR"),
            (Quantities { output_tokens: 100, ..none }, "0.002 EUR"),
            (Quantities { reasoning_tokens: 500, ..none }, "0.007 EUR"),
            (Quantities { audio_output_tokens: 10, ..none }, "0.0018 EUR"),
            (Quantities { images: 2, ..none }, "0.005 EUR"),
            (all, "0.02305 EUR"),
            (Quantities { tier: ServiceTier::Batch, ..all }, "0.011525 EUR"),
            (Quantities { tier: ServiceTier::Priority, ..all }, "0.02305 EUR"),
        ] {
            assert_eq!(price().cost(&of).to_string(), cost, "{of:?}");
        }
        let most = Quantities { input_tokens: u64::MAX, output_tokens: u64::MAX, ..all };
        assert!(price().cost(&most).amount > Amount::ZERO);
    }

    #[test]
    fn a_long_context_has_its_own_price_from_the_first_token() {
        let long = TokenPrices::plain(per_million("5"), per_million("20"));
        let price = Price { long_context: Some((1000, long)), request: Amount::ZERO, ..price() };
        let of = |input_tokens, cached_input_tokens| {
            let of = Quantities { input_tokens, cached_input_tokens, output_tokens: 100, ..Quantities::default() };
            price.cost(&of).amount.to_string()
        };
        assert_eq!(of(1000, 0), "0.0035");
        assert_eq!(of(1001, 0), "0.007005");
        assert_eq!(of(900, 101), "0.007005", "what comes from the cache makes it long too");
    }

    #[test]
    fn another_currency_is_converted_once_and_rounded_up() {
        let usd = Price { currency: Currency::parse("USD").unwrap(), rate: Rate::parse("0.9215").unwrap(), ..price() };
        let of = Quantities { input_tokens: 1000, ..Quantities::default() };
        assert_eq!(usd.cost(&of).to_string(), "0.00322525 EUR");
        let half = Quantities { tier: ServiceTier::Batch, ..of };
        assert_eq!(usd.cost(&half).to_string(), "0.001612625 EUR");
        for (rate, picos, converted) in [
            ("0.9215", 1_000_000, 921_500),
            ("0.9215", 1, 1),
            ("0.333333333", 3, 1),
            ("0.333333333", 10, 4),
            ("1.0", 7, 7),
            ("163.27", 100, 16_327),
            ("0.000000001", 1_000_000_000, 1),
            ("0.000000001", 1_000_000_001, 2),
            ("0.5", i128::from(u64::MAX) * 6 + 1, i128::from(u64::MAX) * 3 + 1),
            ("999999999.999999999", i128::MAX, i128::MAX),
        ] {
            assert_eq!(Rate::parse(rate).unwrap().convert(Amount(picos)), Amount(converted), "{picos} at {rate}");
        }
        for (text, expected) in [
            ("0", "a number above zero"),
            ("-1", "a number that is not negative"),
            ("0.1234567891", "at most 9 decimals"),
            ("1000000000", "a smaller number"),
            ("one", "a decimal such as `0.15`, not `one`"),
        ] {
            assert_eq!(Rate::parse(text), Err(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_fast_way_and_the_long_way_of_converting_agree() {
        for seed in 1..2000_u64 {
            let number = |salt: u64| seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23).wrapping_mul(salt | 1);
            let rate = Rate { numerator: number(3) % 1_000_000 + 1, denominator: number(5) % 1_000_000 + 1 };
            let amount = number(7) % 1_000_000_000_000;
            let exact = (u128::from(amount) * u128::from(rate.numerator)).div_ceil(u128::from(rate.denominator));
            assert_eq!(rate.convert(Amount(amount.into())).0, i128::try_from(exact).unwrap());
            // The same amount, too large for the fast way.
            let large = i128::from(amount) << 50;
            let exact = large * i128::from(rate.numerator) + i128::from(rate.denominator) - 1;
            assert_eq!(rate.convert(Amount(large)).0, exact / i128::from(rate.denominator));
        }
    }

    #[test]
    fn a_price_holds_from_its_first_to_its_last_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        let of =
            |from: Option<&str>, until: Option<&str>| Price { from: from.map(day), until: until.map(day), ..price() };
        let prices = Prices(vec![
            of(None, Some("2026-06-30")),
            of(Some("2026-07-01"), Some("2026-12-31")),
            of(Some("2027-02-01"), None),
        ]);
        for (on, place) in [
            ("1970-01-01", Some(0)),
            ("2026-06-30", Some(0)),
            ("2026-07-01", Some(1)),
            ("2026-12-31", Some(1)),
            ("2027-01-01", None),
            ("2027-01-31", None),
            ("2027-02-01", Some(2)),
            ("9999-12-31", Some(2)),
        ] {
            assert_eq!(prices.on(day(on)), place.and_then(|place: usize| prices.all().get(place)), "{on}");
        }
        assert!(Prices::default().on(Day::default()).is_none() && Prices::default().is_empty());
    }

    #[test]
    fn an_hour_becomes_tokens_rounded_up() {
        let hour = amount("2.00");
        // 2 EUR / (1500 * 3600) tokens = 370.37 nano
        assert_eq!(per_token_of_hour(hour, 1500, 100), Some(Amount(370_371)));
        // Busy for a quarter of the time: each token carries four times the rent.
        assert_eq!(per_token_of_hour(hour, 1500, 25), Some(Amount(1_481_482)));
        assert_eq!(per_token_of_hour(hour, 0, 100), None);
        assert_eq!(per_token_of_hour(hour, 10, 0), None);
        assert_eq!(per_token_of_hour(Amount::ZERO, 10, 100), Some(Amount::ZERO));
    }

    #[test]
    fn an_unknown_tier_is_the_standard() {
        for (name, tier) in [
            ("batch", ServiceTier::Standard),
            ("flex", ServiceTier::Flex),
            ("priority", ServiceTier::Priority),
            ("auto", ServiceTier::Standard),
            ("default", ServiceTier::Standard),
            ("free of charge", ServiceTier::Standard),
            ("", ServiceTier::Standard),
        ] {
            assert_eq!(ServiceTier::of_request(name), tier, "{name}");
        }
    }

    #[test]
    fn an_answer_names_the_tier_it_was_served_in() {
        for (name, tier) in [
            ("batch", Some(ServiceTier::Batch)),
            ("flex", Some(ServiceTier::Flex)),
            ("priority", Some(ServiceTier::Priority)),
            ("default", Some(ServiceTier::Standard)),
            ("standard", Some(ServiceTier::Standard)),
            ("on_demand", Some(ServiceTier::Standard)),
            ("Flex", Some(ServiceTier::Standard)),
            ("", Some(ServiceTier::Standard)),
            ("auto", None),
        ] {
            assert_eq!(ServiceTier::of_answer(name), tier, "{name}");
        }
    }
}
