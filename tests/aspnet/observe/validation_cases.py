"""What is asked of the site `validation`: values on both sides of every rule, at every place, in every format."""
import json

JSON, XML, FORM = "application/json", "application/xml", "application/x-www-form-urlencoded"
NS = "http://schemas.datacontract.org/2004/07/Validation.Models"

TEXTS = {
    "Loose": ["", " ", None, "x"],
    "Short": ["", "12345", "123456", "\U0001f642\U0001f642x", "\U0001f642\U0001f642\U0001f642", "     ", None],
    "Code": ["", "12", "123", "123456", "1234567", "\U0001f642", "\U0001f642x"],
    "Long": ["", "1", "12", "\U0001f642", " "],
    "Small": ["", "1234", "12345", "\U0001f642\U0001f642", "\U0001f642\U0001f642x"],
    "Pattern": ["", "AB1", "AB12345", "ab1", "AB", "xAB1", "AB1x", "AB1\n", "AB\u0664\u0665", " "],
    "Alternative": ["a", "ab", "b", ""],
    "Word": ["a.b-c_d", "\u00e5\u00c4\u0416", "a b", "\u2160", "\u0301", "\u203f", "\u00aa", "a\u200d"],
    "Signs": ["[a&b~", "[", "]", "-"],
    "Mail": ["a@b.co", "a@b", "", " ", "a.b+c@mail.example.com", "a..b@c.de", ".a@c.de", "a.@c.de", "a@-b.co", "a@b-.co", "a@b_c.de", "a b@c.de",
             "\"a b\"@c.de", "\"a\"b@c.de", "\"\"@c.de", "\"a\\\"b\"@c.de", "a@b.1", "a@1.co", "a@b.c1", "a@b.co.", "a@b..co", "\u00e5@\u00e4.\u00f6", "a@b@c.de", "@b.co",
             "a@", "a@b.co\n", "A@B.CO", "a'b@c.de", "a\u00a0b@c.de", "a@b~c.de", "a@b.c-", "a\t@b.co", "<a@b.co>", "a@[127.0.0.1]", "a@127.0.0.1"],
    "Site": ["http://a.co", "https://a.co/", "HTTP://A.CO", "ftp://a.co", "file://a.co", "a.co", "", " ", "http://localhost", "http://localhost/x", "http://10.0.0.1",
             "http://10.0.0.256", "http://10.0.0.01", "http://1.2.3.4.5", "http://a.co:80", "http://a.co:", "http://a.co:x", "http://a.co/x y", "http://a.co/%20", "http://a.co/%2",
             "http://a.co/a//b", "http://a.co//b", "http://a.co?q=1", "http://a.co/?q=/?", "http://a.co/#f", "http://a.co#", "http://a.co/?q#f?", "http://u:p@a.co/",
             "http://u@v@a.co/", "http://\u00e5.co/\u00e4", "http://a.co/<", "http://a.co/{x}", "http://a.co.", "http://a.co\n", "http://a_b.co", "http://-a.co", "http:/a.co", "http://", "mailto:a@b.co", "http://a.co/\ue000", "http://a.co/?\ue000"],
    "Phone": ["1", "", " ", "abc", "+46 70 123 45 67", "070-123 45 67", "(08) 123 45", "+(46)70", "(+46)70", "+1 (555) 123-4567", "1--2", "1 - 2", "1.2.3", "12a", "12 x5", "12x5",
              "12 ext 5", "12 ext. 5", "12EXT.5", "12ext", "x5", "+", "++1", "1+2", "(1", "1)", "()", "(1-2)3", "(1--2)3", "1/2", "12\n", "\u0661\u0662", "+ 46", "+  46", "1 (2) 3", "12  x5", "1 2-3.4"],
    "Card": ["4111111111111111", "4111 1111-1111 1111", "4111111111111112", "", " ", "0", "1", "a", "79927398713", "-", "00", "18", "\u0661"],
}
NUMBERS = {
    "Rank": [0, 1, 10, 11, -1, None], "Ratio": [0.4, 0.5, 99.5, 99.6, None], "Price": [0, 0.01, 9.99, 9.991, 10], "Percent": [-1, -0.4, 0, 100, 101],
    "Count": [0, 1, 10, 11], "Level": [1, 2, 5, 0, "Low", "High"], "Day": ["1999-12-31T23:59:59", "2000-01-01T00:00:00", "2030-12-31T00:00:00", "2030-12-31T00:00:01"],
    "Time": ["00:09:59", "00:10:00", "02:00:00", "02:00:01", "1.00:00:00"], "Text": ["0", "1", "10", "11", "", " ", "x", "1.5", " 5 "], "Small": [0, 1, 200, 201],
}
PATTERNS = {
    "Number": [0, 1, 9, 10, -1, None], "Key": ["0f8fad5b-d9cb-469f-a165-70867728950e", "{0F8FAD5B-D9CB-469F-A165-70867728950E}"], "Flag": [True, False],
    "Price": [1, 1.5, 1.25, 1.255, -1], "Ratio": [1, 0.5, 0.125, 0.0625, 10, 1e-7], "Level": [1, 2, 5, 3, "High"],
    "Time": ["00:00:00", "01:02:03", "10:00:00", "00:00:00.5", "1.00:00:00"], "Site": ["http://a.co", "HTTP://A.CO:80/", "http://a.co/x"],
}


