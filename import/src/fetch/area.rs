//! Which addresses belong to a help area.

use url::{Origin, Url};

/// A help area: where it is mounted differs, so it is found from one of its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// Scheme, host and port.
    origin: Origin,
    /// The path of the index, in lower case and without a slash at its end: `/help`.
    root: String,
}

/// How an address stands to the origin that may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It has the same scheme, host and port.
    Same,
    /// It is the same host by https instead of http, both at their default ports.
    Upgrade,
    /// It is the same host by http instead of https.
    Downgrade,
    /// It is another host or port.
    Away,
}

/// Returns how one address stands to another.
pub(super) fn step(from: &Url, to: &Url) -> Step {
    let default_ports = from.port().is_none() && to.port().is_none();
    match (from.scheme(), to.scheme()) {
        _ if from.origin() == to.origin() => Step::Same,
        ("http", "https") if from.host() == to.host() && default_ports => Step::Upgrade,
        ("https", "http") if from.host() == to.host() => Step::Downgrade,
        _ => Step::Away,
    }
}

impl Area {
    /// The area of an index page, or of a page in it.
    pub(super) fn of(url: &Url) -> Self {
        let path = url.path().to_lowercase();
        // A page's segment is the last `api` before its id: `/api/v2/help/api/GET-x`.
        let cut = path
            .rfind("/api/")
            .filter(|at| is_id(path.get(at + 5..).unwrap_or_default().trim_end_matches('/'), Ids::All))
            .or_else(|| path.rfind("/resourcemodel"))
            .or_else(|| path.strip_suffix("/api").filter(|_| url.query().is_some()).map(str::len))
            .unwrap_or(path.len());
        let root = path.get(..cut).unwrap_or(&path).trim_end_matches('/');
        let root = root.strip_suffix("/index").unwrap_or(root).to_owned();
        Area { origin: url.origin(), root }
    }

    /// Returns a link of a page as an address of the area's origin. `base` is what links are relative to,
    /// which the page itself may say.
    ///
    /// An absolute link by http is asked for by https where the area is: pages often have such links behind a
    /// proxy.
    pub(super) fn resolve(&self, page: &Url, base: &Url, link: &str) -> Option<Url> {
        let mut url = base.join(link.trim()).ok()?;
        if step(&url, page) == Step::Upgrade {
            url.set_scheme("https").ok()?;
        }
        (url.origin() == self.origin).then_some(url)
    }

    /// Returns whether an address is that of the index, an operation or a type of this area.
    pub(super) fn has(&self, url: &Url) -> bool {
        let path = url.path().to_lowercase();
        let Some(rest) = path.strip_prefix(self.root.as_str()) else { return false };
        let rest = rest.trim_end_matches('/');
        if rest.is_empty() || rest == "/index" {
            return url.query().is_none();
        }
        // Where the index is at the root, `/api/5` may be the service itself.
        is_page(rest, url, if self.root.is_empty() { Ids::Methods } else { Ids::All })
    }

    /// Returns whether an address that the index lists is that of a page: in this area, or in another that
    /// has its form.
    pub(super) fn lists(&self, url: &Url) -> bool {
        let path = url.path().to_lowercase();
        let start = path.rfind("/api").into_iter().chain(path.rfind("/resourcemodel")).max();
        self.has(url) || is_page(path.get(start.unwrap_or_default()..).unwrap_or_default(), url, Ids::Methods)
    }
}

/// Which ids operations have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ids {
    /// An id that the help page engine makes of method and path: `GET-api-leads`.
    Methods,
    /// Numbers too, which some sites have.
    All,
}

/// Returns whether the end of a path, and the query, are those of the page of an operation or a type.
fn is_page(rest: &str, url: &Url, ids: Ids) -> bool {
    let key = |name: &str| {
        url.query_pairs()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_lowercase())
    };
    let rest = rest.trim_end_matches('/');
    match rest.strip_prefix("/api/") {
        Some(id) => is_id(id, ids),
        None if rest == "/api" => key("apiId").is_some(),
        None => match rest.strip_prefix("/resourcemodel") {
            Some("") => key("modelName").is_some() || key("id").is_some(),
            Some(name) => name.starts_with('/') && !name.get(1..).unwrap_or_default().contains('/'),
            None => false,
        },
    }
}

