//! Which addresses belong to a help area.

use url::Url;

/// A help area: where it is mounted differs, so it is told from one of its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    host: String,
    port: Option<u16>,
    /// The path of the index, in lower case and without a slash at its end: `/help`.
    root: String,
}

impl Area {
    /// The area of an index page, or of a page in it.
    pub(super) fn of(url: &Url) -> Self {
        let path = url.path().to_lowercase();
        // A page's segment is the last `api` before its id: `/api/v2/help/api/GET-x`.
        let cut = path
            .rfind("/api/")
            .filter(|at| has_id(path.get(at + 5..).unwrap_or_default()))
            .or_else(|| path.rfind("/resourcemodel"))
            .or_else(|| path.strip_suffix("/api").filter(|_| url.query().is_some()).map(str::len))
            .unwrap_or(path.len());
        let root = path.get(..cut).unwrap_or(&path).trim_end_matches('/');
        let root = root.strip_suffix("/index").unwrap_or(root).to_owned();
        Area { host: url.host_str().unwrap_or_default().to_owned(), port: url.port_or_known_default(), root }
    }

    /// A link as an address of the same host.
    pub(super) fn resolve(&self, base: &Url, link: &str) -> Option<Url> {
        let url = base.join(link.trim()).ok()?;
        let same = url.host_str() == Some(self.host.as_str()) && url.port_or_known_default() == self.port;
        (same && matches!(url.scheme(), "http" | "https")).then_some(url)
    }

    /// An address is that of the index, an operation or a type of this area.
    pub(super) fn has(&self, url: &Url) -> bool {
        let path = url.path().to_lowercase();
        let Some(rest) = path.strip_prefix(self.root.as_str()) else { return false };
        let rest = rest.trim_end_matches('/');
        if rest.is_empty() || rest == "/index" {
            return url.query().is_none();
        }
        let query = url.query().unwrap_or_default().to_lowercase();
        rest.strip_prefix("/api/").is_some_and(has_id)
            || (rest == "/api" && query.contains("apiid="))
            || rest.starts_with("/resourcemodel")
    }
}

/// `GET-api-leads`: an operation's id starts with its method; some sites have numbers.
fn has_id(rest: &str) -> bool {
    const METHODS: &[&str] = &["get", "post", "put", "delete", "patch", "head", "options", "merge"];
    let word = rest.split(['-', '_', '/']).next().unwrap_or_default();
    METHODS.contains(&word) || (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Two addresses of one page: the server ignores letter case, and the slash at the end.
pub(super) fn key(url: &Url) -> String {
    let path = url.path().trim_end_matches('/').to_lowercase();
    // The index has two names.
    let path = path.strip_suffix("/index").unwrap_or(&path);
    let query = url.query().unwrap_or_default().to_lowercase();
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
        assert_eq!(area("https://h/v1/Docs/ResourceModel?modelName=X"), "/v1/docs");
        assert_eq!(area("https://h/Help/Api?apiId=GET-x"), "/help");
        assert_eq!(area("https://h/api/v2/Endpoints"), "/api/v2/endpoints");
        assert_eq!(area("https://h/"), "");
    }

    #[test]
    fn tells_its_pages() {
        let base = Url::parse("https://h/Help").ok();
        let area = base.as_ref().map(Area::of);
        let has = |link: &str| {
            let (Some(base), Some(area)) = (&base, &area) else { return false };
            area.resolve(base, link).is_some_and(|url| area.has(&url))
        };
        for link in
            ["/Help/Api/GET-api-x", "Help/ResourceModel?modelName=A", "/help", "https://h/Help/Api/POST-x[0]"]
        {
            assert!(has(link), "{link}");
        }
        for link in
            ["/", "/Home", "https://other/Help/Api/GET-x", "/Content/x.css", "mailto:a@b", "/Help/Api/"]
        {
            assert!(!has(link), "{link}");
        }
    }
}
