//! `url`.

use super::{converted, fits};
use crate::clr::Uri;
use crate::value::ConvertError;
use ::url::Url;
use std::sync::LazyLock;

/// What is there until a URL was read.
static BLANK: LazyLock<Url> = LazyLock::new(|| match Url::parse("about:blank") {
    Ok(url) => url,
    Err(_) => unreachable!("it is a URL"),
});

converted!(
    Url => Uri,
    initial: BLANK.clone(),
    |url| fits(Uri::new(url.as_str())),
    |uri| Url::parse(uri.as_str()).map_err(|_| ConvertError::new("the URI is no absolute URL")),
    needs_value: true
);