def add(c, name, target, value, accept=JSON):
    c.post(name, "/api/validation/" + target, JSON, json.dumps(value, ensure_ascii=False), ("Accept", accept))


def site(c):
    for member, values in TEXTS.items():
        for number, value in enumerate(values):
            add(c, f"texts/{member}/{number}", "texts", {"Loose": "x", member: value})
    for number, value in enumerate([{"Short": "a", "Again": "a"}, {"Short": "a", "Again": "b"}, {"Short": "a"}, {"Again": "b"}, {"Short": "", "Again": None}, {"Short": "A", "Again": "a"}]):
        add(c, f"texts/Again/{number}", "texts", {"Loose": "x", **value})
    for member, values in NUMBERS.items():
        for number, value in enumerate(values):
            add(c, f"numbers/{member}/{number}", "numbers", {member: value})

    for member, values in PATTERNS.items():
        for number, value in enumerate(values):
            add(c, f"patterns/{member}/{number}", "patterns", {member: value})

    full = {"Text": "t", "Number": 1, "Items": ["a"], "Lines": [{"Sku": "s"}], "Line": {"Sku": "s"}, "Map": {"a": 1}, "Data": "AA==", "Day": "2024-10-15T00:00:00"}
    for name, value in {"full": full, "nothing": {}, "nulls": {key: None for key in full}, "empty": {"Text": "", "Number": 0, "Items": [], "Lines": [], "Line": {}, "Map": {}, "Data": "", "Day": "0001-01-01T00:00:00"},
                        "blank": {**full, "Text": " \t\u00a0\u3000"}, "zero-width": {**full, "Text": "\u200b"}, "null-item": {**full, "Items": [None], "Lines": [None]}, "inner": {**full, "Line": {"Sku": "12345", "Quantity": 0}}}.items():
        add(c, "demands/" + name, "demands", value)
    for key in full:
        add(c, f"demands/without-{key}", "demands", {k: v for k, v in full.items() if k != key})
        add(c, f"demands/null-{key}", "demands", {**full, key: None})

    good, bad, worse = {"Sku": "s", "Quantity": 1}, {"Sku": "12345"}, {"Quantity": 10}
    trees = {
        "nothing": {}, "name": {"Name": "n"}, "child": {"Name": "n", "Children": [{"Name": "a"}, {}]}, "grandchild": {"Name": "n", "Children": [{"Name": "a", "Children": [{"Name": "b"}, {"Name": " "}]}]},
        "lines": {"Name": "n", "Lines": [good, bad]}, "many-lines": {"Name": "n", "Lines": [good, good, good]}, "many-bad-lines": {"Name": "n", "Lines": [good, bad, worse]}, "no-words": {"Name": "n", "Words": []}, "null-word": {"Name": "n", "Words": [None]},
        "first": {"Name": "n", "First": worse}, "by-key": {"Name": "n", "ByKey": {"k": good, "other key": bad}}, "by-key-null": {"Name": "n", "ByKey": {"k": None}}, "groups": {"Name": "n", "Groups": [[good], [good, worse], [], None]},
        "all": {"Children": [{}], "Lines": [bad], "First": worse, "ByKey": {"k": bad}, "Groups": [[bad]], "Words": []}, "null-child": {"Name": "n", "Children": [None]},
    }
    for name, value in trees.items():
        add(c, "tree/" + name, "tree", value)
        add(c, "tree/xml-" + name, "tree", value, XML)
    for name, value in {"nothing": {}, "own": {"Own": "o"}, "inherited": {"Inherited": "i"}, "both": {"Own": "o", "Inherited": "i"}, "lengths": {"Own": "o", "Inherited": "i", "Early": "12", "Late": "123"}}.items():
        add(c, "derived/" + name, "derived", value)
    for name, value in {"nothing": {}, "at": {"At": {"X": 10, "Y": -1}}, "maybe": {"Maybe": {"X": 10}}, "maybe-null": {"Maybe": None}, "pair": {"Pair": {"Key": "k", "Value": bad}}, "pair-null": {"Pair": {"Key": None, "Value": None}}}.items():
        add(c, "holder/" + name, "holder", value)
    for name, value in {"nothing": {}, "all": {"Lengths": "1", "Stars": 6, "Pattern": "y", "Small": "12", "Mail": "m"}, "good": {"Custom": "c", "Lengths": "12", "Stars": 5, "Pattern": "x", "Small": "1", "Mail": "a@b.co"}}.items():
        add(c, "messages/" + name, "messages", value)
        add(c, "messages/xml-" + name, "messages", value, XML)
    for name, value in {"nothing": {}, "blank": {"All": " ", "Other": " "}, "long": {"All": "yyyyy", "Other": "xxxxxxxxxx"}, "short": {"All": "y", "Other": "y"}, "good": {"All": "xxx", "Other": "yyyy"}}.items():
        add(c, "several/" + name, "several", value)
    for name, value in {"nothing": {}, "good": {"wire": "w", "Must": "m"}, "null": {"wire": None, "Must": None}, "json": {"wire": "w", "Must": "m", "j": "123"}, "inner": {"wire": "w", "Must": "m", "Inner": [{"Must": "m", "j": "123"}]}}.items():
        add(c, "contracted/" + name, "contracted", value)
    for name, value in {"nothing": [], "null": None, "items": [good, bad, worse, None, {}]}.items():
        add(c, "lines/" + name, "lines", value)
    for name, value in {"nothing": {}, "entries": {"a": good, "b": bad, "c": None, "": {}}}.items():
        add(c, "map/" + name, "map", value)
    for name, value in {"nothing": {}, "bad": {"X": 10, "Y": 10}, "good": {"X": 9}}.items():
        add(c, "point/" + name, "point", value)
    add(c, "two/both", "two?number=x", bad)
    add(c, "two/line", "two?number=1", bad)
    for name, value in {"reader": {"Rank": "x"}, "reader-and-rule": {"Rank": 1.5}, "missing": {}, "wrong": {"Rank": 11}, "case": {"rank": 11}}.items():
        add(c, "plain/" + name, "plain", value)
    add(c, "plain/wrong-text", "numbers", {"Rank": "x", "Text": "x", "Small": 300})

    line = '<Line xmlns="' + NS + '">%s</Line>'
    for name, inside in {"nothing": "", "bad": "<Quantity>10</Quantity><Sku>12345</Sku>", "out-of-order": "<Sku>12345</Sku><Quantity>10</Quantity>", "nil": '<Sku xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true" />', "good": "<Sku>s</Sku>"}.items():
        c.post("xml/two-" + name, "/api/validation/two?number=1", XML, line % inside, ("Accept", JSON))
        c.post("xml/two-xml-" + name, "/api/validation/two?number=1", XML, line % inside, ("Accept", XML))
    demands = '<Demands xmlns="' + NS + '" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">%s</Demands>'
    for name, inside in {"nothing": "", "some": "<Data></Data><Items /><Text> </Text>", "nil": '<Items i:nil="true" /><Line i:nil="true" /><Lines i:nil="true" />', "empty-line": "<Line /><Lines><Line /></Lines>"}.items():
        c.post("xml/demands-" + name, "/api/validation/demands", XML, demands % inside, ("Accept", JSON))
    for name, body in {"nothing": "", "bad": "Sku=12345&Quantity=10", "good": "Sku=s&Quantity=1", "blank": "Sku=+", "wrong": "Quantity=x"}.items():
        c.post("form/two-" + name, "/api/validation/two?number=1", FORM, body, ("Accept", JSON))
    for name, query in {"nothing": "", "good": "?Limit=5&Text=a", "bad": "?Limit=0&Text=123456", "prefixed": "?filter.Limit=0", "wrong": "?Limit=x", "one": "?Text=123456"}.items():
        c.get("uri/" + name, "/api/validation/search" + query, ("Accept", JSON), fresh=True)
    return c.list
