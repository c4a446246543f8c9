//! Values and documents.

use std::hint::black_box;

use datacontract::clr::DateTime;
use datacontract::contract::Serializer;
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract::{DataContract, Field as _, json};

use crate::Operation;

pub(crate) const OPERATIONS: &[Operation] = &[
    ("xml/write", || {
        let value = Order::with_lines(20);
        Box::new(move || drop(black_box(xml::to_string(black_box(&value)))))
    }),
    ("xml/read", || {
        let text = written(Serializer::DataContractSerializer);
        Box::new(move || read(&text, Serializer::DataContractSerializer))
    }),
    ("xml/read/other-prefix", || {
        // Not as .NET writes it, so the general path reads it.
        let text =
            written(Serializer::DataContractSerializer).replace("xmlns:i=", "xmlns:x=").replace(" i:", " x:");
        Box::new(move || read(&text, Serializer::DataContractSerializer))
    }),
    ("xml/read/dynamic", || {
        let text = written(Serializer::DataContractSerializer);
        let ty = Order::TYPE;
        Box::new(move || drop(black_box(xml::read_value(black_box(&text), &ty))))
    }),
    ("xml-serializer/write", || {
        let value = Order::with_lines(20);
        let mut options = WriteOptions::default();
        options.serializer = Serializer::XmlSerializer;
        Box::new(move || drop(black_box(xml::to_string_with(black_box(&value), &options))))
    }),
    ("xml-serializer/read", || {
        let text = written(Serializer::XmlSerializer);
        Box::new(move || read(&text, Serializer::XmlSerializer))
    }),
    ("json/write", || {
        let value = Order::with_lines(20);
        Box::new(move || drop(black_box(json::to_string(black_box(&value)))))
    }),
    ("json/read", || {
        let text = json::to_string(&Order::with_lines(20)).unwrap_or_default();
        Box::new(move || drop(black_box(json::from_str::<Order>(black_box(&text)))))
    }),
];

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
pub(crate) struct Order {
    id: i64,
    customer: Option<String>,
    note: Option<String>,
    created: Option<DateTime>,
    price: f64,
    state: State,
    lines: Option<Vec<Line>>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
pub(crate) struct Line {
    article: Option<String>,
    quantity: i32,
    is_gift: bool,
    weight: Option<f64>,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[contract(clr_namespace = "Shop.Models")]
pub(crate) enum State {
    #[default]
    Open = 0,
    Paid = 1,
}

impl Order {
    pub(crate) fn with_lines(lines: i32) -> Self {
        let line = |number: i32| Line {
            article: Some(format!("article {number}")),
            quantity: number,
            is_gift: number % 3 == 0,
            weight: (number % 2 == 0).then_some(f64::from(number) / 4.0),
        };
        Order {
            id: 9_007_199_254_740_993,
            customer: Some("Smith & Søns <Ltd>".to_owned()),
            note: None,
            created: "2024-10-15T12:30:45.1234567Z".parse().ok(),
            price: 129.95,
            state: State::Paid,
            lines: Some((1..=lines).map(line).collect()),
        }
    }
}

fn written(serializer: Serializer) -> String {
    let mut options = WriteOptions::default();
    options.serializer = serializer;
    xml::to_string_with(&Order::with_lines(20), &options).unwrap_or_default()
}

fn read(text: &str, serializer: Serializer) {
    let mut options = ReadOptions::default();
    options.serializer = serializer;
    drop(black_box(xml::from_str_with::<Order>(black_box(text), options)));
}
