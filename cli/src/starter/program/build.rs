//! Makes the types and the {part} of {name} from its spec.

fn main() -> Result<(), datacontract_codegen::Error> {
    datacontract_codegen::Config::new(){about_client}
        .{part}(true)
        .samples(true)
        .compile(&[{spec}])
}
