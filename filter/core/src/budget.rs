//! The ledger of budgets: what was spent and what is held of it, in counters that all workers share.
//!
//! Each budget has one counter, whose value is a [`Book`] of the window that is open:
//!
//! ```text
//! reserve the estimate ── held ──┬── settle the actual ───────────── spent
//!                                ├── release: settle nothing ─────── gone
//!                                └── never heard of again (a VM crashed): after one to two leases ── lapsed
//! ```
//!
//! `spent + held + lapsed` never goes beyond a hard limit by a reservation. What lapsed counts as spent at its estimate:
//! the request may have been sent, and the money with it. Should its end come late after all, it is settled like any
//! other. A window that is over takes its book with it: who settles then finds another window, and nothing to change.
//!
//! Counters are changed by compare-and-swap, so that workers need no lock. Everything here is pure but for
//! [`Counters`], which is the host's: two calls, and an implementation in memory for who has no host.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;

use crate::calendar::{SECONDS_PER_DAY, date_of, day_of};
use crate::limits::{COUNTER_TRIES_MAX, RESERVATION_LEASE_SECONDS};

/// How long a budget's window is. Windows are those of the calendar in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    /// From second 0 on.
    Minute,
    /// From minute 0 on.
    Hour,
    /// From midnight on.
    Day,
    /// From midnight of the first on.
    Month,
}

impl Per {
    /// Every value, in order.
    pub const ALL: &'static [Per] = &[Per::Minute, Per::Hour, Per::Day, Per::Month];

    /// The spelling in policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Per::Minute => "minute",
            Per::Hour => "hour",
            Per::Day => "day",
            Per::Month => "month",
        }
    }

    /// The window in which a moment lies. Consecutive windows have consecutive numbers.
    pub fn window(self, unix_seconds: u64) -> u64 {
        match self {
            Per::Minute => unix_seconds / 60,
            Per::Hour => unix_seconds / 3600,
            Per::Day => unix_seconds / SECONDS_PER_DAY,
            Per::Month => {
                let (year, month, _) = date_of(unix_seconds / SECONDS_PER_DAY);
                year * 12 + month - 1
            }
        }
    }

    /// The first second after a window: when it resets.
    pub fn end_unix_seconds(self, window: u64) -> u64 {
        let next = window.saturating_add(1);
        match self {
            Per::Minute => next.saturating_mul(60),
            Per::Hour => next.saturating_mul(3600),
            Per::Day => next.saturating_mul(SECONDS_PER_DAY),
            Per::Month => day_of(next / 12, next % 12 + 1, 1).saturating_mul(SECONDS_PER_DAY),
        }
    }
}

/// What one request holds of one budget, to be settled once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// How much, in the budget's unit.
    pub amount: u128,
    window: u64,
    lease: u64,
}

/// The value of a counter: all of one budget in one window. Amounts are in the budget's unit.
///
/// Every hold of the window that was not settled is in exactly one of `held`, `held_before` and `lapsed`: by its lease,
/// which is this book's, the one before, or an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Book {
    window: u64,
    /// The stretch of [`RESERVATION_LEASE_SECONDS`] in which `held` was reserved. Never goes back.
    lease: u64,
    held: u128,
    /// Reserved in the lease before.
    held_before: u128,
    /// Reserved earlier, and nobody came back.
    lapsed: u128,
    spent: u128,
}

impl Book {
    /// The form in a counter. Another form has another number in front.
    const FORM: u8 = 1;
    const BYTES: usize = 1 + 2 * 8 + 4 * 16;

    /// Settled at what was used.
    pub fn spent(&self) -> u128 {
        self.spent
    }

    /// Reserved by requests under way.
    pub fn held(&self) -> u128 {
        self.held.saturating_add(self.held_before)
    }

    /// Reserved by requests that were never heard of again. It counts as spent.
    pub fn lapsed(&self) -> u128 {
        self.lapsed
    }

    /// All that counts against the limit.
    pub fn total(&self) -> u128 {
        self.spent.saturating_add(self.held()).saturating_add(self.lapsed)
    }

    /// The book as of now: of the window that is open, with leases moved on. Who comes a moment late for a window (another
    /// worker has just turned the page) counts in the one that is open. A window farther ahead was opened by a clock that
    /// has been set back since, and is not waited for: `unix_seconds` must be the time of now, not of a request's head.
    fn at(self, per: Per, unix_seconds: u64) -> Book {
        let window = per.window(unix_seconds);
        let lease = unix_seconds / RESERVATION_LEASE_SECONDS;
        if self.window != window && self.window != window.saturating_add(1) {
            return Book { window, lease, ..Book::default() };
        }
        match lease.saturating_sub(self.lease) {
            0 => self,
            1 => Book {
                lease,
                held: 0,
                held_before: self.held,
                lapsed: self.lapsed.saturating_add(self.held_before),
                ..self
            },
            _ => Book { lease, held: 0, held_before: 0, lapsed: self.lapsed.saturating_add(self.held()), ..self },
        }
    }

