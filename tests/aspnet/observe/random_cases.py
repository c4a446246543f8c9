"""Random questions, the same for the same seed: what odd clients send, in combinations that nobody wrote down.

What the early Web API is known to do otherwise than Web API 2 is not drawn: errors, ties of media ranges in `Accept`, empty
pairs and items, octets that are no text.
"""
import random

LEAD = "/api/lead/LeadUpdate"
CONTRACTS = "http://schemas.datacontract.org/2004/07/LoyaltyCrm.Partner.Contracts"
NAMES = ["Åsa", "Жук & Co", "a<b>'c\"", "日本", "", " x ", "a+b", "🙂", "50%", "a/b;c,d"]
TYPES = {
    "json": ["application/json", "text/json", "Application/JSON", " application/json ", "text/JSON ", "*/*", "application/*"],
    "xml": ["application/xml", "text/xml", "TEXT/Xml", "text/xml ;x=1"],
    "form": ["application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded", " application/x-www-form-urlencoded"],
}
CHARSETS = ["utf-8", "UTF-8", '"utf-8"', "utf8", "x-none", "iso-8859-1", "us-ascii", "windows-1251", "utf-7", "unicode-1-1-utf-8"]
PARAMETERS = ["", "", "odata=verbose", "q=0.5", "version=1", 'x="a;b"', "boundary=--", "level"]
MEDIA = [["application/json", "text/json", "Application/Json"], ["application/xml", "text/xml", "TEXT/XML"], ["text/html"], ["image/png"], ["application/x-www-form-urlencoded"], ["application/problem+json"]]
RANGES = ["*/*", "text/*", "application/*"]
DATES = [
    "2024-10-15", "2024-10-15T05:29:19", "2024-10-15T05:29:19Z", "2024-10-15T05:29:19.5Z", "2024-10-15T05:29:19%2B02:00", "2024-10-15+05:29:19",
    "2024-10-15%2005:29:19", "2024-02-29", "0001-01-01", "9999-12-31T23:59:59.9999999", "2024-10-15T05:29:19.1234567%2B05:30", "%202024-10-15%20", "2024-1-5",
    "Tue,+15+Oct+2024+05:29:19+GMT", "2024-10-15T05:29", "2024-10",
]
VALUES = ["a", "", "%20", "+", "a+b", "a%20b", "a%2Bb", "%C3%85sa", "a%26b", "a=b", "a;b", "1,2", "%5B%5D", "[x]", "%22q%22", "%D0%96", "'", "%25", "null", "~!*()"]


def spelled(draw, text):
    """A name as some client spells it: in another case, or with an octet in percent."""
    style = draw.randrange(5)
    if style == 0:
        return text.upper()
    if style == 1:
        return text.lower()
    if style == 2 and text.isalnum():
        place = draw.randrange(len(text))
        return text[:place] + f"%{ord(text[place]):02X}" + text[place + 1:]
    return text


def query(draw, names):
    """Pairs with names several times, in any order, and some that nobody knows."""
    pairs = []
    for name, values in names.items():
        for _ in range(draw.choice([0, 1, 1, 1, 2])):
            pairs.append(spelled(draw, name) + "=" + draw.choice(values))
    if draw.random() < 0.3:
        pairs.append(draw.choice(["nope=1", "nope", "=x", "a.b[0].c=1", "%5B%5D=1"]))
    draw.shuffle(pairs)
    return "?" + "&".join(pairs)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def percent(text):
    return "".join(chr(c) if chr(c).isascii() and chr(c).isalnum() else f"%{c:02X}" for c in text.encode())


def body(draw, kind):
    """A lead with some of its members."""
    name, points = draw.choice(NAMES), draw.randrange(-5, 2000)
    if kind == "json":
        members = [f'"LeadName":"{name.replace(chr(34), chr(92) + chr(34))}"', f'"Leads":{points}', f'"{draw.choice(["leads", "LEADS"])}":{points}', '"Phone":79161234567', '"Nope":[1,{"a":null}]']
        draw.shuffle(members)
        space = draw.choice(["", " ", "\r\n\t"])
        return "{" + space + ("," + space).join(members[: draw.randrange(1, 5)]) + space + "}"
    if kind == "xml":
        return f'{draw.choice(["", chr(10), "<!-- c -->"])}<LeadUpdateRequest xmlns="{CONTRACTS}"><LeadName>{escaped(name)}</LeadName><Leads>{points}</Leads></LeadUpdateRequest>'
    pairs = [f"LeadName={percent(name)}", f"leads={points}", "LeadName=second", "Nope=1", "Phone=79161234567"]
    draw.shuffle(pairs)
    return "&".join(pairs[: draw.randrange(1, 5)])


