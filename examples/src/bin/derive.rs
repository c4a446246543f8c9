//! Writes and reads a model that was written by hand, as .NET does.

use datacontract::{DataContract, clr::Decimal, json, xml};

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
struct Order {
    customer: Option<String>,
    lines: Vec<Line>,
    discount: Option<Decimal>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
struct Line {
    sku: String,
    count: i32,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let order = Order {
        customer: Some("Ada".to_owned()),
        lines: vec![Line { sku: "A-1".to_owned(), count: 2 }],
        discount: Some("4.00".parse()?),
    };
    let text = xml::to_string(&order)?;
    println!("{}", xml::indent(&text));
    println!("{}", json::to_string_pretty(&order)?);
    assert_eq!(xml::from_str::<Order>(&text)?, order);
    Ok(())
}