    fn hold(&mut self, amount: u128) -> Hold {
        self.held = self.held.saturating_add(amount);
        Hold { amount, window: self.window, lease: self.lease }
    }

    /// False when the hold's window is over.
    fn settle(&mut self, hold: &Hold, actual: u128) -> bool {
        if hold.window != self.window {
            return false;
        }
        let column = match self.lease.saturating_sub(hold.lease) {
            0 => &mut self.held,
            1 => &mut self.held_before,
            _ => &mut self.lapsed,
        };
        *column = column.saturating_sub(hold.amount);
        self.spent = self.spent.saturating_add(actual);
        true
    }

    fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Book::BYTES);
        bytes.push(Book::FORM);
        [self.window, self.lease].iter().for_each(|n| bytes.extend_from_slice(&n.to_le_bytes()));
        let amounts = [self.held, self.held_before, self.lapsed, self.spent];
        amounts.iter().for_each(|n| bytes.extend_from_slice(&n.to_le_bytes()));
        bytes
    }

    /// `None` for another form, which a module of another version wrote: it starts anew.
    fn from_bytes(bytes: &[u8]) -> Option<Book> {
        let (form, rest) = bytes.split_first()?;
        let (numbers, amounts) = rest.split_at_checked(16)?;
        if *form != Book::FORM || bytes.len() != Book::BYTES {
            return None;
        }
        let number = |at| Some(u64::from_le_bytes(numbers.get(at..at + 8)?.try_into().ok()?));
        let amount = |at| Some(u128::from_le_bytes(amounts.get(at..at + 16)?.try_into().ok()?));
        Some(Book {
            window: number(0)?,
            lease: number(8)?,
            held: amount(0)?,
            held_before: amount(16)?,
            lapsed: amount(32)?,
            spent: amount(48)?,
        })
    }
}

/// Counters that all workers share, kept by the host.
pub trait Counters: Debug {
    /// A counter's value and version; `None` when there is none yet.
    ///
    /// # Errors
    /// The host has no counters.
    fn load(&self, key: &str) -> Result<Option<(Vec<u8>, u32)>, NoCounters>;

    /// Sets a counter whose version is still this one (`None`: that does not exist yet). False when it is not.
    ///
    /// # Errors
    /// The host has no counters.
    fn store(&self, key: &str, value: &[u8], version: Option<u32>) -> Result<bool, NoCounters>;
}

/// The host has no counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCounters;

/// A counter could not be changed: others always came first, or the host has none. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contended;

/// What a reservation came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// It is held.
    Held {
        /// To be settled once.
        hold: Hold,
        /// All that counts against the limit, this included.
        total: u128,
    },
    /// It does not fit, and nothing is held.
    Full,
}

/// A counter and its windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The counter's key.
    pub key: String,
    /// Its windows.
    pub per: Per,
}

impl Account {
    /// Holds an amount, if it fits below the limit; without one it always does.
    ///
    /// # Errors
    /// The counter could not be changed.
    pub fn reserve(
        &self,
        counters: &dyn Counters,
        unix_seconds: u64,
        amount: u128,
        limit: Option<u128>,
    ) -> Result<Reserved, Contended> {
        self.update(counters, |book| {
            let mut book = book.unwrap_or_default().at(self.per, unix_seconds);
            if limit.is_some_and(|limit| book.total().saturating_add(amount) > limit) {
                return (None, Reserved::Full);
            }
            let hold = book.hold(amount);
            (Some(book), Reserved::Held { hold, total: book.total() })
        })
    }

    /// Turns what is held into what was used; 0 releases it. False when its window is over, and its book with it.
    ///
    /// # Errors
    /// The counter could not be changed: the hold stays, and lapses.
    pub fn settle(&self, counters: &dyn Counters, hold: &Hold, actual: u128) -> Result<bool, Contended> {
        self.update(counters, |book| {
            let mut book = book.unwrap_or_default();
            let changed = book.settle(hold, actual);
            (changed.then_some(book), changed)
        })
    }