def encoded(draw, text):
    """Octets, and the charset that Content-Type names, if it names one."""
    way = draw.randrange(10)
    if way == 0:
        return text.encode("utf-16-le"), "utf-16"
    if way == 1 and not text.lstrip().startswith("<"):
        return b"\xff\xfe" + text.encode("utf-16-le"), draw.choice([None, "utf-16", "utf-8"])
    if way == 2 and not text.lstrip().startswith("<"):
        return b"\xfe\xff" + text.encode("utf-16-be"), draw.choice([None, "utf-16", "utf-8"])
    if way == 3:
        return b"\xef\xbb\xbf" + text.encode(), draw.choice([None, "utf-8"])
    return text.encode(), draw.choice([None, None] + CHARSETS)


def content_type(draw, kind, charset):
    parts = [draw.choice(TYPES[kind])]
    if charset is not None:
        parts.append(draw.choice(["charset=", "Charset=", "CHARSET="]) + charset)
    parameter = draw.choice(PARAMETERS)
    if parameter:
        parts.insert(draw.randrange(1, len(parts) + 1), parameter)
    return draw.choice(["; ", ";", " ; "]).join(part.rstrip(";") if len(parts) > 1 else part for part in parts)


def accepted(draw):
    if draw.random() < 0.2:
        return draw.choice(RANGES) + draw.choice(["", ";q=0.5", ";charset=utf-16", "; level=1"])
    # Each is of a kind and a quality of its own.
    count = draw.randrange(1, 6)
    qualities = draw.sample([["", ";q=1", ";q=1.0"], [";q=0.9"], ["; q=0.5", ";q=0.500"], [";q=0.1"], [";q=0.333"], [";level=1;q=0.4"]], count)
    values = [draw.choice(media) + draw.choice(["", "", ";charset=utf-16"]) + draw.choice(quality) for media, quality in zip(draw.sample(MEDIA, count), qualities)]
    return draw.choice([", ", ",", " , "]).join(values)


def add_to(cases, seed=1, count=400):
    draw = random.Random(seed)
    for number in range(count):
        headers = [("Accept", accepted(draw))] if draw.random() < 0.7 else []
        if draw.random() < 0.2:
            headers.append(("Accept-Charset", draw.choice(["utf-16", "utf-8, utf-16;q=0.1", "*;q=0.5, utf-16;q=0.6", "iso-8859-1", "utf-16;q=0, utf-8"])))
        name, kind = f"random/{number:03}", draw.randrange(10)
        if kind < 5:
            media = draw.choice(["json", "json", "xml", "form"])
            octets, charset = encoded(draw, body(draw, media)) if draw.random() < 0.95 else (b"", None)
            cases.add(name, "POST", LEAD, [("Content-Type", content_type(draw, media, charset))] + headers, octets)
        elif kind == 5:
            text = query(draw, {"$filter": VALUES, "ref": VALUES, "max-count": ["7", "+7", "%207", "-1", "007"]})
            cases.get(name, "/api/odd/v1/search" + text, *headers)
        elif kind == 6:
            required = f"status={draw.choice(['New', 'new', '5', 'InProgress'])}&since={draw.choice(DATES)}"
            text = query(draw, {"page": ["2", "+3", "%204"], "size": ["50"], "exact": ["true", "False", "TRUE"], "name": VALUES, "minPoints": ["1.50", "-2", "1,234.5"]})
            cases.get(name, "/api/lead?" + required + "&" + text[1:], *headers, long=True)
        elif kind == 7:
            target = draw.choice(["2024-10-15", "2024-10-15/2024-10-16"])
            text = query(draw, {"customer": ["0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5BD9CB469FA16570867728950E"], "within": ["1.02:03:04", "5", "00:00:01.5"], "weight": ["2.5", "1e3", "-0"], "flag": ["a", "%D0%96"], "max": ["5"]})
            cases.get(name, "/api/v2.1/orders/" + target + text, *headers, long=True)
        elif kind == 8:
            style = draw.choice(["codes", "codes[]", "codes[0]", "codes%5B%5D"])
            text = query(draw, {style: [value for value in VALUES if value not in ("", "%20", "+")], "numbers": ["1", "+2", "%203"], "numbers[0]": ["7"]})
            cases.get(name, "/api/trustedorg/orgs/status" + text, *headers)
        else:
            text = draw.choice(["0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5BD9CB469FA16570867728950E", "{0f8fad5b-d9cb-469f-a165-70867728950e}"])
            cases.post(name, "/api/types/" + draw.choice(["string", "guid"]), draw.choice(TYPES["json"]), f'"{text}"'.encode(), *headers)
