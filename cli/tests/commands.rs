//! What the commands print, and how they end: the cases in `cmd`.

#[test]
fn commands() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
}
