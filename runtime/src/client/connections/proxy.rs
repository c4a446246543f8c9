//! Which request goes through which proxy. The rules are those of curl and of most programs that read the same
//! variables of the environment.

use super::{TransportError, unusable};
use ::http::Uri;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::net::IpAddr;

/// The proxies of a client. `P` is an address in the type of the transport.
pub(in crate::client) struct ProxyRules<P> {
    http: Option<P>,
    https: Option<P>,
    except: Vec<Exception>,
}

/// Hosts that are called without a proxy.
#[derive(Debug)]
struct Exception {
    hosts: Hosts,
    port: Option<u16>,
}

#[derive(Debug)]
enum Hosts {
    All,
    /// A host and those below it, in small letters.
    Domain(String),
    /// The addresses that begin with so many bits of this one.
    Network(IpAddr, u32),
}

impl ProxyRules<String> {
    pub(super) fn none() -> Self {
        ProxyRules { http: None, https: None, except: Vec::new() }
    }

    /// Returns the rules by which all requests go through the proxy at an address.
    pub(super) fn for_all(
        address: &str,
        credentials: Option<&(String, String)>,
    ) -> Result<Self, TransportError> {
        let proxy = proxy_address("the address given by `proxy`", address, credentials)?;
        Ok(ProxyRules { http: Some(proxy.clone()), https: Some(proxy), except: Vec::new() })
    }

    /// Returns the proxies that variables of the environment name.
    pub(super) fn from_environment(
        variable: impl Fn(&str) -> Option<String>,
        credentials: Option<&(String, String)>,
    ) -> Result<Self, TransportError> {
        let proxy = |names: &[&str]| {
            for name in names {
                let address = variable(name).map(|address| address.trim().to_owned());
                if let Some(address) = address.filter(|address| !address.is_empty()) {
                    return proxy_address(&format!("the variable `{name}`"), &address, credentials).map(Some);
                }
            }
            Ok(None)
        };
        // In a CGI program `HTTP_PROXY` is a header of the request that it answers.
        let http = if variable("REQUEST_METHOD").is_some() {
            proxy(&["http_proxy", "all_proxy", "ALL_PROXY"])
        } else {
            proxy(&["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
        };
        let https = proxy(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]);
        Ok(ProxyRules { http: http?, https: https?, except: Vec::new() })
    }

    /// Sets the hosts that are called without a proxy.
    pub(super) fn except(mut self, hosts: &str) -> Self {
        self.except = hosts.split([',', ' ']).filter_map(exception).collect();
        self
    }
}

/// Returns what the environment says of hosts without a proxy.
pub(super) fn no_proxy(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    variable("no_proxy").or_else(|| variable("NO_PROXY"))
}

impl<P> ProxyRules<P> {
    /// Returns the rules with addresses in the type of a transport.
    pub(in crate::client) fn try_map<Q>(
        self,
        mut convert: impl FnMut(&P) -> Result<Q, TransportError>,
    ) -> Result<ProxyRules<Q>, TransportError> {
        Ok(ProxyRules {
            http: self.http.as_ref().map(&mut convert).transpose()?,
            https: self.https.as_ref().map(&mut convert).transpose()?,
            except: self.except,
        })
    }

    /// Returns whether all requests go to the services themselves.
    #[cfg(feature = "reqwest")]
    pub(in crate::client) fn is_empty(&self) -> bool {
        self.http.is_none() && self.https.is_none()
    }