    /// The book as of now; `None` when the host has no counters.
    pub fn book(&self, counters: &dyn Counters, unix_seconds: u64) -> Option<Book> {
        let loaded = counters.load(&self.key).ok()?;
        let book = loaded.and_then(|(bytes, _)| Book::from_bytes(&bytes)).unwrap_or_default();
        Some(book.at(self.per, unix_seconds))
    }

    /// Changes the counter by compare-and-swap: `change` may be asked several times. A book that it does not give is not
    /// written.
    fn update<T>(
        &self,
        counters: &dyn Counters,
        change: impl Fn(Option<Book>) -> (Option<Book>, T),
    ) -> Result<T, Contended> {
        for _ in 0..COUNTER_TRIES_MAX {
            let loaded = counters.load(&self.key).map_err(|NoCounters| Contended)?;
            let version = loaded.as_ref().map(|(_, version)| *version);
            let (book, result) = change(loaded.and_then(|(bytes, _)| Book::from_bytes(&bytes)));
            let Some(book) = book else { return Ok(result) };
            if counters.store(&self.key, &book.to_bytes(), version).map_err(|NoCounters| Contended)? {
                return Ok(result);
            }
        }
        Err(Contended)
    }
}

/// Counters of one process with one thread: for the command line and tests.
#[derive(Debug, Default)]
pub struct InMemory(RefCell<BTreeMap<String, (Vec<u8>, u32)>>);

impl Counters for InMemory {
    fn load(&self, key: &str) -> Result<Option<(Vec<u8>, u32)>, NoCounters> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn store(&self, key: &str, value: &[u8], version: Option<u32>) -> Result<bool, NoCounters> {
        let mut counters = self.0.borrow_mut();
        if counters.get(key).map(|(_, version)| *version) != version {
            return Ok(false);
        }
        counters.insert(key.to_owned(), (value.to_vec(), version.unwrap_or(0).wrapping_add(1)));
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_those_of_the_calendar_in_utc() {
        let end_of_february = day_of(2028, 2, 29) * SECONDS_PER_DAY + 86_399; // 2028-02-29T23:59:59Z
        for per in Per::ALL {
            let window = per.window(end_of_february);
            assert_eq!(per.window(end_of_february + 1), window + 1, "{per:?}");
            assert_eq!(per.end_unix_seconds(window), end_of_february + 1, "{per:?}");
        }
        for (per, begins) in [(Per::Minute, (2028, 2, 29)), (Per::Day, (2028, 2, 29)), (Per::Month, (2028, 2, 1))] {
            let (year, month, day) = begins;
            let begin = match per {
                Per::Minute => end_of_february - 59,
                _ => day_of(year, month, day) * SECONDS_PER_DAY,
            };
            assert_eq!(per.window(begin), per.window(end_of_february), "{per:?}");
            assert_eq!(per.window(begin - 1), per.window(end_of_february) - 1, "{per:?}");
        }
        let december = day_of(2027, 12, 31) * SECONDS_PER_DAY;
        assert_eq!(Per::Month.end_unix_seconds(Per::Month.window(december)), day_of(2028, 1, 1) * SECONDS_PER_DAY);
    }

    #[test]
    fn a_book_survives_its_bytes_and_another_form_does_not() {
        let book = Book { window: 3, lease: 4, held: 5, held_before: u128::MAX, lapsed: 6, spent: 7 };
        let bytes = book.to_bytes();
        assert_eq!(bytes.len(), Book::BYTES);
        assert_eq!(Book::from_bytes(&bytes), Some(book));
        for bad in
            [&b""[..], &b"\x01"[..], &[bytes.clone(), vec![0]].concat(), &[vec![2], bytes[1..].to_vec()].concat()]
        {
            assert_eq!(Book::from_bytes(bad), None);
        }
    }

    /// A host that has none, or on which others always come first.
    #[derive(Debug)]
    struct Bad(bool);

    impl Counters for Bad {
        fn load(&self, _: &str) -> Result<Option<(Vec<u8>, u32)>, NoCounters> {
            if self.0 { Err(NoCounters) } else { Ok(None) }
        }
        fn store(&self, _: &str, _: &[u8], _: Option<u32>) -> Result<bool, NoCounters> {
            Ok(false)
        }
    }

    #[test]
    fn tries_end() {
        let account = Account { key: "k".to_owned(), per: Per::Day };
        for bad in [Bad(true), Bad(false)] {
            assert_eq!(account.reserve(&bad, 0, 1, None), Err(Contended), "{bad:?}");
            assert_eq!(account.reserve(&bad, 0, 1, Some(0)).is_ok(), !bad.0, "{bad:?}");
            assert_eq!(account.book(&bad, 0).is_none(), bad.0, "what is unknown is not zero: {bad:?}");
        }
    }
}
