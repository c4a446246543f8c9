//! Which API a router is of, for the services behind it.

use crate::http::Api;
use ::http::Extensions;

/// The API of the router that a request has come by. Errors are written in its form.
#[derive(Clone, Copy)]
pub(super) struct ApiOfRouter(
    #[cfg_attr(not(feature = "proxy"), expect(dead_code, reason = "only the proxy looks at it"))]
    pub(super)  &'static Api,
);

impl ApiOfRouter {
    #[cfg(feature = "proxy")]
    pub(super) fn of(extensions: &Extensions) -> Option<&'static Api> {
        extensions.get::<ApiOfRouter>().map(|found| found.0)
    }

    pub(super) fn tell(self, extensions: &mut Extensions) {
        extensions.insert(self);
    }
}
