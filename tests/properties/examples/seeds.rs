//! `seeds FOLDER` writes the inputs that fuzzing begins with: a folder for each target.

use datacontract_tests_properties::PROPERTIES;
use std::path::PathBuf;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::other("usage: seeds FOLDER"))?;
    for property in PROPERTIES {
        let folder = folder.join(property.name);
        fs::create_dir_all(&folder)?;
        for (number, seed) in (property.seeds)().iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
    }
    Ok(())
}