    /// Returns the proxy for requests to a host.
    pub(in crate::client) fn proxy_for(&self, scheme: &str, host: &str, port: Option<u16>) -> Option<&P> {
        let is_secure = scheme.eq_ignore_ascii_case("https");
        let proxy = if is_secure { &self.https } else { &self.http }.as_ref()?;
        let host = host.trim_start_matches('[').trim_end_matches([']', '.']).to_ascii_lowercase();
        let port = port.unwrap_or(if is_secure { 443 } else { 80 });
        let is_exempt = self.except.iter().any(|exception| exception.applies_to(&host, port));
        (!is_exempt).then_some(proxy)
    }
}

impl Exception {
    fn applies_to(&self, host: &str, port: u16) -> bool {
        self.port.is_none_or(|own| own == port)
            && match &self.hosts {
                Hosts::All => true,
                Hosts::Domain(domain) => host
                    .strip_suffix(domain.as_str())
                    .is_some_and(|before| before.is_empty() || before.ends_with('.')),
                Hosts::Network(network, bits) => {
                    host.parse().is_ok_and(|address| begins_alike(*network, address, *bits))
                }
            }
    }
}

/// Reads one entry of a list like that of `NO_PROXY`.
fn exception(text: &str) -> Option<Exception> {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return None;
    }
    if text == "*" {
        return Some(Exception { hosts: Hosts::All, port: None });
    }
    if let Some(hosts) = network(text.trim_start_matches('[').trim_end_matches(']')) {
        return Some(Exception { hosts, port: None });
    }
    let (host, port) = match text.rsplit_once(':').map(|(host, port)| (host, port.parse())) {
        Some((host, Ok(port))) => (host, Some(port)),
        _ => (text.as_str(), None),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let hosts = network(host).or_else(|| {
        let domain = host.trim_start_matches("*.").trim_matches('.');
        (!domain.is_empty()).then(|| Hosts::Domain(domain.to_owned()))
    })?;
    Some(Exception { hosts, port })
}

/// Reads an address or a network.
fn network(text: &str) -> Option<Hosts> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits.parse().ok()?)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let all = if address.is_ipv4() { 32 } else { 128 };
    Some(Hosts::Network(address, bits.unwrap_or(all).min(all)))
}

fn begins_alike(one: IpAddr, other: IpAddr, bits: u32) -> bool {
    match (one, other) {
        (IpAddr::V4(one), IpAddr::V4(other)) => {
            (one.to_bits() ^ other.to_bits()).checked_shr(32 - bits).unwrap_or(0) == 0
        }
        (IpAddr::V6(one), IpAddr::V6(other)) => {
            (one.to_bits() ^ other.to_bits()).checked_shr(128 - bits).unwrap_or(0) == 0
        }
        _ => false,
    }
}

