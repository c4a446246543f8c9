//! Keys by which a service knows a request that it gets twice.

use ::http::HeaderValue;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// Returns a random UUID, version 4, for one call. It comes from the standard library's keys for hashes, which have more
/// random bits than the generator for pauses.
pub(super) fn random_key() -> Option<HeaderValue> {
    let half = || u128::from(RandomState::new().build_hasher().finish());
    let bits = (half() << 64) | half();
    let bits = (bits & !(0xf000 << 64) & !(0xc000 << 48)) | (0x4000 << 64) | (0x8000 << 48);
    let text = format!("{bits:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|group| text.get(group).unwrap_or_default());
    HeaderValue::try_from(groups.join("-")).ok()
}
