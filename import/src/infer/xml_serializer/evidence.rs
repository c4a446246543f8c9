//! Which serializer writes the service's XML, as its samples show.

use std::collections::BTreeMap;

use datacontract::contract::Serializer;

use crate::{
    infer::{
        direction::Direction,
        model::{Api, Remark, Setting, SettingValue},
        pages::raw_endpoint::{PayloadKey, RawEndpoint},
        samples::xml,
        wording::words::PageType,
    },
    spec_writer::serializer_word,
};

/// What writes the XML of a service, of its endpoints, and of single types.
#[derive(Clone, Debug, Default)]
pub(crate) struct Serializers {
    /// The service's.
    api: Serializer,
    /// The endpoints whose XML is not the service's.
    endpoints: BTreeMap<usize, Serializer>,
    /// The payloads that are `XmlSerializer`'s at an endpoint that is not.
    own: BTreeMap<PayloadKey, PayloadSerializer>,
    /// The samples that show `XmlSerializer`.
    xml_serializer: Count,
    /// The samples that show `DataContractSerializer`.
    data_contracts: Count,
}

/// How many samples show a serializer.
#[derive(Clone, Debug, Default)]
struct Count {
    samples: usize,
    example: String,
}

/// What becomes of a payload's XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PayloadSerializer {
    /// What the endpoint or the service has.
    OfEndpoint(Serializer),
    /// `XmlSerializer`, which the payload's type alone has: Web API sets it by type.
    OfType,
    /// `XmlSerializer`, which no spec can say of it: it is of no class that could have a serializer of its
    /// own.
    Unexplained,
}

impl PayloadSerializer {
    /// Returns what wrote the sample.
    pub(crate) fn serializer(self) -> Serializer {
        match self {
            Self::OfEndpoint(serializer) => serializer,
            Self::OfType | Self::Unexplained => Serializer::XmlSerializer,
        }
    }
}

impl Serializers {
    /// Looks at the samples of all operations.
    pub(crate) fn of(endpoints: &[RawEndpoint]) -> Self {
        let mut found = Self::default();
        let mut shown = BTreeMap::new();
        for (operation, endpoint) in endpoints.iter().enumerate() {
            for direction in [Direction::Request, Direction::Response] {
                let payload = match direction {
                    Direction::Request => &endpoint.request,
                    Direction::Response => &endpoint.response,
                };
                let text = payload.as_ref().and_then(|payload| payload.xml.as_deref());
                if let Some(serializer) = text.and_then(xml::serializer) {
                    let count = found.count_mut(serializer);
                    count.samples += 1;
                    if count.example.is_empty() {
                        let page = if endpoint.has_heading() {
                            &endpoint.heading
                        } else {
                            &endpoint.source.location
                        };
                        count.example = format!("the {} of `{page}`", direction.word());
                    }
                    shown.insert(PayloadKey { operation, direction }, serializer);
                }
            }
        }
        if found.xml_serializer.samples > found.data_contracts.samples {
            found.api = Serializer::XmlSerializer;
        }
        for (operation, endpoint) in endpoints.iter().enumerate() {
            found.settle_endpoint(operation, endpoint, &shown);
        }
        found
    }

    fn count_mut(&mut self, serializer: Serializer) -> &mut Count {
        match serializer {
            Serializer::XmlSerializer => &mut self.xml_serializer,
            Serializer::DataContractSerializer => &mut self.data_contracts,
        }
    }

    /// Finds what an endpoint's samples say against the service's serializer.
    fn settle_endpoint(
        &mut self,
        operation: usize,
        endpoint: &RawEndpoint,
        shown: &BTreeMap<PayloadKey, Serializer>,
    ) {
        let keys = [PayloadKey::request(operation), PayloadKey::response(operation)];
        let shown = keys.map(|key| shown.get(&key).copied());
        let serializer = match shown {
            [None, None] => return,
            [Some(one), Some(other)] if one != other => {
                let payloads = [&endpoint.request, &endpoint.response];
                for ((key, shown), payload) in keys.into_iter().zip(shown).zip(payloads) {
                    if shown == Some(Serializer::XmlSerializer) {
                        let is_class = payload.as_ref().is_some_and(|of| matches!(of.ty, PageType::Named(_)));
                        let own =
                            if is_class { PayloadSerializer::OfType } else { PayloadSerializer::Unexplained };
                        self.own.insert(key, own);
                    }
                }
                Serializer::DataContractSerializer
            }
            [Some(serializer), _] | [None, Some(serializer)] => serializer,
        };
        if serializer != self.api {
            self.endpoints.insert(operation, serializer);
        }
    }

    /// Returns what writes the service's XML.
    pub(crate) fn api(&self) -> Serializer {
        self.api
    }

    /// Returns what writes an endpoint's XML, if that is not what writes the service's.
    pub(crate) fn of_endpoint(&self, operation: usize) -> Option<Serializer> {
        self.endpoints.get(&operation).copied()
    }

    /// Returns what wrote a payload's sample.
    pub(crate) fn of_payload(&self, key: PayloadKey) -> PayloadSerializer {
        let of_endpoint = || self.of_endpoint(key.operation).unwrap_or(self.api);
        self.own.get(&key).copied().unwrap_or_else(|| PayloadSerializer::OfEndpoint(of_endpoint()))
    }

    /// Notes in the API what writes its XML, and what speaks against it.
    pub(crate) fn settle(&self, api: &mut Api) {
        let Self { xml_serializer, data_contracts, .. } = self;
        if xml_serializer.samples > 0 && data_contracts.samples > 0 {
            api.xml_remarks.push(
                Remark::open(format!(
                    "the pages show two serializers: {} of XmlSerializer ({}) and {} of DataContractSerializer ({})",
                    samples(xml_serializer.samples),
                    xml_serializer.example,
                    samples(data_contracts.samples),
                    data_contracts.example,
                ))
                .advise(
                    "if these are two services, import the pages of each as an API of its own; if it is one, keep the \
                     `serializer` of its endpoints and types",
                ),
            );
        }
        if self.api == Serializer::XmlSerializer {
            let of_all = if xml_serializer.samples == 1 { "the XML sample is" } else { "XML samples are" };
            api.xml_settings.push(Setting {
                key: "serializer",
                value: SettingValue::Text(serializer_word(self.api).to_owned()),
                remark: Remark::inferred(format!(
                    "{of_all} XmlSerializer's: the root has `xmlns:xsi` and `xmlns:xsd`, or a bare name as `int`, as in {}",
                    xml_serializer.example
                )),
            });
        }
    }

    /// Returns the remark on an endpoint whose XML is not what the service has.
    pub(crate) fn remark(serializer: Serializer) -> Remark {
        Remark::inferred(match serializer {
            Serializer::XmlSerializer => "its XML samples are XmlSerializer's, unlike those of others",
            Serializer::DataContractSerializer => {
                "its XML samples are DataContractSerializer's, unlike those of others"
            }
        })
    }
}

fn samples(count: usize) -> String {
    if count == 1 { "1 sample".to_owned() } else { format!("{count} samples") }
}
