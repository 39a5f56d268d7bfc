//! Values that networks, vendors and standards publish for tests and documentation. They are nobody's, and count
//! unless the policy sets `test_values: false`. Addresses set aside for documentation (RFC 5737, RFC 3849) are known to `contact`.

/// Values that are left out as those of an allowlist are.
pub const VALUES: &[&str] = &[
    // Cards, from the test pages of the networks, Stripe and PayPal.
    "4111 1111 1111 1111",
    "4242 4242 4242 4242",
    "4012 8888 8888 1881",
    "4000 0566 5566 5556",
    "5555 5555 5555 4444",
    "5105 1051 0510 5100",
    "5200 8282 8282 8210",
    "3782 822463 10005",
    "3714 496353 98431",
    "6011 1111 1111 1117",
    "6011 0009 9013 9424",
    "3056 930902 5904",
    "3852 000002 3237",
    "3530 1113 3330 0000",
    // Accounts, from the SWIFT IBAN registry and ECBS.
    "DE89 3704 0044 0532 0130 00",
    "GB29 NWBK 6016 1331 9268 19",
    "GB82 WEST 1234 5698 7654 32",
    // Keys, from the documentation of AWS.
    "AKIAIOSFODNN7EXAMPLE",
    "AKIAI44QH8DHBEXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
];

/// Domains set aside for examples and tests, and all below them.
/// Source: <https://www.rfc-editor.org/rfc/rfc2606>
const DOMAINS: &[&str] = &["example.com", "example.net", "example.org", "example", "invalid", "test"];

/// Longest local part of a test address, and most digits in it. Beyond, it may be a value that somebody hides there.
const LOCAL_BYTES_MAX: usize = 32;
const LOCAL_DIGITS_MAX: usize = 5;

/// Whether `local@host` is a test address.
pub fn is_email(local: &[u8], host: &[u8]) -> bool {
    let digits = local.iter().filter(|b| b.is_ascii_digit()).count();
    local.len() <= LOCAL_BYTES_MAX && digits <= LOCAL_DIGITS_MAX && is_reserved(host)
}

/// Whether a host is set aside for examples.
fn is_reserved(host: &[u8]) -> bool {
    DOMAINS.iter().any(|domain| {
        let Some((before, end)) = host.len().checked_sub(domain.len()).and_then(|at| host.split_at_checked(at)) else {
            return false;
        };
        end.eq_ignore_ascii_case(domain.as_bytes()) && before.last().is_none_or(|byte| *byte == b'.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_reserved_label_by_label() {
        for host in ["example.com", "Mail.Example.ORG", "host.test", "a.b.invalid", "acme.example"] {
            assert!(is_reserved(host.as_bytes()), "{host}");
        }
        for host in ["notexample.com", "example.com.evil.io", "latest", "example.de", "", "com"] {
            assert!(!is_reserved(host.as_bytes()), "{host}");
        }
    }
}
