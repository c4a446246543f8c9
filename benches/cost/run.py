#!/usr/bin/env python3
"""Measures how time and memory of `import`, `check`, `generate` and `convert` grow with the size of what they are given.

    python3 benches/cost/run.py [--program FILE] [--only TEXT] [--sizes N] [--scale F] [--limit SECONDS] [--json FILE]

Each case makes an input of size n/4 and one of size n, and gives both to `cargo datacontract`. A case is linear if time
and memory grow fourfold: the column `growth` is the factor between the two times. Nothing here is a test: tests count,
or take inputs that a quadratic algorithm would not finish.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMESPACES = (
    'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop.Models"'
)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def table(rows):
    cells = "".join(
        f'<tr><td class="parameter-name">{name}</td><td class="parameter-documentation"><p></p></td>'
        f'<td class="parameter-type">{ty}</td><td class="parameter-annotations"><p>None.</p></td></tr>\n'
        for name, ty in rows
    )
    head = "<thead><tr><th>Name</th><th>Description</th><th>Type</th><th>Additional information</th></tr></thead>"
    return f'<table class="help-page-table">{head}<tbody>{cells}</tbody></table>'


def page(heading="GET api/orders", uri=(), ty="Order", rows=(), jsons=(), xmls=(), extra=""):
    samples = "".join(
        f'<h4 class="sample-header">application/{kind}, text/{kind}</h4><div class="sample-content">'
        f"<span><b>Sample:</b></span><pre>{escape(text)}</pre></div>"
        for kind, texts in (("json", jsons), ("xml", xmls))
        for text in texts
    )
    link = f'<a href="/Help/ResourceModel?modelName={ty}">{ty}</a>' if ty else ""
    return (
        f"<html><body><h1>{heading}</h1><div><p>Does it.</p><h2>Request Information</h2><h3>URI Parameters</h3>"
        f"{table(uri) if uri else '<p>None.</p>'}<h3>Body Parameters</h3><p>None.</p><h2>Response Information</h2>"
        f"<h3>Resource Description</h3><p>It.</p>{link}{table(rows) if rows else ''}{extra}"
        f"<h3>Response Formats</h3><div>{samples}</div></div></body></html>"
    )


def root(content, name="Order"):
    return f"<{name} {NAMESPACES}>{content}</{name}>"


def json_of(members):
    return "{" + ",\n".join(f'"{name}": {value}' for name, value in members) + "}"


def one(**parts):
    return lambda folder: (folder / "page.html").write_text(page(**parts))


def text_page(lines):
    return lambda folder: (folder / "page.txt").write_text("\n".join(lines) + "\n")


TEXT_HEAD = ["GET api/orders", "Response Information", "Resource Description", "It.", "Order"]
TABLE_HEAD = ["| Name | Description | Type | Additional information |", "|---|---|---|---|"]


def text_rows(n):
    rows = [f"| Member{k} | | string | None. |" for k in range(n)]
    return text_page([*TEXT_HEAD, *TABLE_HEAD, *rows, "Response Formats"])


def text_sample(n):
    rows = ["| Id | | integer | None. |"]
    sample = json_of((f"M{k}", k) for k in range(n)).split("\n")
    return text_page([*TEXT_HEAD, *TABLE_HEAD, *rows, "Response Formats", "application/json, text/json", "Sample:", *sample])


def nested_json(depth, width, leaf):
    if not depth:
        return leaf
    return "{" + ",".join(f'"N{depth}x{k}": {nested_json(depth - 1, width, leaf)}' for k in range(width)) + "}"


def chain(depth, members):
    value = "1"
    for level in range(depth):
        more = ",".join(f'"M{level}x{k}": {k}' for k in range(members))
        value = f'{{"Next": {value}, {more}}}'
    return value


def xml_chain(depth, members):
    value = ""
    for level in range(depth):
        value = f"<Next>{value}</Next>" + "".join(f"<M{level}x{k}>{k}</M{level}x{k}>" for k in range(members))
    return root(value)


def many_pages(n):
    def write(folder):
        for k in range(n):
            sample = json_of([("Id", 1), (f"Name{k}", '"sample string 2"'), ("Owner", json_of([("Code", 1), (f"Of{k}", 2)]))])
            rows = [("Id", "integer"), (f"Name{k}", "string"), ("Owner", f"Owner{k}")]
            (folder / f"{k}.html").write_text(page(f"GET api/area{k % 50}/things{k}", ty=f"Thing{k}", rows=rows, jsons=[sample]))

    return write


def bare_pages(n):
    """Pages without types: every name is made up, and many would be the same."""

    def write(folder):
        for k in range(n):
            sample = json_of([("Id", 1), ("Result", json_of([(f"Of{k}", 2)]))])
            (folder / f"{k}.html").write_text(page(f"GET api/things/{k}/get", ty="", jsons=[sample]))

    return write


def same_pages(n):
    def write(folder):
        for k in range(n):
            (folder / f"{k}.html").write_text(page("GET api/things", ty="Thing", rows=[(f"Name{k}", "string")]))

    return write


def dictionaries(n):
    members = "".join(
        f'<D{k} xmlns:d2p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays" xmlns:d2p2="urn:n{k}">'
        f'<d2p1:KeyValueOfstringX{k}aaaaaaaa><d2p1:Key>a</d2p1:Key><d2p1:Value><d2p2:A{k}>1</d2p2:A{k}></d2p1:Value>'
        f"</d2p1:KeyValueOfstringX{k}aaaaaaaa></D{k}>"
        for k in range(n)
    )
    return one(xmls=[root(members)])


def own_namespaces(n):
    members = "".join(f'<M{k} xmlns:d2p1="urn:n{k}"><d2p1:A>1</d2p1:A></M{k}>' for k in range(n))
    return one(xmls=[root(members)])


def enum_page(n):
    rows = "".join(f"<tr><td class='enum-name'>V{k}</td><td class='enum-value'>{k}</td><td class='enum-description'></td></tr>" for k in range(n))
    head = "<thead><tr><th>Name</th><th>Value</th><th>Description</th></tr></thead>"

    def write(folder):
        (folder / "model.html").write_text(
            f'<html><body><h1>Kind</h1><p></p><h3>Possible enumeration values:</h3><table class="help-page-table">{head}<tbody>{rows}</tbody></table></body></html>'
        )
        (folder / "page.html").write_text(page(rows=[("Kind", "Kind")]))

    return write


# What import takes: the name, the size, and what writes the input of size n into a folder.
IMPORTS = [
    ("XML, one name among others", 200_000, lambda n: one(xmls=[root("<B>1</B>" + "".join(f"<A>{k}</A>" for k in range(n)))])),
    ("XML, one name, a list", 200_000, lambda n: one(xmls=[root("".join(f"<A>{k}</A>" for k in range(n)))])),
    ("XML, other names", 200_000, lambda n: one(xmls=[root("".join(f"<A{k:06}>{k}</A{k:06}>" for k in range(n)))])),
    ("XML, other names, no order", 200_000, lambda n: one(xmls=[root("".join(f"<A{k * 7919 % n}>1</A{k * 7919 % n}>" for k in range(n)))])),
    ("XML, one namespace each", 20_000, own_namespaces),
    ("XML, dictionaries", 4_000, dictionaries),
    ("XML, attributes", 50_000, lambda n: one(xmls=[root("<A " + " ".join(f'a{k}="1"' for k in range(n)) + ">1</A>")])),
    ("XML, prefixes", 50_000, lambda n: one(xmls=[root("<A " + " ".join(f'xmlns:d2p{k}="u{k}"' for k in range(n)) + ">" + "<B/>" * n + "<C/></A>")])),
    ("JSON, other names", 200_000, lambda n: one(jsons=[json_of((f"A{k}", k) for k in range(n))])),
    ("JSON, texts", 200_000, lambda n: one(jsons=[json_of((f"A{k}", f'"sample string {k + 1}"') for k in range(n))])),
    ("JSON, one name", 200_000, lambda n: one(jsons=[json_of(("A", k) for k in range(n))])),
    ("JSON, a list", 200_000, lambda n: one(jsons=[json.dumps(list(range(n)))])),
    ("JSON and XML, names alike", 100_000, lambda n: one(
        jsons=[json_of((f"a{k}", k) for k in range(n))], xmls=[root("".join(f"<A{k}>{k}</A{k}>" for k in range(n)))])),
    ("JSON and XML, values alike", 100_000, lambda n: one(
        jsons=[json_of((f"a{k}", k) for k in range(n))], xmls=[root("".join(f"<B{k}>{k}</B{k}>" for k in range(n)))])),
    ("JSON, nested, many types", 20_000, lambda n: one(jsons=[json_of((f"A{k}", json_of([(f"B{k}", 1), ("C", '"x"')])) for k in range(n))])),
    ("JSON, nested, one made-up name", 20_000, lambda n: one(
        jsons=[json_of((f"A{k}", json_of([("Inner", json_of([(f"B{k}", 1)]))])) for k in range(n))])),
    ("JSON, nested, a tree", 16, lambda n: one(jsons=[nested_json(n, 2, "1") if n > 4 else nested_json(14, 2, "1")])),
    ("JSON, nested, a chain", 200_000, lambda n: one(jsons=[chain(60, n // 60)])),
    ("XML, nested, a chain", 200_000, lambda n: one(xmls=[xml_chain(60, n // 60)])),
    ("JSON, dictionary keys", 200_000, lambda n: one(jsons=[json_of((f"sample string {k}", k) for k in range(n))])),
    ("table", 60_000, lambda n: one(rows=[(f"Member{k}", "string") for k in range(n)])),
    ("table, one name", 60_000, lambda n: one(rows=[("Member", "string") for _ in range(n)])),
    ("table, lost names", 60_000, lambda n: one(rows=[("", "string") for _ in range(n)], jsons=[json_of((f"A{k}", 1) for k in range(n - 1))])),
    ("table and JSON", 60_000, lambda n: one(rows=[(f"Member{k}", "string") for k in range(n)],
        jsons=[json_of((f"Member{k}", f'"sample string {k + 1}"') for k in range(n))])),
    ("table and JSON, other names", 60_000, lambda n: one(rows=[(f"Member{k}", "string") for k in range(n)],
        jsons=[json_of((f"Other{k}", f'"sample string {k + 1}"') for k in range(n))])),
    ("table, other types", 20_000, lambda n: one(rows=[(f"Member{k}", f"Type{k}") for k in range(n)])),
    ("URI parameters", 4_000, lambda n: one(heading="GET api/orders?" + "&".join(f"p{k}={{p{k}}}" for k in range(n)),
        uri=[(f"p{k}", "integer") for k in range(n)])),
    ("URI rows, none in the heading", 4_000, lambda n: one(uri=[(f"p{k}", "integer") for k in range(n)])),
    ("enum values", 60_000, enum_page),
    ("pages", 10_000, many_pages),
    ("pages without types", 10_000, bare_pages),
    ("pages of one operation", 4_000, same_pages),
    ("samples on a page", 20_000, lambda n: one(jsons=['{"A": 1}'] * n)),
    ("HTML, deep", 400_000, lambda n: one(extra="<div>" * n + "x" + "</div>" * n)),
    ("HTML, tables in tables", 100_000, lambda n: one(extra="<table><tr><td>x" * n)),
    ("HTML, tables", 50_000, lambda n: one(extra="<table><tr><td>x</td></tr></table>" * n)),
    ("HTML, headings", 100_000, lambda n: one(extra="<h3>Heading</h3><p>Text.</p>" * n)),
    ("HTML, pictures", 100_000, lambda n: one(extra="<p>Text:</p><img>" * n)),
    ("HTML, cells of many lines", 100_000, lambda n: one(extra="<table><tr><td>" + "x<br>" * n + "</td></tr></table>")),
    ("HTML, wide rows", 100_000, lambda n: one(extra="<table><tr>" + "<td>x</td>" * (n // 100) + "</tr>" + "<tr><td>x</td></tr>" * 100 + "</table>")),
    ("HTML, links", 100_000, lambda n: one(extra="".join(f'<a href="/Help/ResourceModel?modelName=T{k}">T{k}</a><br>' for k in range(n)))),
    ("text, a table", 60_000, text_rows),
    ("text, a sample", 100_000, text_sample),
    ("text, prose", 60_000, lambda n: text_page([*TEXT_HEAD, *["Some words of prose."] * n])),
    ("text, one word a line", 60_000, lambda n: text_page([*TEXT_HEAD, "Name", "Description", "Type", "Additional information",
        *[word for k in range(n // 3) for word in (f"Member{k}", "string", "None.")]])),
    ("text, one line", 400_000, lambda n: text_page(["GET api/orders " + "word " * n])),
    ("text, open brackets", 60_000, lambda n: text_page([*TEXT_HEAD, "Response Formats", "application/json", "Sample:", *["{"] * n])),
    ("text, samples", 20_000, lambda n: text_page([*TEXT_HEAD, "Response Formats", *["application/json", "Sample:", "{", '"A": 1', "}"] * n])),
]


def spec(**parts):
    whole = {"version": 1, "name": "Shop", "module": "shop", **parts}
    return lambda folder: (folder / "api.json").write_text(json.dumps(whole, indent=1))


def raw(text):
    return lambda folder: (folder / "api.json").write_text(text)


def types(of):
    return spec(types=of)


HEAD = '{"version": 1, "name": "Shop", "module": "shop", '

# What check takes.
CHECKS = [
    ("parameters of one endpoint", 4_000, lambda n: spec(endpoints={"GET api/a?" + "&".join(f"p{k}={{p{k}}}" for k in range(n)): {
        "parameters": {f"p{k}": "int" for k in range(n)}}})),
    ("parameters, none declared", 4_000, lambda n: spec(endpoints={"GET api/a?" + "&".join(f"p{k}={{p{k}}}" for k in range(n)): {}})),
    ("parameters, none in the heading", 4_000, lambda n: spec(endpoints={"GET api/a": {"parameters": {f"p{k}": "int" for k in range(n)}}})),
    ("parameters in the path", 4_000, lambda n: spec(endpoints={"GET api/" + "/".join(f"{{p{k}}}" for k in range(n)): {
        "parameters": {f"p{k}": "int" for k in range(n)}}})),
    ("members", 100_000, lambda n: types({"A": {"members": {f"M{k}": "int" for k in range(n)}}})),
    ("members of one name in Rust", 50_000, lambda n: types({"A": {"members": {("M" + "_" * (k % 300) + f"{k // 300}"): "int" for k in range(n)}}})),
    ("members, unknown types", 50_000, lambda n: types({"A": {"members": {f"M{k}": f"Unknown{k}" for k in range(n)}}})),
    ("base classes", 4_000, lambda n: types({f"A{k}": {"members": {}, **({"base": f"A{k - 1}"} if k else {})} for k in range(n)})),
    ("base classes, a circle", 4_000, lambda n: types({f"A{k}": {"members": {}, "base": f"A{(k - 1) % n}"} for k in range(n)})),
    ("derived classes", 20_000, lambda n: types({"A": {"members": {"X": "int"}}, **{f"B{k}": {"base": "A", "members": {}} for k in range(n)}})),
    ("collections in each other", 4_000, lambda n: types({f"A{k}": {"collection": f"A{k - 1}" if k else "int"} for k in range(n)})),
    ("types", 50_000, lambda n: types({f"Shop.A{k}": {"members": {"X": "int"}} for k in range(n)})),
    ("types of one short name", 10_000, lambda n: types({f"N{k}.A": {"members": {"X": f"N{k}.A"}} for k in range(n)})),
    ("types of one short name, meant by it", 1_000, lambda n: types({f"N{k}.A": {"members": {"X": "A"}} for k in range(n)})),
    ("types of one page", 10_000, lambda n: types({f"A{k}": {"page": "P", "members": {}} for k in range(n)})),
    ("generic types", 10_000, lambda n: types({"L": {"members": {}}, **{f"P<A{k}>": {"members": {}} for k in range(n)}, **{f"A{k}": {"members": {}} for k in range(n)}})),
    ("one long name", 100_000, lambda n: types({".".join(["N"] * n): {"members": {}}})),
    ("enum values", 100_000, lambda n: types({"E": {"enum": {f"V{k}": k for k in range(n)}}})),
    ("codes of an outcome", 20_000, lambda n: types({"E": {"enum": {f"V{k}": k for k in range(n)}}, "A": {
        "members": {"Code": "E"}, "outcome": {"code": "Code", "success": [f"V{k}" for k in range(n)], "codes": {f"V{k}": "x" for k in range(n)}}}})),
    ("defaults of enums", 4_000, lambda n: spec(endpoints={"GET api/a?" + "&".join(f"p{k}={{p{k}}}" for k in range(n)): {
        "parameters": {f"p{k}": {"type": "E", "default": f"V{k}"} for k in range(n)}}}, types={"E": {"enum": {f"V{k}": k for k in range(n)}}})),
    ("endpoints", 20_000, lambda n: spec(endpoints={f"GET api/a{k}/{{id}}": {"parameters": {"id": "int"}} for k in range(n)})),
    ("credentials", 2_000, lambda n: spec(authentication={"body": [f"X{k}" for k in range(n)]},
        endpoints={f"POST api/a{k}": {"body": "A"} for k in range(n)}, types={"A": {"members": {"Y": "int"}}})),
    ("rules of Rust", 20_000, lambda n: spec(types={"A": {"members": {f"M{k}": "int" for k in range(n)}}}, rust={f"A.M{k}": {"name": f"m_{k}_x"} for k in range(n)})),
    ("rules for all", 2_000, lambda n: spec(types={"A": {"members": {f"M{k}": "int" for k in range(n)}}}, rust={f"*.M{k}": {"attributes": ["doc(hidden)"]} for k in range(n)})),
    ("one key many times", 100_000, lambda n: raw(HEAD + '"types": {"A": {"members": {' + ",".join('"M": "int"' for _ in range(n)) + "}}}}")),
    ("unknown keys", 20_000, lambda n: raw(HEAD + ",".join(f'"unknown{k}": 1' for k in range(n)) + "}")),
    ("known types", 10_000, lambda n: types({"A": {"members": {}, "knownTypes": [f"B{k}" for k in range(n)]}, **{f"B{k}": {"base": "A", "members": {}} for k in range(n)}})),
    ("tuple of many", 50_000, lambda n: types({"A": {"members": {"X": "Tuple<" + ",".join(["int"] * n) + ">"}}})),
    ("escapes", 100_000, lambda n: raw(HEAD + '"types": {"A": {"members": {' + ",".join(f'"M\\u0041{k}": "int"' for k in range(n)) + "}}}}")),
    ("all on one line", 20_000, lambda n: raw(HEAD + '"types": {"A": {"members": {' + ",".join(f'"M{k}": "Unknown"' for k in range(n)) + "}}}}")),
]


def proof(n, format, sample):
    def write(folder):
        (folder / "samples").mkdir()
        (folder / f"samples/s.{format}").write_text(sample)
        spec(
            endpoints={"GET api/a": {"response": "List<A>" if n < 0 else "A", "samples": {"response": {format: f"s.{format}"}}}},
            types={"Shop.Models.A": {"members": {"X": "List<int>"}}},
        )(folder)

    return write


def xml_numbers(n, wrong=False):
    items = "".join(f"<d2p1:int>{'x' if wrong else k}</d2p1:int>" for k in range(n))
    arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
    return root(f'<X xmlns:d2p1="{arrays}">{items}</X>', "A")


def many_members(n, extra):
    def write(folder):
        (folder / "samples").mkdir()
        (folder / "samples/s.json").write_text(json_of((f"M{k}{extra}", k) for k in range(n)))
        spec(
            endpoints={"GET api/a": {"response": "A", "samples": {"response": {"json": "s.json"}}}},
            types={"Shop.Models.A": {"members": {f"M{k}": "int" for k in range(n)}}},
        )(folder)

    return write


PROOFS = [
    ("sample of a long list, JSON", 200_000, lambda n: proof(n, "json", json.dumps({"X": list(range(n))}))),
    ("sample of a long list, XML", 200_000, lambda n: proof(n, "xml", xml_numbers(n))),
    ("sample of a long list, wrong", 200_000, lambda n: proof(n, "json", json.dumps({"X": ["x"] * n}))),
    ("sample of a long list, wrong, XML", 200_000, lambda n: proof(n, "xml", xml_numbers(n, True))),
    ("sample with keys nobody knows", 100_000, lambda n: proof(n, "json", json_of([*((f"U{k}", k) for k in range(n)), ("X", "[]")]))),
    ("sample of many members", 20_000, lambda n: many_members(n, "")),
    ("sample of many members, other names", 20_000, lambda n: many_members(n, "x")),
]

# What import takes that was imported before, and has changed since.
AGAIN = [
    ("again, nothing changed", 20_000, lambda n: [(f"M{k}", "string") for k in range(n)], lambda n: [(f"M{k}", "string") for k in range(n)]),
    ("again, all changed", 20_000, lambda n: [(f"M{k}", "string") for k in range(n)], lambda n: [(f"M{k}", "integer") for k in range(n)]),
    ("again, all new", 20_000, lambda n: [("Id", "string")], lambda n: [("Id", "string")] + [(f"M{k}", "string") for k in range(n)]),
    ("again, all gone", 20_000, lambda n: [("Id", "string")] + [(f"M{k}", "string") for k in range(n)], lambda n: [("Id", "string")]),
]

ENDPOINTS = {"endpoints": {"GET api/a": {"response": "A"}}}

# What generate takes.
GENERATES = [
    ("types", 20_000, lambda n: types({f"Shop.A{k}": {"members": {"X": "int"}} for k in range(n)})),
    ("members", 20_000, lambda n: spec(types={"A": {"members": {f"M{k}": "int" for k in range(n)}}}, **ENDPOINTS)),
    ("enum values", 20_000, lambda n: spec(types={"E": {"enum": {f"V{k}": k for k in range(n)}}, "A": {"members": {"X": "E"}}}, **ENDPOINTS)),
    ("endpoints", 20_000, lambda n: spec(types={"A": {"members": {"X": "int"}}}, endpoints={
        f"POST api/a{k}/{{id}}": {"parameters": {"id": "int"}, "body": "A", "response": "A"} for k in range(n)})),
    ("derived classes", 20_000, lambda n: spec(types={"A": {"members": {"X": "int"}}, **{
        f"B{k}": {"base": "A", "members": {"Y": "int"}} for k in range(n)}}, **ENDPOINTS)),
]

# What convert takes: the sizes of the document, for a contract of one size that is large.
CONTRACT = types({
    "Shop.Models.E": {"enum": {f"V{k}": k for k in range(20_000)}},
    "Shop.Models.B": {"members": {"X": "int"}, "knownTypes": [f"D{k}" for k in range(20_000)]},
    **{f"Shop.Models.D{k}": {"base": "B", "members": {"Z": "int"}} for k in range(20_000)},
    "Shop.Models.A": {"members": {"Numbers": "List<int>", "Enums": "List<E>", "Objects": "List<B>", "Texts": "Dictionary<string, string>"}},
})
CONVERTS = [
    ("numbers", 4_000_000, "json", lambda n: json.dumps({"Numbers": list(range(n))})),
    ("texts", 400_000, "json", lambda n: json.dumps({"Texts": {f"key {k}": "some text " * 10 for k in range(n)}})),
    ("values of a large enum", 200_000, "json", lambda n: json.dumps({"Enums": [k % 20_000 for k in range(n)]})),
    ("names of a large enum", 200_000, "xml", lambda n: root("<Enums>" + "".join(f"<E>V{k % 20_000}</E>" for k in range(n)) + "</Enums>", "A")),
    ("objects of many known types", 200_000, "xml", lambda n: root("<Objects>" + "".join(
        f'<B i:type="D{k * 7919 % 20_000}"><X>1</X><Z>2</Z></B>' for k in range(n)) + "</Objects>", "A")),
]


def run(command, limit):
    """Seconds of the processor, peak megabytes and how it ended."""

    def bounds():
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))

    start = time.monotonic()
    with open(os.devnull, "w") as nowhere, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=nowhere, stderr=said, preexec_fn=bounds)
        ended = ""
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - start > limit:
                process.kill()
                ended = "stopped"
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.002 if time.monotonic() - start < 1 else 0.02)
    # What else the machine does takes time too, but not from these.
    seconds = usage.ru_utime + usage.ru_stime
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if not ended and code < 0:
        ended = f"signal {-code}"
    elif not ended and code > 1:
        ended = f"code {code}"
    return seconds, usage.ru_maxrss / 1024, ended


def measure(program, kind, make, n, limit):
    with tempfile.TemporaryDirectory(prefix="cost") as folder:
        folder = pathlib.Path(folder)
        pages, into = folder / "pages", folder / "spec"
        pages.mkdir()
        into.mkdir()
        if kind == "check":
            make(n)(into)
            return run([program, "datacontract", "check", str(into)], limit)
        if kind == "generate":
            make(n)(into)
            config = {"specs": ["spec"], "output": "generated", "client": True, "server": True, "samples": True}
            (folder / "datacontract.json").write_text(json.dumps(config))
            return run([program, "datacontract", "generate", "--config", str(folder / "datacontract.json")], limit)
        if kind == "convert":
            source, document = make
            CONTRACT(into)
            (folder / "document").write_text(document(n))
            other = "json" if source == "xml" else "xml"
            formats = ["--type", "A", "--from", source, "--to", other]
            return run([program, "datacontract", "convert", "--spec", str(into), *formats, str(folder / "document")], limit)
        command = [program, "datacontract", "import", str(pages), "--into", str(into)]
        if kind == "again":
            before, after = make
            one(rows=before(n))(pages)
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit)
            one(rows=after(n))(pages)
        else:
            make(n)(pages)
        return run(command, limit)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", help="a cargo-datacontract that is built already")
    parser.add_argument("--only", default="", help="cases whose name has this in it")
    parser.add_argument("--sizes", type=int, default=2, help="how many sizes, each four times the one before (2)")
    parser.add_argument("--scale", type=float, default=1.0, help="what all sizes are multiplied by")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds after which a run is stopped (60)")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="writes everything that was measured")
    arguments = parser.parse_args()
    program = arguments.program
    if not program:
        command = ["cargo", "build", "--release", "--quiet", "--package", "datacontract-cli"]
        subprocess.run(command, cwd=ROOT, check=True)
        target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target").resolve()
        program = str(target / "release/cargo-datacontract")
    cases = [("import", *case) for case in IMPORTS] + [("check", *case) for case in CHECKS + PROOFS]
    cases += [("generate", *case) for case in GENERATES]
    cases += [("convert", name, n, (source, document)) for name, n, source, document in CONVERTS]
    cases += [("again", name, n, (before, after)) for name, n, before, after in AGAIN]
    found = []
    print(f"{'case':46} {'n':>8} {'seconds':>8} {'µs/n':>8} {'MB':>7} {'growth':>7}")
    for kind, name, largest, make in cases:
        title = f"{kind}: {name}"
        if arguments.only not in title:
            continue
        before = None
        for step in reversed(range(arguments.sizes)):
            n = max(1, int(largest * arguments.scale) // 4**step)
            try:
                seconds, memory, ended = measure(program, kind, make, n, arguments.limit)
            except subprocess.TimeoutExpired:
                seconds, memory, ended = arguments.limit, 0, "stopped"
            growth = f"{seconds / before:.1f}" if before else ""
            print(f"{title:46} {n:8} {seconds:8.2f} {seconds / n * 1e6:8.1f} {memory:7.0f} {growth:>7} {ended}", flush=True)
            found.append({"case": title, "n": n, "seconds": seconds, "megabytes": memory, "ended": ended})
            before = seconds
            if ended == "stopped":
                break
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
