//! `uuid`.

use ::uuid::Uuid;

use crate::clr::Guid;

impl From<Uuid> for Guid {
    fn from(uuid: Uuid) -> Self {
        Self::from_bytes(uuid.into_bytes())
    }
}

impl From<Guid> for Uuid {
    fn from(guid: Guid) -> Self {
        Self::from_bytes(*guid.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_agree() {
        let text = "00112233-4455-6677-8899-aabbccddeeff";
        let guid: Guid = text.parse().unwrap();
        let uuid = Uuid::from(guid);
        assert_eq!(uuid, text.parse::<Uuid>().unwrap());
        assert_eq!(uuid.to_bytes_le(), guid.to_bytes_le());
        assert_eq!(Guid::from(uuid), guid);
    }
}
