//! Makes the modules of two specs once for each family of crates, and once with this project's own types.

use datacontract_codegen::{Config, Error};
use std::env;
use std::path::PathBuf;

/// The spec of the fixtures, which chooses types itself: what is said here counts more.
const TRIPS: &str = "../../codegen/tests/fixtures/parts/value_types";

fn main() -> Result<(), Error> {
    let own = [
        ("DateTime", "clr::DateTime"),
        ("DateTimeOffset", "clr::DateTimeOffset"),
        ("TimeSpan", "clr::TimeSpan"),
        ("Guid", "clr::Guid"),
        ("decimal", "clr::Decimal"),
        ("Uri", "clr::Uri"),
        ("byte[]", "clr::Bytes"),
        ("string", "String"),
    ];
    compile("own", TRIPS, &own)?;
    compile("jiff", TRIPS, &[])?;
    let chrono = [
        ("DateTime", "chrono::DateTime<Utc>"),
        ("DateTimeOffset", "chrono::DateTime<chrono::FixedOffset>"),
        ("TimeSpan", "chrono"),
        ("decimal", "bigdecimal"),
        ("string", "Arc<str>"),
    ];
    compile("chrono", TRIPS, &chrono)?;
    let time = [
        ("System.DateTime", "::time::UtcDateTime"),
        ("DateTimeOffset", "time"),
        ("TimeSpan", "time::Duration"),
        ("string", "smol_str"),
    ];
    compile("time", TRIPS, &time)?;
    let std = [("DateTime", "std::time::SystemTime"), ("string", "std::boxed::Box<str>")];
    compile("std", TRIPS, &std)?;

    let days = "specs/days";
    compile("days_own", days, &[])?;
    compile("days_jiff", days, &[("DateTime", "jiff::civil::Date"), ("TimeSpan", "std::time::Duration")])?;
    compile("days_chrono", days, &[("DateTime", "chrono::NaiveDate")])?;
    compile("days_time", days, &[("DateTime", "time::Date")])?;
    compile("clocks_jiff", days, &[("DateTime", "jiff::civil::DateTime")])?;
    compile("clocks_chrono", days, &[("DateTime", "chrono::NaiveDateTime")])?;
    compile("clocks_time", days, &[("DateTime", "time::PrimitiveDateTime")])
}

/// Makes the module of a spec in a folder of its own.
fn compile(folder: &str, spec: &str, types: &[(&str, &str)]) -> Result<(), Error> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or(Error::NoOutDir)?).join(folder);
    let config = Config::new().out_dir(out_dir).client(true).server(true).samples(true);
    types.iter().fold(config, |config, (clr, ty)| config.clr_type(clr, ty)).compile(&[spec])
}
