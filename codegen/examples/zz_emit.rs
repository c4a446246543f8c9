fn main() {
    for a in std::env::args().skip(1) {
        let (s, d) = datacontract_codegen::spec::Spec::load(a.as_ref());
        eprint!("{}", d.render(datacontract_codegen::diagnostic::Format::Text { color: false }));
        if let Some(s) = s { print!("{}", datacontract_codegen::emit::module(&s, &Default::default())); }
    }
}
