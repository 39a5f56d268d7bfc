//! Build or buy: from which daily volume own servers cost less than the API, over some months.
//!
//! With v requests a day and n servers, over h months:
//!
//! ```text
//! api(v, h)  = cost of the sample / requests of the sample * v * 30.437 * h
//! busy(v)    = v * (input tokens / input rate + output tokens / output rate) of a mean request     [server-seconds a day]
//! n(v)       = max(servers at least, ceil(busy(v) * peak / (86,400 * use at most)))
//! own(n, h)  = setup + n * price * min(h, write-off) / write-off + h * (n * (hosting + electricity) + people)
//! ```
//!
//! Everything is integers: both sides are compared over their common denominator, so that the volume found is exact.

use octroi_core::money::Amount;

use super::assume::Assumptions;

/// Thousandths of a day in a month: 365.25 / 12.
const MONTH_MILLIDAYS: i128 = 30_437;
/// Hours of a month, for electricity: 8,760 a year.
const MONTH_HOURS: i128 = 730;
/// A fleet larger than this is no longer a question for a log.
pub const SERVERS_MAX: i128 = 1_000;

/// The requests that could run on own servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    pub requests: i128,
    pub input_tokens: i128,
    pub output_tokens: i128,
    /// What they cost at the API.
    pub cost: Amount,
    /// The busiest hour, in percent of the average hour.
    pub peak_percent: i128,
}

/// Costs by the month and once, in picos.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub sample: Sample,
    pub setup: i128,
    pub server_price: i128,
    pub write_off_months: i128,
    pub hosting_month: i128,
    pub electricity_month: i128,
    pub people_month: i128,
    pub servers_at_least: i128,
    /// Server-microseconds of the whole sample.
    pub busy_micros: i128,
    pub use_percent: i128,
}

/// What own servers cost over some months, by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    pub servers: i128,
    pub setup: Amount,
    pub hardware: Amount,
    pub hosting: Amount,
    pub electricity: Amount,
    pub people: Amount,
}

impl Own {
    pub fn sum(&self) -> Amount {
        [self.setup, self.hardware, self.hosting, self.electricity, self.people]
            .into_iter()
            .fold(Amount::ZERO, Amount::plus)
    }

    /// People's part of it, set-up work not counted.
    pub fn people_percent(&self) -> i128 {
        (self.people.0 * 100).checked_div(self.sum().0).unwrap_or(0)
    }
}

impl Plan {
    pub fn new(sample: Sample, given: &Assumptions) -> Plan {
        let rate = |tokens: i128, name: &str| tokens * 1_000_000 / given.count(name);
        let watts =
            given.count("server_watts") * given.count("server_average_load") * given.count("power_usage_effectiveness");
        let kwh_millionths = watts * MONTH_HOURS / 10; // watts carry two percentages: / (1000 * 100 * 100) * 1e6
        Plan {
            sample,
            setup: given.money("setup").0,
            server_price: given.money("server_price").0,
            write_off_months: given.count("server_write_off_months"),
            hosting_month: given.money("hosting_per_server_month").0,
            electricity_month: kwh_millionths * given.money("electricity_kwh").0 / 1_000_000,
            people_month: given.money("person_year").0 * given.count("people") / 1_200,
            servers_at_least: given.count("servers_at_least"),
            busy_micros: rate(sample.input_tokens, "server_input_tokens_per_second")
                + rate(sample.output_tokens, "server_output_tokens_per_second"),
            use_percent: given.count("server_use_at_most"),
        }
    }

    /// Most requests a day that n servers bear.
    pub fn capacity(&self, servers: i128) -> i128 {
        let seconds = 86_400_i128 * 1_000_000 * self.use_percent * self.sample.requests * servers;
        seconds.checked_div(self.busy_micros * self.sample.peak_percent).unwrap_or(i128::MAX)
    }

    /// Servers for so many requests a day; `None`: more than [`SERVERS_MAX`].
    pub fn servers(&self, per_day: i128) -> Option<i128> {
        let (mut low, mut high) = (self.servers_at_least, SERVERS_MAX.max(self.servers_at_least));
        if self.capacity(high) < per_day {
            return None;
        }
        while low < high {
            let middle = (low + high) / 2;
            if self.capacity(middle) < per_day { low = middle + 1 } else { high = middle }
        }
        Some(low)
    }

    /// What the API costs for so many requests a day.
    pub fn api(&self, per_day: i128, months: i128) -> Amount {
        let all = self.sample.cost.0 * per_day * months * MONTH_MILLIDAYS;
        Amount(all.checked_div(self.sample.requests * 1_000).unwrap_or(0))
    }

    /// What n servers cost.
    pub fn own(&self, servers: i128, months: i128) -> Own {
        let used = months.min(self.write_off_months);
        Own {
            servers,
            setup: Amount(self.setup),
            hardware: Amount((servers * self.server_price * used).checked_div(self.write_off_months).unwrap_or(0)),
            hosting: Amount(servers * self.hosting_month * months),
            electricity: Amount(servers * self.electricity_month * months),
            people: Amount(self.people_month * months),
        }
    }

    /// The same, times the months of the write-off: no division, nothing rounded.
    fn own_scaled(&self, servers: i128, months: i128) -> i128 {
        let monthly = servers * (self.hosting_month + self.electricity_month) + self.people_month;
        self.write_off_months * (self.setup + months * monthly)
            + servers * self.server_price * months.min(self.write_off_months)
    }

