use super::*;
use proptest::prelude::*;

#[test]
fn canonical_as_in_the_vectors() {
    // writing.json: scalar.uris, scalar.some, root.list-uri, list.primitives; reading.json: uri.[..],
    // empty.uri; truth.json: bodies; help pages
    let cases = [
        ("http://example.com", "http://example.com/"),
        ("HTTP://Example.COM:80/A/../B?x=1&y=%20#f", "http://example.com/B?x=1&y=%20#f"),
        ("rel/path?x=1&y", "rel/path?x=1&y"),
        ("http://пример.рф/путь?ä=ö", "http://пример.рф/%D0%BF%D1%83%D1%82%D1%8C?%C3%A4=%C3%B6"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("urn:x:y", "urn:x:y"),
        ("", ""),
        ("http://a/b c/ä", "http://a/b%20c/%C3%A4"),
        ("file:///c:/x y", "file:///c:/x%20y"),
        ("http://example.com/a b?q=1&r=ä", "http://example.com/a%20b?q=1&r=%C3%A4"),
        ("a/b", "a/b"),
        ("http://x/y?a=1&b=2", "http://x/y?a=1&b=2"),
        ("http://x/", "http://x/"),
        ("http://example.org/%D0%B0/%20?q=<x>", "http://example.org/%D0%B0/%20?q=%3Cx%3E"),
        ("http://webapihelppage1.com", "http://webapihelppage1.com/"),
        ("::", "::"),
        ("a b", "a%20b"),
    ];
    for (original, canonical) in cases {
        let uri: Uri = original.parse().unwrap();
        assert_eq!((uri.as_str(), uri.to_string().as_str()), (original, canonical));
    }
}

#[test]
fn canonical_by_the_rules_of_dotnet() {
    let cases = [
        ("https://u%41:p@H:443?x", "https://uA:p@h/?x"),
        ("https://h:8443/", "https://h:8443/"),
        ("http://h:/", "http://h/"),
        ("http://h:0081", "http://h:81/"),
        ("http://h/./a/.././b/..", "http://h/"),
        ("http://h/a/./", "http://h/a/"),
        ("http://h/../../x", "http://h/x"),
        ("http://h//a//b", "http://h//a//b"),
        ("http://h/a%2fb%7e%c3%a4", "http://h/a%2fb~%C3%A4"),
        ("http://h/a%2f%7b%zz", "http://h/a%2f%7b%25zz"),
        ("http://h/%ff%41", "http://h/%ffA"),
        ("http://h/{id}|^`\"", "http://h/%7Bid%7D%7C%5E%60%22"),
        ("http://h/[a]?[b]#[c]", "http://h/[a]?[b]#[c]"),
        ("http://h?a?b#c#d", "http://h/?a?b#c#d"),
        ("http://h/?a\\b", "http://h/?a%5Cb"),
        ("http://[2001:DB8::0:1]:80/", "http://[2001:db8::1]/"),
        ("http://[::1]:81/", "http://[::1]:81/"),
        (" \thttp://h/x \n", "http://h/x"),
        ("ftp://h/a?b", "ftp://h/a%3Fb"),
        ("foo://HOST", "foo://host/"),
        ("foo:///p/../q", "foo:///q"),
        ("urn:A\\b?c", "urn:A%5Cb?c"),
        ("news:a?b", "news:a%3Fb"),
        ("mailto:User@EXAMPLE.com?subject=a b", "mailto:User@example.com?subject=a%20b"),
        ("file://Server/Share/x", "file://server/Share/x"),
        ("file:///etc/a b", "file:///etc/a%20b"),
        ("C:\\dir\\a b%20#?", "file:///C:/dir/a%20b%2520%23%3F"),
        ("\\\\Server\\share\\x", "file://server/share/x"),
        ("http:relative path", "http:relative%20path"),
        ("/abs/./path", "/abs/./path"),
        ("//host/path", "//host/path"),
        ("a:", "a:"),
        ("1a:b", "1a:b"),
        ("100%", "100%25"),
        ("r%c3%a4l ä%41%2F", "r%C3%A4l%20%C3%A4A%2F"),
    ];
    for (original, canonical) in cases {
        let uri: Uri = original.parse().unwrap();
        assert_eq!(uri.to_string(), canonical, "{original:?}");
    }
}

#[test]
fn refuses_what_dotnet_refuses() {
    for text in [
        "http://",
        "http:///x",
        "http://a b/",
        "http://h:x/",
        "http://h:65536/",
        "a:b",
        "http://a..b/",
        "ftp://@/",
        "http:\\\\h\\a",
    ] {
        assert!(text.parse::<Uri>().is_err(), "{text}");
    }
    assert_eq!(Uri::new("http://a b/").to_string(), "http://a%20b/");
    assert!("x".repeat(65_520).parse::<Uri>().is_err());
}

proptest! {
    #[test]
    fn canonical_forms_are_ascii_but_for_the_host(path in ".{0,30}") {
        let text = Uri::new(format!("http://h/{path}")).to_string();
        prop_assert!(text.bytes().all(|b| b.is_ascii_graphic()), "{text}");
        prop_assert!(text.starts_with("http://h/"));
    }

    #[test]
    fn canonical_forms_stay(path in "[g-z%0-7 ä./]{0,20}") {
        let once = Uri::new(format!("http://h/{path}")).to_string();
        prop_assert_eq!(Uri::new(once.clone()).to_string(), once);
    }

    #[test]
    fn never_panics(text in ".{0,30}", like in "[a-zC]{0,4}:?[/\\\\]{0,3}[a-zä.@:%\\[\\]]{0,8}[/\\\\?#%a-f0-9. ]{0,12}") {
        let _ = (Uri::new(text.clone()).to_string(), text.parse::<Uri>());
        let _ = (Uri::new(like.clone()).to_string(), like.parse::<Uri>());
    }
}
