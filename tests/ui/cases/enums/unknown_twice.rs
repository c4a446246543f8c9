use datacontract::DataContract;

use datacontract::UnknownValue;

#[derive(DataContract, Default)]
enum State {
    #[default]
    Open,
    #[contract(unknown)]
    Unknown(UnknownValue),
    #[contract(unknown)]
    Other(UnknownValue),
}

#[derive(DataContract, Default)]
enum Colour {
    #[default]
    Red,
    #[contract(unknown, name = "Other")]
    Unknown,
}

fn main() {}