    /// The smallest daily volume at which own servers cost no more than the API over these months, with the servers it
    /// takes; `None`: there is none, whatever the volume.
    pub fn break_even(&self, months: i128) -> Option<(i128, i128)> {
        // api(v, h) >= own(n, h), both times `requests * 1000 * write-off months`
        let api_of_one = self.sample.cost.0 * months * MONTH_MILLIDAYS * self.write_off_months;
        if api_of_one <= 0 {
            return None;
        }
        // The more servers, the more volume pays for them: the first number that bears what it needs is the smallest.
        for servers in self.servers_at_least..=SERVERS_MAX.max(self.servers_at_least) {
            let own = self.own_scaled(servers, months) * self.sample.requests * 1_000;
            let needed = ((own + api_of_one - 1) / api_of_one).max(1);
            if needed <= self.capacity(servers) {
                return Some((needed, servers));
            }
        }
        None
    }

    /// The first month by whose end own servers have cost no more than the API, at this daily volume.
    pub fn month_of_break_even(&self, per_day: i128, months_max: i128) -> Option<i128> {
        let servers = self.servers(per_day)?;
        (1..=months_max).find(|months| self.own(servers, *months).sum() <= self.api(per_day, *months))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plan() -> impl Strategy<Value = Plan> {
        let sample = (1..50_i128, 0..400_000_i128, 0..90_000_i128, 1..9_000_i128, 100..900_i128).prop_map(
            |(requests, input_tokens, output_tokens, cost, peak_percent)| Sample {
                requests,
                input_tokens,
                output_tokens,
                cost: Amount(cost * 10_000_000_000),
                peak_percent,
            },
        );
        let money = |most: i128| (0..most).prop_map(|n| n * 1_000_000_000_000);
        (sample, money(9_000), money(9_000), 1..48_i128, money(300), money(90), money(3_000), 1..4_i128, 10..100_i128)
            .prop_map(
                |(
                    sample,
                    setup,
                    server_price,
                    write_off_months,
                    hosting_month,
                    electricity_month,
                    people_month,
                    least,
                    used,
                )| Plan {
                    sample,
                    setup,
                    server_price,
                    write_off_months,
                    hosting_month,
                    electricity_month,
                    people_month,
                    servers_at_least: least,
                    busy_micros: sample.input_tokens * 111 + sample.output_tokens * 667 + 1,
                    use_percent: used,
                },
            )
    }

    /// Servers by counting up, for a day's work at the rate of the busiest hour.
    fn servers_counted(plan: &Plan, per_day: i128) -> i128 {
        let busy = per_day * plan.busy_micros * plan.sample.peak_percent; // for `requests` times as many seconds
        (plan.servers_at_least..)
            .find(|n| n * 86_400_000_000 * plan.use_percent * plan.sample.requests >= busy)
            .unwrap()
    }

    /// Month by month: pays for each, then compares. All over the denominator `requests * 1000 * write-off months`.
    fn own_is_no_dearer(plan: &Plan, per_day: i128, months: i128) -> bool {
        let scale = plan.sample.requests * 1_000 * plan.write_off_months;
        let servers = servers_counted(plan, per_day);
        let (mut own, mut api) = (plan.setup * scale, 0);
        for month in 1..=months {
            own += servers * (plan.hosting_month + plan.electricity_month) * scale + plan.people_month * scale;
            if month <= plan.write_off_months {
                own += servers * plan.server_price * plan.sample.requests * 1_000;
            }
            api += plan.sample.cost.0 * per_day * MONTH_MILLIDAYS * plan.write_off_months;
        }
        own <= api
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn break_even_is_what_a_simulation_finds(plan in plan(), months in 1..20_i128) {
            const TRIED: i128 = 4_000;
            let simulated = (1..=TRIED).find(|per_day| own_is_no_dearer(&plan, *per_day, months));
            let computed = plan.break_even(months);
            match simulated {
                Some(volume) => {
                    prop_assert_eq!(computed.map(|found| found.0), Some(volume));
                    prop_assert_eq!(computed.map(|found| found.1), Some(servers_counted(&plan, volume)));
                }
                None => prop_assert!(computed.is_none_or(|(volume, _)| volume > TRIED)),
            }
        }

        #[test]
        fn servers_are_what_counting_finds(plan in plan(), per_day in 1..100_000_i128) {
            let counted = servers_counted(&plan, per_day);
            prop_assert_eq!(plan.servers(per_day), (counted <= SERVERS_MAX).then_some(counted));
        }
    }

    #[test]
    fn people_are_most_of_the_cost_by_default() {
        let sample = Sample {
            requests: 1_000,
            input_tokens: 1_500_000,
            output_tokens: 400_000,
            cost: Amount(7_750_000_000_000),
            peak_percent: 400,
        };
        let plan = Plan::new(sample, &Assumptions::defaults());
        let own = plan.own(2, 12);
        // 2 * 3000 W * 0.6 * 1.58 * 730 h * 0.1902 EUR = 789.7 EUR a month
        assert_eq!(own.electricity.0 / 1_000_000_000_000, 9_477);
        assert_eq!(own.people.to_string(), "330000");
        assert_eq!(own.hardware.0 / 1_000_000_000_000, 66_666);
        assert!((70..=80).contains(&own.people_percent()), "{}", own.people_percent());
        assert_eq!(plan.api(1_000, 12).to_string(), "2830.641");
    }
}
