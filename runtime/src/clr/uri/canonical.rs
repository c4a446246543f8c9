//! The canonical escaped form of .NET: `Uri.GetComponents(SerializationInfoString, UriEscaped)`.

use std::net::Ipv6Addr;

/// What .NET knows about a scheme.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of a scheme")]
struct Scheme {
    authority: Authority,
    port: Option<u16>,
    /// Whether `?` begins a query; else it is escaped.
    query: bool,
    /// Whether no host at all is fine.
    empty_host: bool,
    /// Whether an empty path becomes a slash.
    rooted: bool,
    /// Whether dot segments are resolved and backslashes turned around.
    hierarchy: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Authority {
    Must,
    Optional,
    Never,
    /// `mailto:` has one without slashes.
    Mail,
}

fn scheme(name: &str) -> Scheme {
    let http = Scheme {
        authority: Authority::Must,
        port: None,
        query: true,
        empty_host: false,
        rooted: true,
        hierarchy: true,
    };
    let port = |port| Scheme { port: Some(port), ..http };
    match name {
        "http" | "ws" => port(80),
        "https" | "wss" => port(443),
        "ftp" => Scheme { query: false, ..port(21) },
        "net.tcp" => port(808),
        "net.pipe" => http,
        "file" => Scheme { empty_host: true, ..http },
        "gopher" => Scheme { query: false, hierarchy: false, ..port(70) },
        "nntp" => Scheme { query: false, hierarchy: false, ..port(119) },
        "telnet" => Scheme { query: false, hierarchy: false, ..port(23) },
        "ldap" => Scheme { empty_host: true, hierarchy: false, ..port(389) },
        "news" | "uuid" => {
            Scheme { authority: Authority::Never, query: false, rooted: false, hierarchy: false, ..http }
        }
        "mailto" => Scheme { authority: Authority::Mail, rooted: false, hierarchy: false, ..port(25) },
        _ => Scheme { authority: Authority::Optional, empty_host: true, ..http },
    }
}

/// Appends the canonical form. None for what .NET refuses; then `out` has no use any more.
pub(super) fn write(out: &mut String, original: &str) -> Option<()> {
    // .NET counts UTF-16 units, of which there are never more than bytes.
    if original.len() >= 65_520 && original.encode_utf16().count() >= 65_520 {
        return None;
    }
    let blank = [' ', '\t', '\n', '\r'];
    let text = original.trim_start_matches(blank);
    let (name, rest) = match split_scheme(text)? {
        Split::Scheme(name, rest) => (name, rest.trim_end_matches(blank)),
        Split::Disk => {
            write_disk(out, text.trim_end_matches(blank));
            return Some(());
        }
        Split::Share => return write_share(out, text.trim_end_matches(blank)),
        Split::Relative => {
            write_relative(out, original);
            return Some(());
        }
    };
    let name = name.to_ascii_lowercase();
    let scheme = scheme(&name);
    let escapes = Escapes::of(text);

    let authority = match (scheme.authority, slashes(rest, scheme.authority)) {
        (Authority::Must, None) if name == "file" && is_disk(rest) => Some(rest),
        (Authority::Must, None) => {
            write_relative(out, original);
            return Some(());
        }
        (Authority::Mail, None) => return write_mail(out, scheme, rest, escapes),
        (_, authority) => authority,
    };
    out.push_str(&name);
    out.push(':');
    let Some(authority) = authority else {
        write_path(out, scheme, rest, escapes, PathStart::Scheme);
        return Some(());
    };
    out.push_str("//");
    // file://c:/x and file:///c:/x are the same disk.
    let disk = authority.trim_start_matches(['/', '\\']);
    if name == "file" && is_disk(disk) {
        write_rooted_disk(out, scheme, disk, escapes);
        return Some(());
    }
    let ends = if name == "file" { &['/', '?', '#', '\\'][..] } else { &['/', '?', '#'][..] };
    let end = authority.find(ends).unwrap_or(authority.len());
    let (authority, path) = authority.split_at_checked(end)?;
    write_authority(out, scheme, authority, escapes)?;
    write_path(out, scheme, path, escapes, PathStart::Authority);
    Some(())
}

enum Split<'a> {
    Scheme(&'a str, &'a str),
    /// `C:\x`
    Disk,
    /// `\\server\x`
    Share,
    Relative,
}