/// Returns the address of a proxy in the form that all transports understand.
///
/// # Errors
/// If it is not the address of an HTTP proxy. The error does not show it, because it may have a password.
fn proxy_address(
    what: &str,
    address: &str,
    credentials: Option<&(String, String)>,
) -> Result<String, TransportError> {
    let refused = |reason: &str| {
        unusable(format!(
            "{what} is not the address of a proxy that can be used: {reason}; it has the form \
             `http://user:password@proxy.example.com:3128`"
        ))
    };
    let address = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let uri: Uri = address
        .parse()
        .map_err(|_| refused("it is no address (special characters of a password are percent-encoded)"))?;
    let scheme = match uri.scheme_str() {
        Some("http") => "http",
        Some("https") if cfg!(any(feature = "rustls", feature = "native-tls")) => "https",
        Some("https") => return Err(refused("`https` needs the feature `rustls` or `native-tls`")),
        _ => return Err(refused("only HTTP proxies are supported, by `http` and `https`")),
    };
    // `Uri` leaves out what follows `#`, which may be the rest of a password.
    if uri.path_and_query().is_some_and(|rest| rest != "/") || address.contains('#') {
        return Err(refused("there is more than a host and a port"));
    }
    let authority = uri.authority().filter(|authority| !authority.host().is_empty());
    let authority = authority.ok_or_else(|| refused("there is no host"))?;
    let (user_info, host) = match authority.as_str().rsplit_once('@') {
        Some((user_info, host)) => (Some(user_info), host),
        None => (None, authority.as_str()),
    };
    if host.len() > authority.host().len() && authority.port_u16().is_none() {
        return Err(refused("the port is no number"));
    }
    let user_info = match credentials {
        Some((user, password)) => {
            let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
            Some(format!("{}:{}", encoded(user), encoded(password)))
        }
        // A name alone has the empty password: not all transports would send it otherwise.
        None => user_info.map(|text| if text.contains(':') { text.to_owned() } else { format!("{text}:") }),
    };
    Ok(match user_info {
        Some(user_info) => format!("{scheme}://{user_info}@{host}"),
        None => format!("{scheme}://{host}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(variables: &[(&str, &str)]) -> Result<ProxyRules<String>, TransportError> {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let rules = ProxyRules::from_environment(variable, None)?;
        Ok(rules.except(&no_proxy(variable).unwrap_or_default()))
    }

    fn proxy<'a>(rules: &'a ProxyRules<String>, address: &str) -> Option<&'a str> {
        let uri: Uri = address.parse().unwrap();
        rules.proxy_for(uri.scheme_str().unwrap(), uri.host().unwrap(), uri.port_u16()).map(String::as_str)
    }

    #[test]
    fn the_scheme_of_a_service_decides_which_variable_counts() {
        let rules = rules(&[("HTTP_PROXY", "one:1"), ("HTTPS_PROXY", "http://two:2/")]).unwrap();
        assert_eq!(proxy(&rules, "http://shop"), Some("http://one:1"));
        assert_eq!(proxy(&rules, "https://shop"), Some("http://two:2"));

        let rules = self::rules(&[("ALL_PROXY", "http://all:1"), ("https_proxy", "http://own:1")]).unwrap();
        assert_eq!(proxy(&rules, "http://shop"), Some("http://all:1"));
        assert_eq!(proxy(&rules, "https://shop"), Some("http://own:1"));
    }

    /// A request's header `Proxy:` is the variable `HTTP_PROXY` of a CGI program.
    #[test]
    fn callers_of_a_cgi_program_set_no_proxy() {
        let rules = rules(&[("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://evil")]).unwrap();
        assert_eq!(proxy(&rules, "http://shop"), None);
    }

    #[test]
    fn exceptions_are_hosts_domains_addresses_and_networks() {
        let list = "localhost, .internal *.lab example.com,10.0.0.0/8 ::1 fd00::/8 192.168.1.7,only.port:8080,[::2]:81";
        let rules = rules(&[("ALL_PROXY", "http://proxy"), ("no_proxy", list)]).unwrap();
        for exempt in [
            "http://localhost:5000",
            "https://LOCALHOST",
            "http://internal",
            "http://a.b.internal",
            "http://x.lab",
            "https://example.com",
            "https://www.example.com.",
            "http://10.255.0.1",
            "http://[::1]:8080",
            "http://192.168.1.7",
            "http://only.port:8080",
            "http://[::2]:81",
        ] {
            assert_eq!(proxy(&rules, exempt), None, "{exempt}");
        }
        for other in [
            "http://notlocalhost",
            "http://example.com.evil",
            "http://notexample.com",
            "http://11.0.0.1",
            "http://192.168.1.70",
            "http://only.port",
            "http://[::2]",
            "http://[::3]",
        ] {
            assert_eq!(proxy(&rules, other), Some("http://proxy"), "{other}");
        }
        let all = self::rules(&[("ALL_PROXY", "http://proxy"), ("NO_PROXY", "*")]).unwrap();
        assert_eq!(proxy(&all, "https://shop"), None);
        let none = self::rules(&[("ALL_PROXY", "http://proxy"), ("NO_PROXY", "0.0.0.0/0")]).unwrap();
        assert_eq!(proxy(&none, "https://1.2.3.4"), None);
    }

    #[test]
    fn what_is_no_proxy_is_an_error_that_shows_nothing_of_it() {
        for address in [
            "socks5://user:geheim@host",
            "http://user:geheim#x@host",
            "http://",
            "http://user:geheim",
            "http://host:99999",
            "http://host/path?geheim",
            "geheim geheim",
        ] {
            let error = rules(&[("ALL_PROXY", address)]).err().unwrap();
            assert_eq!(error.kind(), crate::client::TransportKind::Settings);
            let shown = format!("{error} {error:?}");
            assert!(shown.contains("`ALL_PROXY`") && !shown.contains("geheim"), "{shown}");
        }
    }

    #[test]
    fn names_and_passwords_are_encoded() {
        let credentials = ("ada@shop".to_owned(), "p:/ß".to_owned());
        let rules = ProxyRules::for_all("http://x:y@proxy:1", Some(&credentials)).unwrap();
        assert_eq!(rules.http.as_deref(), Some("http://ada%40shop:p%3A%2F%C3%9F@proxy:1"));
        let rules = ProxyRules::for_all("http://ada@[::1]:1", None).unwrap();
        assert_eq!(rules.https.as_deref(), Some("http://ada:@[::1]:1"));
    }
}
