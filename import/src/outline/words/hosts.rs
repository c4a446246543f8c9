//! Hosts in addresses.

use std::net::Ipv4Addr;

/// Names that no public service has.
const PRIVATE: &[&str] =
    &["localhost", "local", "localdomain", "internal", "intranet", "lan", "test", "invalid"];

/// Returns whether a host, perhaps with a port, can be a service's that others call: not this machine, no
/// private address, no name that stands for another (`yourserver.com`, `{host}`).
pub(crate) fn is_public_host(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name).trim_end_matches('.').to_lowercase();
    if let Ok(address) = name.parse::<Ipv4Addr>() {
        return !(address.is_loopback()
            || address.is_private()
            || address.is_link_local()
            || address.is_unspecified());
    }
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let Some((rest, last)) = name.rsplit_once('.') else { return false };
    is_plain && !rest.is_empty() && !PRIVATE.contains(&last) && !name.starts_with("your")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_hosts_are_no_services() {
        for host in ["api.example.com", "api.kites.io:8443", "52.1.2.3"] {
            assert!(is_public_host(host), "{host}");
        }
        for host in [
            "localhost",
            "localhost:5000",
            "127.0.0.1",
            "10.1.2.3:80",
            "server",
            "kites.local",
            "yourserver.com",
        ] {
            assert!(!is_public_host(host), "{host}");
        }
        for host in ["{host}", "<host>.com", "[::1]", ""] {
            assert!(!is_public_host(host), "{host}");
        }
    }
}