fn split_scheme(text: &str) -> Option<Split<'_>> {
    if text.starts_with("\\\\") && text.len() > 2 {
        return Some(Split::Share);
    }
    let Some((name, rest)) = text.split_once(':') else {
        return Some(Split::Relative);
    };
    let mut characters = name.bytes();
    let valid = characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    // .NET wants three characters at least.
    if !valid || text.len() < 3 {
        return Some(Split::Relative);
    }
    match name.len() {
        1 if is_disk(text) => Some(Split::Disk),
        1 | 1025.. => None,
        _ => Some(Split::Scheme(name, rest)),
    }
}

/// `c:/` or `c|\`
fn is_disk(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':' | b'|', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

/// Returns what stands behind the two slashes in front of the authority.
fn slashes(rest: &str, authority: Authority) -> Option<&str> {
    match (authority, rest.as_bytes()) {
        (Authority::Must, [b'/' | b'\\', b'/' | b'\\', ..]) | (Authority::Optional, [b'/', b'/', ..]) => {
            rest.get(2..)
        }
        _ => None,
    }
}

fn write_disk(out: &mut String, text: &str) {
    out.push_str("file://");
    // There are no escapes, queries and fragments in the path of a disk.
    let path = text.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    write_rooted_disk(out, scheme("file"), &path, Escapes::Kept);
}

fn write_share(out: &mut String, text: &str) -> Option<()> {
    let text = text.trim_start_matches(['/', '\\']);
    let (server, path) = text.split_at_checked(text.find(['/', '\\']).unwrap_or(text.len()))?;
    let path = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    out.push_str("file://");
    write_host(out, server)?;
    write_path(out, scheme("file"), &path, Escapes::Kept, PathStart::Authority);
    Some(())
}

/// `text` begins with the letter of the disk.
fn write_rooted_disk(out: &mut String, scheme: Scheme, text: &str, escapes: Escapes) {
    out.push('/');
    out.extend(text.chars().take(1));
    out.push(':');
    write_path(out, scheme, text.get(2..).unwrap_or_default(), escapes, PathStart::Authority);
}

fn write_mail(out: &mut String, scheme: Scheme, rest: &str, escapes: Escapes) -> Option<()> {
    out.push_str("mailto:");
    let (address, path) = rest.split_at_checked(rest.find(['/', '?', '#']).unwrap_or(rest.len()))?;
    if !address.is_empty() {
        write_authority(out, scheme, address, escapes)?;
    }
    write_path(out, scheme, path, escapes, PathStart::Scheme);
    Some(())
}

/// `user@host:port`
fn write_authority(out: &mut String, scheme: Scheme, authority: &str, escapes: Escapes) -> Option<()> {
    let host = match authority.split_once('@') {
        Some((user, host)) => {
            escape(out, user, escapes, b"?#");
            out.push('@');
            host
        }
        None => authority,
    };
    let (host, port) = match host.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((inner, "")) => (inner.parse::<Ipv6Addr>().ok().map(HostOf::V6)?, None),
        Some((inner, port)) => {
            (inner.parse::<Ipv6Addr>().ok().map(HostOf::V6)?, Some(port.strip_prefix(':')?))
        }
        None => match host.split_once(':') {
            Some((host, port)) => (HostOf::Name(host), Some(port)),
            None => (HostOf::Name(host), None),
        },
    };
    match host {
        HostOf::Name("") if scheme.empty_host && port.is_none() && !authority.contains('@') => {
            return Some(());
        }
        HostOf::Name(name) => write_host(out, name)?,
        HostOf::V6(address) => {
            out.push('[');
            out.push_str(&address.to_string());
            out.push(']');
        }
    }
    if let Some(digits) = port.filter(|port| !port.is_empty()) {
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let port = digits.trim_start_matches('0');
        let port: u16 = if port.is_empty() { 0 } else { port.parse().ok()? };
        if Some(port) != scheme.port {
            out.push(':');
            out.push_str(itoa::Buffer::new().format(port));
        }
    }
    Some(())
}

enum HostOf<'a> {
    Name(&'a str),
    V6(Ipv6Addr),
}

/// Writes a name or an IPv4 address, in small letters.
fn write_host(out: &mut String, host: &str) -> Option<()> {
    let labels = host.strip_suffix('.').unwrap_or(host);
    let valid = labels.split('.').all(|label| {
        !label.is_empty()
            && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii())
    });
    if !valid {
        return None;
    }
    out.extend(host.chars().flat_map(char::to_lowercase));
    Some(())
}

