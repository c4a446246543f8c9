//! What writes and reads the XML of emitted endpoints.

use datacontract::contract::Serializer;
use datacontract::http::Endpoint;

use crate::catalogue::endpoints::{API, GetItemsById, GetOld, PutItems};

#[test]
fn endpoints_have_the_serializer_of_the_api_or_their_own() {
    for operation in [GetItemsById::operation(), PutItems::operation()] {
        assert_eq!(operation.xml, API.xml);
        assert_eq!(operation.xml.serializer, Serializer::XmlSerializer);
    }
    let own = GetOld::operation().xml;
    assert_eq!(own.serializer, Serializer::DataContractSerializer);
    // The other settings are those of the API.
    assert!(own.declaration && own == API.xml.serializer(Serializer::DataContractSerializer));
}
