use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(flags("Read" = 1, "Write" = 256))]
struct TooWide(u8);

#[derive(DataContract, Default)]
#[contract(flags("Read" = 1))]
struct NoInteger(String);

#[derive(DataContract, Default)]
#[contract(flags("Read" = 1, "Read" = 2))]
struct Twice(u8);

#[derive(DataContract, Default)]
#[contract(flags(Read = 1))]
struct NoText(u8);

#[derive(DataContract, Default)]
#[contract(flags("Read" = 1))]
enum NoStruct {
    #[default]
    Read,
}

fn main() {}
