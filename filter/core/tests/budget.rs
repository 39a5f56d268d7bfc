//! The ledger of budgets against a naive twin that keeps every reservation apart, under other workers' interference.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Mutex;

use octroi_core::budget::{Account, Counters, Hold, InMemory, NoCounters, Per, Reserved};
use octroi_core::limits::RESERVATION_LEASE_SECONDS;
use proptest::prelude::*;

/// One worker's step.
#[derive(Debug, Clone)]
enum Step {
    /// Reserve so much.
    Reserve(u128),
    /// Settle one of the open reservations, picked by the first number, at so much per cent of its amount.
    Settle(usize, u128),
    /// Time passes, in seconds.
    Pass(u64),
}

fn steps(percent_max: u128) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0u128..200).prop_map(Step::Reserve),
        4 => (any::<usize>(), 0..=percent_max).prop_map(|(which, percent)| Step::Settle(which, percent)),
        1 => (0u64..2 * RESERVATION_LEASE_SECONDS).prop_map(Step::Pass),
        1 => (0u64..10).prop_map(|hours| Step::Pass(hours * 3600)),
    ];
    proptest::collection::vec(step, 0..120)
}

/// A reservation as the twin keeps it.
#[derive(Debug)]
struct Kept {
    hold: Hold,
    window: u64,
    lease: u64,
    settled: Option<u128>,
}

/// Workers that share one counter. Before a store, others may come first: as many of the steps left as `interference`
/// says are done in between, so that the compare-and-swap fails.
#[derive(Debug)]
struct World {
    counters: InMemory,
    account: Account,
    limit: u128,
    now: Cell<u64>,
    left: RefCell<Vec<Step>>,
    interference: RefCell<Vec<usize>>,
    kept: RefCell<Vec<Kept>>,
    refused: Cell<u32>,
}

impl Counters for World {
    fn load(&self, key: &str) -> Result<Option<(Vec<u8>, u32)>, NoCounters> {
        self.counters.load(key)
    }

    fn store(&self, key: &str, value: &[u8], version: Option<u32>) -> Result<bool, NoCounters> {
        let others = self.interference.borrow_mut().pop().unwrap_or(0);
        for _ in 0..others {
            let _ = self.step();
        }
        self.counters.store(key, value, version)
    }
}

impl World {
    /// Does the next step; `None` when there is none.
    fn step(&self) -> Option<()> {
        let step = self.left.borrow_mut().pop()?;
        match step {
            Step::Pass(seconds) => self.now.set(self.now.get() + seconds),
            Step::Reserve(amount) => {
                let now = self.now.get();
                match self.account.reserve(self, now, amount, Some(self.limit)).unwrap() {
                    Reserved::Full => self.refused.set(self.refused.get() + 1),
                    Reserved::Held { hold, .. } => {
                        // The page may have been turned by a step in between, which then is the one that counts.
                        let window = self.account.per.window(self.now.get());
                        let lease = self.now.get() / RESERVATION_LEASE_SECONDS;
                        self.kept.borrow_mut().push(Kept { hold, window, lease, settled: None });
                    }
                }
            }
            Step::Settle(which, percent) => {
                // The twin marks it at once: nobody else may settle it.
                let (index, hold, actual, window) = {
                    let mut kept = self.kept.borrow_mut();
                    let open: Vec<usize> = (0..kept.len()).filter(|i| kept[*i].settled.is_none()).collect();
                    let index = *open.get(which.checked_rem(open.len())?)?;
                    let actual = kept[index].hold.amount * percent / 100;
                    kept[index].settled = Some(actual);
                    (index, kept[index].hold, actual, kept[index].window)
                };
                let counted = self.account.settle(self, &hold, actual).unwrap();
                let book = self.account.per.window(self.now.get());
                assert!(!counted || window <= book, "{index}");
            }
        }
        Some(())
    }

