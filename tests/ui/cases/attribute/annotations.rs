//! What `annotations(..)` refuses.

use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(clr_namespace = "Shop.Models")]
struct Order {
    #[contract(annotations(requried))]
    a: String,
    #[contract(annotations(string_length(min = 2)))]
    b: String,
    #[contract(annotations(max_length))]
    c: String,
    #[contract(annotations(range(min = "1")))]
    d: i32,
    #[contract(annotations(required, required))]
    e: String,
    #[contract(annotations(regular_expression))]
    f: String,
    #[contract(annotations(compare = 5))]
    g: String,
    #[contract(annotations(email_address(max = 5)))]
    h: String,
    #[contract(annotations)]
    i: String,
    #[contract(annotations(range(min = 1, max = 10)))]
    j: i32,
    #[contract(annotations(string_length(max = "5")))]
    k: String,
}

fn main() {}
