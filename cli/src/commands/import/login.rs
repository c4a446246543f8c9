//! What lets the program in at a site: headers, cookies, a `.netrc`.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use datacontract_import::{
    fetch::{BadCredential, Credentials},
    source::Source,
};

use crate::{
    args::{FetchArgs, NetrcFile},
    failure::Failure,
    secrets,
};

/// Reads what the command line gives. No message shows any of it.
pub(super) fn credentials(args: &FetchArgs, sources: &[Source]) -> Result<Credentials, Failure> {
    let mut credentials = Credentials::default();
    for header in &args.headers {
        for line in secrets::lines(header)? {
            credentials.header(&line).map_err(|error| bad("--header", error))?;
        }
    }
    for cookie in &args.cookies {
        credentials.cookies(secrets::read(cookie)?.trim()).map_err(|error| bad("--cookie", error))?;
    }
    one_site(args, sources)?;
    if let Some(file) = &args.netrc {
        let path = match file {
            NetrcFile::Named(path) => Some(path.clone()),
            NetrcFile::Own => own_netrc(),
        };
        let path = path.ok_or_else(|| {
            Failure::usage("there is no home folder to look for a `.netrc` in")
                .help("name it: `--netrc=FILE`")
        })?;
        let text = read(&path)?;
        credentials.netrc(&text).map_err(|error| Failure::usage(format!("`{}`: {error}", path.display())))?;
    }
    Ok(credentials)
}

/// Refuses headers and cookies for several sites: those of one are none of the other's business.
pub(in crate::commands) fn one_site<'a>(
    args: &FetchArgs,
    sources: impl IntoIterator<Item = &'a Source>,
) -> Result<(), Failure> {
    let origins: BTreeSet<String> = sources.into_iter().filter_map(Source::origin).collect();
    let is_for_any = !args.headers.is_empty() || !args.cookies.is_empty();
    if !is_for_any || origins.len() < 2 {
        return Ok(());
    }
    let origins: Vec<String> = origins.into_iter().collect();
    let message =
        format!("headers and cookies are for one site, and these are several: {}", origins.join(", "));
    Err(Failure::usage(message)
        .help("name one after the other, or give logins with `--netrc`, where each has its host"))
}

fn bad(option: &str, error: BadCredential) -> Failure {
    Failure::usage(format!("`{option}`: {error}"))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))
}

/// Returns where the `.netrc` of the one who calls is.
fn own_netrc() -> Option<PathBuf> {
    let named = env::var_os("NETRC").filter(|path| !path.is_empty()).map(PathBuf::from);
    let name = if cfg!(windows) { "_netrc" } else { ".netrc" };
    named.or_else(|| env::home_dir().map(|home| home.join(name)))
}