    /// What the twin makes of it: spent, held, lapsed, and by how much actuals went beyond estimates.
    fn expected(&self) -> (u128, u128, u128, u128) {
        let (window, lease) = (self.account.per.window(self.now.get()), self.now.get() / RESERVATION_LEASE_SECONDS);
        let kept = self.kept.borrow();
        let of_window: Vec<&Kept> = kept.iter().filter(|kept| kept.window == window).collect();
        let open = |lapsed: bool| {
            let open = of_window.iter().filter(|kept| kept.settled.is_none() && (lease - kept.lease >= 2) == lapsed);
            open.map(|kept| kept.hold.amount).sum::<u128>()
        };
        let settled = of_window.iter().filter_map(|kept| Some((kept.settled?, kept.hold.amount)));
        let spent = settled.clone().map(|(actual, _)| actual).sum();
        let excess = settled.map(|(actual, estimate)| actual.saturating_sub(estimate)).sum();
        (spent, open(false), open(true), excess)
    }
}

fn world(per: Per, limit: u128, steps: Vec<Step>, interference: Vec<usize>) -> World {
    World {
        counters: InMemory::default(),
        account: Account { key: "budget".to_owned(), per },
        limit,
        now: Cell::new(1_795_305_600),
        left: RefCell::new(steps),
        interference: RefCell::new(interference),
        kept: RefCell::default(),
        refused: Cell::new(0),
    }
}

/// After every step the book says what the twin says, and no reservation has gone beyond the limit.
fn balances(world: &World) -> Result<(), TestCaseError> {
    while world.step().is_some() {
        let book = world.account.book(&world.counters, world.now.get()).unwrap();
        let (spent, held, lapsed, excess) = world.expected();
        prop_assert_eq!((book.spent(), book.held(), book.lapsed()), (spent, held, lapsed));
        prop_assert!(book.total() <= world.limit + excess, "{book:?}");
    }
    Ok(())
}

proptest! {
    /// Nothing is lost and nothing counted twice, whoever comes in between and whatever never ends. Time stands still
    /// within one step here, so that the twin need not guess in which of two windows a step fell.
    #[test]
    fn books_balance_under_interference(
        steps in steps(150),
        interference in proptest::collection::vec(0usize..4, 0..200),
        per in proptest::sample::select(Per::ALL),
        limit in 0u128..2_000,
    ) {
        let passes: Vec<Step> = steps.iter().filter(|step| matches!(step, Step::Pass(_))).cloned().collect();
        let others: Vec<Step> = steps.into_iter().filter(|step| !matches!(step, Step::Pass(_))).collect();
        let world = world(per, limit, Vec::new(), interference);
        for (chunk, pass) in others.chunks(7).zip(passes.into_iter().map(Some).chain(std::iter::repeat(None))) {
            world.left.borrow_mut().extend(chunk.iter().cloned());
            balances(&world)?;
            world.left.borrow_mut().extend(pass);
            balances(&world)?;
        }
    }

    /// With estimates that bound actuals, what is spent and held never goes beyond a hard limit, whatever happens when.
    #[test]
    fn a_hard_limit_holds_when_estimates_bound_actuals(
        steps in steps(100),
        interference in proptest::collection::vec(0usize..4, 0..200),
        limit in 0u128..2_000,
    ) {
        let world = world(Per::Month, limit, steps, interference);
        while world.step().is_some() {
            let book = world.account.book(&world.counters, world.now.get()).unwrap();
            prop_assert!(book.total() <= limit, "{book:?}");
        }
    }
}

/// Counters as a host with threads keeps them.
#[derive(Debug, Default)]
struct Shared(Mutex<BTreeMap<String, (Vec<u8>, u32)>>);

impl Counters for &Shared {
    fn load(&self, key: &str) -> Result<Option<(Vec<u8>, u32)>, NoCounters> {
        Ok(self.0.lock().unwrap().get(key).cloned())
    }

    fn store(&self, key: &str, value: &[u8], version: Option<u32>) -> Result<bool, NoCounters> {
        let mut counters = self.0.lock().unwrap();
        let same = counters.get(key).map(|(_, version)| *version) == version;
        if same {
            counters.insert(key.to_owned(), (value.to_vec(), version.unwrap_or(0) + 1));
        }
        Ok(same)
    }
}

