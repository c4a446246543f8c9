use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Shape {
    id: i32,
}

#[derive(DataContract)]
#[contract(polymorphic(Shape))]
enum AnyShape {
    #[contract(default)]
    Shape(Shape),
    Number(i32),
}

fn main() {}