/// Writes the path with its query and fragment.
fn write_path(out: &mut String, scheme: Scheme, rest: &str, escapes: Escapes, start: PathStart) {
    let (rest, fragment) = match rest.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (rest, None),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) if scheme.query => (path, Some(query)),
        _ => (rest, None),
    };
    if start == PathStart::Authority && scheme.rooted && !path.starts_with(['/', '\\']) {
        out.push('/');
    }
    if start == PathStart::Authority && scheme.hierarchy {
        let path = path.replace('\\', "/");
        escape(out, &without_dots(&path), escapes, b"?#");
    } else {
        escape(out, path, escapes, b"?#");
    }
    if let Some(query) = query {
        out.push('?');
        escape(out, query, escapes, b"#");
    }
    if let Some(fragment) = fragment {
        out.push('#');
        escape(out, fragment, escapes, b"");
    }
}

/// Resolves `.` and `..`.
fn without_dots(path: &str) -> String {
    if !path.contains("/.") {
        return path.to_owned();
    }
    let mut segments: Vec<&str> = Vec::new();
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(segment) = parts.next() {
        let last = parts.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    segments.pop();
                }
                if last {
                    segments.push("");
                }
            }
            _ => segments.push(segment),
        }
    }
    segments.iter().flat_map(|segment| ["/", segment]).collect()
}

/// A relative URI stays as it is but for its escapes.
pub(super) fn write_relative(out: &mut String, text: &str) {
    escape(out, text, Escapes::of(text), b"");
}

/// What becomes of the escapes of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    /// They stay as they are.
    Kept,
    /// They are written anew where they can be.
    Rewritten,
}

impl Escapes {
    /// .NET looks into the escapes only if there are characters beyond ASCII, escaped or not, or escaped
    /// characters that need no escape.
    fn of(text: &str) -> Self {
        if has_unusual_escapes(text) { Self::Rewritten } else { Self::Kept }
    }
}

/// What a path follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PathStart {
    Scheme,
    Authority,
}

fn has_unusual_escapes(text: &str) -> bool {
    !text.is_ascii()
        || text.bytes().enumerate().any(|(index, byte)| {
            byte == b'%' && escaped(text.as_bytes(), index).is_some_and(|b| !b.is_ascii() || is_unreserved(b))
        })
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~')
}

fn is_reserved(byte: u8) -> bool {
    b":/?#[]@!$&'()*+,;=".contains(&byte)
}

/// Returns the byte of the escape `%XX` at `index`.
fn escaped(text: &[u8], index: usize) -> Option<u8> {
    match text.get(index..)? {
        [b'%', high, low, ..] => {
            let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            Some(digit(*high)? << 4 | digit(*low)?)
        }
        _ => None,
    }
}

fn push_escape(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

/// Escapes what is not allowed, and `force`. Escapes are kept or written anew, as `escapes` says.
fn escape(out: &mut String, text: &str, escapes: Escapes, force: &[u8]) {
    let bytes = text.as_bytes();
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        index += 1;
        if byte != b'%' {
            if (is_unreserved(byte) || is_reserved(byte)) && !force.contains(&byte) {
                out.push(char::from(byte));
            } else {
                push_escape(out, byte);
            }
            continue;
        }
        let Some(value) = escaped(bytes, index - 1) else {
            push_escape(out, b'%');
            continue;
        };
        if escapes == Escapes::Kept
            || (value.is_ascii()
                && (is_reserved(value) || value.is_ascii_control() || matches!(value, b'%' | b'\\')))
        {
            out.push_str(text.get(index - 1..index + 2).unwrap_or_default());
            index += 2;
        } else if value.is_ascii() {
            if is_unreserved(value) {
                out.push(char::from(value));
            } else {
                push_escape(out, value);
            }
            index += 2;
        } else {
            index = rewrite_run(out, text, index - 1);
        }
    }
}

/// Rewrites a run of escaped bytes beyond ASCII: .NET decodes it, and encodes it again when there was a
/// character in it.
fn rewrite_run(out: &mut String, text: &str, start: usize) -> usize {
    let mut end = start;
    let mut run = Vec::new();
    while let Some(value) = escaped(text.as_bytes(), end).filter(|value| !value.is_ascii()) {
        run.push(value);
        end += 3;
    }
    if String::from_utf8_lossy(&run).chars().any(|c| c != char::REPLACEMENT_CHARACTER) {
        for byte in run {
            push_escape(out, byte);
        }
    } else {
        out.push_str(text.get(start..end).unwrap_or_default());
    }
    end
}