#[test]
fn threads_share_a_budget_to_the_last_unit() {
    let shared = Shared::default();
    let account = Account { key: "budget".to_owned(), per: Per::Day };
    let worker = |seed: u128| {
        let mut spent = 0;
        for round in 0..500 {
            let amount = (seed * 31 + round * 17) % 100;
            if let Reserved::Held { hold, total } = account.reserve(&&shared, 0, amount, Some(40_000)).unwrap() {
                assert!(total <= 40_000);
                let actual = if round % 5 == 0 { 0 } else { amount / 2 };
                assert!(account.settle(&&shared, &hold, actual).unwrap());
                spent += actual;
            }
        }
        spent
    };
    let spent: u128 = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|seed| scope.spawn(move || worker(seed))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    let book = account.book(&&shared, 0).unwrap();
    assert_eq!((book.spent(), book.held(), book.lapsed()), (spent, 0, 0));
}

#[test]
fn a_hard_limit_is_used_up_to_the_last_unit() {
    let (counters, account) = (InMemory::default(), Account { key: "budget".to_owned(), per: Per::Hour });
    let reserve = |amount| account.reserve(&counters, 7200, amount, Some(10)).unwrap();
    assert!(matches!(reserve(7), Reserved::Held { total: 7, .. }));
    assert_eq!(reserve(4), Reserved::Full);
    assert!(matches!(reserve(3), Reserved::Held { total: 10, .. }));
    assert_eq!(reserve(1), Reserved::Full);
    assert!(matches!(reserve(0), Reserved::Held { total: 10, .. }));
    assert!(matches!(account.reserve(&counters, 7200 + 3600, 10, Some(10)).unwrap(), Reserved::Held { total: 10, .. }));
}

#[test]
fn what_comes_late_for_its_window_counts_in_the_open_one() {
    let (counters, account) = (InMemory::default(), Account { key: "budget".to_owned(), per: Per::Minute });
    let hold = |seconds| match account.reserve(&counters, seconds, 1, None).unwrap() {
        Reserved::Held { hold, total } => (hold, total),
        Reserved::Full => panic!("no limit"),
    };
    let (early, _) = hold(59);
    assert_eq!(hold(60).1, 1, "a new window");
    assert_eq!(hold(59).1, 2, "another worker has turned the page");
    assert!(!account.settle(&counters, &early, 5).unwrap(), "its window is over");
    assert_eq!(account.book(&counters, 60).unwrap().total(), 2);
    // A clock that was an hour ahead and is set right again.
    assert_eq!(hold(3_660).1, 1);
    assert_eq!(hold(120).1, 1);
}

#[test]
fn a_reservation_of_a_crashed_worker_lapses_and_may_still_be_settled() {
    const LEASE: u64 = RESERVATION_LEASE_SECONDS;
    let (counters, account) = (InMemory::default(), Account { key: "budget".to_owned(), per: Per::Month });
    let start = 1_795_305_600 / LEASE * LEASE;
    let Reserved::Held { hold, .. } = account.reserve(&counters, start, 8, Some(10)).unwrap() else { panic!() };
    let columns = |seconds| {
        let book = account.book(&counters, start + seconds).unwrap();
        (book.spent(), book.held(), book.lapsed())
    };
    assert_eq!(columns(2 * LEASE - 1), (0, 8, 0));
    assert_eq!(columns(2 * LEASE), (0, 0, 8));
    // It still counts: the request may have been sent.
    assert_eq!(account.reserve(&counters, start + 2 * LEASE, 3, Some(10)).unwrap(), Reserved::Full);
    let Reserved::Held { hold: next, .. } = account.reserve(&counters, start + 2 * LEASE, 2, Some(10)).unwrap() else {
        panic!()
    };
    assert_eq!(columns(2 * LEASE), (0, 2, 8));
    assert!(account.settle(&counters, &hold, 5).unwrap());
    assert_eq!(columns(2 * LEASE), (5, 2, 0));
    assert!(account.settle(&counters, &next, 0).unwrap());
    assert_eq!(columns(2 * LEASE), (5, 0, 0));
}
