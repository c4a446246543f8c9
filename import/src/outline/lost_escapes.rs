//! XML samples of copies that decoded them once too often: `<Type>List<Kite></Type>` for `List&lt;Kite&gt;`, and `&` for
//! `&amp;`.

/// A start tag of a sample.
struct Start {
    name: String,
    /// Where it begins and ends.
    from: usize,
    to: usize,
    /// A whole element stands in it.
    has_element: bool,
}

/// Returns a sample with the escapes that it has lost: what looks like the start of an element and has no end, while
/// the element around it has one, is text. Returns `None` if nothing is lost.
pub(super) fn mended(text: &str) -> Option<String> {
    let with_ampersands = ampersands(text);
    let text = with_ampersands.as_deref().unwrap_or(text);
    let lost = lost(text).unwrap_or_default();
    if lost.is_empty() {
        return with_ampersands;
    }
    let mut out = String::with_capacity(text.len() + lost.len() * 6);
    let mut at = 0;
    for (from, to) in lost {
        out.push_str(text.get(at..from)?);
        out.push_str("&lt;");
        out.push_str(text.get(from + 1..to - 1)?);
        out.push_str("&gt;");
        at = to;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// Returns a sample whose every `&` begins an escape; `None` if they do already.
fn ampersands(text: &str) -> Option<String> {
    // The longest number of a character has seven digits.
    const LONGEST: usize = 10;
    let is_escape = |rest: &str| {
        let name = rest.bytes().take(LONGEST).position(|byte| byte == b';').and_then(|end| rest.get(..end));
        name.is_some_and(|name| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    // There it stands for itself.
    if text.contains("<![CDATA[") {
        return None;
    }
    let mut parts = text.split('&');
    let mut out = parts.next()?.to_owned();
    let mut is_mended = false;
    for part in parts {
        let is_lost = !is_escape(part);
        is_mended |= is_lost;
        out.push_str(if is_lost { "&amp;" } else { "&" });
        out.push_str(part);
    }
    is_mended.then_some(out)
}

/// Returns where the tags stand that are text, in order; `None` for what is no XML of a serializer's.
fn lost(text: &str) -> Option<Vec<(usize, usize)>> {
    let mut open: Vec<Start> = Vec::new();
    let mut lost = Vec::new();
    let mut at = 0;
    while let Some(from) = text.get(at..)?.find('<').map(|found| at + found) {
        let to = from + text.get(from..)?.find('>')? + 1;
        let tag = text.get(from + 1..to - 1)?;
        at = to;
        if tag.starts_with(['!', '?']) || tag.contains('<') {
            return None;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let place = open.iter().rposition(|start| start.name == name.trim_end())?;
            for start in open.drain(place..).skip(1) {
                // Names of types have no attributes; where elements stand in it, its end is what is lost.
                if start.has_element || start.to - start.from != start.name.len() + 2 {
                    return None;
                }
                lost.push((start.from, start.to));
            }
            if let Some(around) = open.last_mut() {
                around.has_element = true;
            }
        } else if !tag.ends_with('/') {
            let name = tag.split_whitespace().next().unwrap_or_default().to_owned();
            open.push(Start { name, from, to, has_element: false });
        } else if let Some(around) = open.last_mut() {
            around.has_element = true;
        }
    }
    lost.sort_unstable();
    open.is_empty().then_some(lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_without_ends_are_text() {
        for (text, expected) in [
            ("<A><T>List<Kite></T><N>1</N></A>", Some("<A><T>List&lt;Kite&gt;</T><N>1</N></A>")),
            ("<A><T>a?b=1&c=2&amp;d&#10;&</T></A>", Some("<A><T>a?b=1&amp;c=2&amp;d&#10;&amp;</T></A>")),
            ("<A><T><![CDATA[a & b]]></T></A>", None),
            ("<A><T>Page<List<Kite>></T></A>", None),
            ("<A><T>Of<B><C></T></A>", Some("<A><T>Of&lt;B&gt;&lt;C&gt;</T></A>")),
            ("<A><T>1</T><B /></A>", None),
            ("<A><B><T>1</T></A>", None),
            ("<A><B><T /></A>", None),
            ("<A><B x=\"1\"><T>1</T></A>", None),
            ("<A><T>1</T>", None),
            ("<A></B></A>", None),
            ("", None),
        ] {
            assert_eq!(mended(text).as_deref(), expected, "{text}");
        }
    }
}