/// `GET-api-leads`: an operation's id starts with its method.
fn is_id(id: &str, ids: Ids) -> bool {
    const METHODS: &[&str] = &["get", "post", "put", "delete", "patch", "head", "options", "merge"];
    if id.is_empty() || id.contains('/') {
        return false;
    }
    let method = id.split(['-', '_']).next().unwrap_or_default();
    (METHODS.contains(&method) && method.len() < id.len())
        || (ids == Ids::All && id.bytes().all(|b| b.is_ascii_digit()))
}

/// Two addresses of one page have the same key: the server ignores letter case, and the slash at the end.
pub(super) fn key(address: &str) -> String {
    let lower = address.to_lowercase();
    let (path, query) = lower.split_once('?').unwrap_or((&lower, ""));
    // The index has two names.
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/index").unwrap_or(path);
    format!("{}?{query}", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(address: &str) -> String {
        Url::parse(address).map(|url| Area::of(&url).root).unwrap_or_default()
    }

    #[test]
    fn finds_the_root() {
        assert_eq!(area("https://h/Help"), "/help");
        assert_eq!(area("https://h/Help/Index"), "/help");
        assert_eq!(area("https://h/Help/Api/GET-api-x_a"), "/help");
        assert_eq!(area("https://h/Help/Api/12"), "/help");
        assert_eq!(area("https://h/v1/Docs/ResourceModel?modelName=X"), "/v1/docs");
        assert_eq!(area("https://h/Help/Api?apiId=GET-x"), "/help");
        assert_eq!(area("https://h/api/v2/Endpoints"), "/api/v2/endpoints");
        assert_eq!(area("https://h/"), "");
    }

    /// What an area says of the links that its index has: followed from any page, from the index alone, or
    /// not at all.
    fn ways(index: &str) -> impl Fn(&str) -> &'static str {
        let base = Url::parse(index).expect("an address");
        let area = Area::of(&base);
        move |link| match area.resolve(&base, &base, link) {
            Some(url) if area.has(&url) => "page",
            Some(url) if area.lists(&url) => "listed",
            Some(_) => "no page",
            None => "elsewhere",
        }
    }

    #[test]
    fn tells_its_pages() {
        let way = ways("https://h/Help");
        for link in [
            "/Help/Api/GET-api-x",
            "Help/ResourceModel?modelName=A",
            "/help",
            "https://h/Help/Api/POST-x[0]",
            "http://h/Help/Api/GET-x",
            "/Help/Api/7",
            "/Help/Api?apiId=GET-x",
        ] {
            assert_eq!(way(link), "page", "{link}");
        }
        assert_eq!(way("/v2/Docs/Api/GET-api-x"), "listed");
        for link in [
            "/",
            "/Home",
            "/Content/x.css",
            "/Help/Api/",
            "/logout",
            "/admin/delete?all=1",
            "/api/delete/5",
            "/api/5",
            "/api/get",
            "/Help/Api/delete",
            "/Help/ResourceModels",
            "/Help/ResourceModel",
            "/Help/Api",
            "/Help/logout",
        ] {
            assert_eq!(way(link), "no page", "{link}");
        }
        for link in ["https://other/Help/Api/GET-x", "https://h:444/Help", "mailto:a@b", "http://h:8080/Help"]
        {
            assert_eq!(way(link), "elsewhere", "{link}");
        }
        let way = ways("http://h/");
        assert_eq!(
            (way("/api/GET-x"), way("/api/5"), way("https://h/api/GET-x")),
            ("page", "no page", "elsewhere")
        );
    }

    #[test]
    fn tells_steps() {
        let step = |from: &str, to: &str| {
            step(&Url::parse(from).expect("an address"), &Url::parse(to).expect("an address"))
        };
        assert_eq!(step("http://h/a", "http://h:80/b"), Step::Same);
        assert_eq!(step("http://h/", "https://h/"), Step::Upgrade);
        assert_eq!(step("http://h:8080/", "https://h/"), Step::Away);
        assert_eq!(step("http://h/", "https://h:8443/"), Step::Away);
        assert_eq!(step("https://h/", "http://h/"), Step::Downgrade);
        assert_eq!(step("http://h/", "http://h.evil/"), Step::Away);
        assert_eq!(step("http://h/", "http://h:81/"), Step::Away);
    }
}
