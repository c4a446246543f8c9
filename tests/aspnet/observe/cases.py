"""What is asked of the servers: one list of cases for each site."""
import random_cases
import validation_cases


class Cases:
    def __init__(self):
        self.list = []

    def add(self, name, method, target, headers=(), body=None, long=False, fresh=False):
        """`target` as it stands in the request line; `long`: the answer says nothing new, and is not kept; `fresh`: asked
        of a server that was asked nothing before (Web API 1 keeps what it bound of complex types in the URI)."""
        case = {"name": name, "method": method, "target": target, "headers": list(headers), "body": body, "long": long, "fresh": fresh}
        self.list.append(case)

    def get(self, name, target, *headers, **more):
        self.add(name, "GET", target, headers, **more)

    def post(self, name, target, type, body, *headers, **more):
        kind = [("Content-Type", type)] if type is not None else []
        self.add(name, more.pop("method", "POST"), target, kind + list(headers), body, **more)


def accept(value):
    return ("Accept", value)


JSON, XML, FORM = "application/json", "application/xml", "application/x-www-form-urlencoded"
AS_XML = accept(XML)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"

LEAD = "/api/lead/LeadUpdate"
CONTRACTS = "http://schemas.datacontract.org/2004/07/LoyaltyCrm.Partner.Contracts"
LEAD_XML = f'<LeadUpdateRequest xmlns="{CONTRACTS}"><LeadName>Åsa</LeadName><Leads>7</Leads></LeadUpdateRequest>'
ANNOTATED = "/api/odd/annotated"
SINK = "http://schemas.datacontract.org/2004/07/Kitchen.Sink"
ODD = "http://schemas.datacontract.org/2004/07/Odd.Names"
STRING_XML = '<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">%s</string>'


def main_site():
    c = Cases()

    # ---- which format the answer has
    small = "/api/Leads"
    c.get("accept/none", small)
    for name, value in {
        "any": "*/*", "json": JSON, "text-json": "text/json", "xml": XML, "text-xml": "text/xml",
        "application-any": "application/*", "text-any": "text/*", "html": "text/html", "plain": "text/plain",
        "image": "image/png", "form": FORM, "bson": "application/bson", "garbage": "garbage", "garbage-list": "garbage, application/xml",
        "empty": "", "star": "*", "upper": "APPLICATION/XML", "browser": BROWSER, "xml-q": "application/xml;q=0.9",
        "xml-before-json": "application/xml, application/json", "json-before-xml": "application/json, application/xml",
        "xml-higher": "application/json;q=0.5, application/xml;q=0.6", "equal": "application/xml;q=0.5, application/json;q=0.5",
        "any-before-xml": "*/*, application/xml", "any-and-xml-lower": "*/*, application/xml;q=0.5",
        "any-lower-xml": "application/xml;q=0.5, */*;q=0.4", "html-xml-any": "text/html, application/xml;q=0.9, */*;q=0.8",
        "html-any": "text/html, */*;q=0.1", "json-q0": "application/json;q=0", "json-q0-any": "application/json;q=0, */*",
        "both-q0": "application/json;q=0, application/xml;q=0", "q-bad": "application/xml;q=abc", "q-2": "application/xml;q=2",
        "text-any-before-json": "text/*, application/json", "application-any-and-xml": "application/*, application/xml",
        "xml-parameter": "application/xml;level=1", "json-parameter": "application/json;odata=verbose",
        "xml-utf16": "application/xml;charset=utf-16", "json-utf16": "application/json;charset=utf-16",
        "json-latin1": "application/json;charset=iso-8859-1", "text-xml-and-json": "text/xml, application/json",
        "unknown-and-json-q": "application/vnd.x+json, application/json;q=0.1", "plus-json": "application/problem+json",
    }.items():
        c.get("accept/" + name, small, accept(value))
    c.get("accept/two-headers", small, accept("text/html"), AS_XML)
    c.get("accept/xhr", small, ("X-Requested-With", "XMLHttpRequest"))
    c.get("accept/xhr-any", small, accept("*/*"), ("X-Requested-With", "XMLHttpRequest"))
    c.get("accept/xhr-xml", small, AS_XML, ("X-Requested-With", "XMLHttpRequest"))
    c.get("accept/xhr-browser", small, accept(BROWSER), ("X-Requested-With", "XMLHttpRequest"))
    for name, value in {
        "utf8": "utf-8", "utf16": "utf-16", "unicode": "unicode", "utf16-lower": "utf-8, utf-16;q=0.5", "utf16-higher": "utf-8;q=0.5, utf-16",
        "latin1": "iso-8859-1", "latin1-then-utf16": "iso-8859-1, utf-16;q=0.5", "any": "*", "utf8-q0": "utf-8;q=0", "unknown": "x-none", "upper": "UTF-16",
    }.items():
        c.get("accept-charset/" + name, small, accept(JSON), ("Accept-Charset", value))
    c.get("accept-charset/utf16-xml", small, AS_XML, ("Accept-Charset", "utf-16"))
    c.get("accept-charset/both-headers", small, accept("application/json;charset=utf-8"), ("Accept-Charset", "utf-16"))
    # without Accept, the format of the request is that of the answer
    c.post("accept/as-request-json", LEAD, JSON, '{"LeadName":"Åsa"}')
    c.post("accept/as-request-xml", LEAD, XML, LEAD_XML)
    c.post("accept/as-request-text-xml", LEAD, "text/xml", LEAD_XML)
    c.post("accept/as-request-form", LEAD, FORM, "LeadName=x")
    c.post("accept/as-request-xml-any", LEAD, XML, LEAD_XML, accept("*/*"))
    c.post("accept/as-request-xml-html", LEAD, XML, LEAD_XML, accept("text/html"))
    c.post("accept/as-request-xml-image", LEAD, XML, LEAD_XML, accept("image/png"))
    c.post("accept/as-request-xml-json", LEAD, XML, LEAD_XML, accept(JSON))
    c.post("accept/as-request-charset", LEAD, "application/json; charset=utf-16", '{"LeadName":"Åsa"}'.encode("utf-16-le"))

    # ---- which bodies are understood
    body = '{"Leads":7,"LeadName":"Åsa"}'
    for name, type in {
        "json": JSON, "text-json": "text/json", "upper": "APPLICATION/JSON", "utf8": "application/json; charset=utf-8", "utf8-quoted": 'application/json; charset="utf-8"',
        "charset-upper": "application/json; CHARSET=UTF-8", "unknown-charset": "application/json; charset=x-none", "parameter": "application/json; odata=verbose",
        "plus-json": "application/vnd.x+json", "problem-json": "application/problem+json", "javascript": "application/javascript", "plain": "text/plain", "html": "text/html",
        "octets": "application/octet-stream", "bson": "application/bson", "multipart": "multipart/form-data; boundary=x", "any": "*/*", "application-any": "application/*",
        "garbage": "garbage", "empty": "", "none": None,
    }.items():
        c.post("content-type/json/" + name, LEAD, type, body, accept(JSON))
    c.post("content-type/json/utf16", LEAD, "application/json; charset=utf-16", body.encode("utf-16-le"), accept(JSON))
    c.post("content-type/json/utf16-bom", LEAD, "application/json; charset=utf-16", body.encode("utf-16"), accept(JSON))
    c.post("content-type/json/utf16-undeclared", LEAD, JSON, body.encode("utf-16"), accept(JSON))
    c.post("content-type/json/utf8-bom", LEAD, JSON, b"\xef\xbb\xbf" + body.encode(), accept(JSON))
    c.post("content-type/json/latin1", LEAD, "application/json; charset=iso-8859-1", body.encode("latin1"), accept(JSON))
    c.post("content-type/json/not-utf8", LEAD, JSON, body.encode("latin1"), accept(JSON))
    c.post("content-type/json/415-xml", LEAD, "text/plain", body, AS_XML)
    for name, type in {"xml": XML, "text-xml": "text/xml", "utf8": "application/xml; charset=utf-8", "soap": "application/soap+xml", "atom": "application/atom+xml"}.items():
        c.post("content-type/xml/" + name, LEAD, type, LEAD_XML, accept(JSON))
    c.post("content-type/xml/utf16", LEAD, "application/xml; charset=utf-16", LEAD_XML.encode("utf-16-le"), accept(JSON))
    c.post("content-type/xml/utf16-declared-within", LEAD, XML, ('<?xml version="1.0" encoding="utf-16"?>' + LEAD_XML).encode("utf-16"), accept(JSON))
    c.post("content-type/xml/declaration", LEAD, XML, '<?xml version="1.0" encoding="utf-8"?>\n' + LEAD_XML, accept(JSON))
    c.post("content-type/xml/declaration-latin1", LEAD, XML, ('<?xml version="1.0" encoding="iso-8859-1"?>' + LEAD_XML).encode("latin1"), accept(JSON))
    c.post("content-type/xml/utf8-bom", LEAD, XML, b"\xef\xbb\xbf" + LEAD_XML.encode(), accept(JSON))
    c.post("content-type/415-string", "/api/types/string", "text/plain", "abc", accept(JSON))
    c.post("content-type/415-int", "/api/types/int", "text/plain", "5", accept(JSON))
    c.post("content-type/415-unread", "/api/types/raw", "text/plain", "abc", accept(JSON))
    c.post("content-type/415-query-first", "/api/trustedorg/orgs/link/lead/5", "text/plain", "abc", accept(JSON))

    # ---- form bodies
    for name, form in {
        "plain": "Leads=7&LeadName=%C3%85sa+%26+co&Phone=79161234567", "raw-utf8": "LeadName=Åsa", "case": "leadname=x&LEADS=8", "duplicate": "LeadName=a&LeadName=b", "duplicate-int": "Leads=1&Leads=2",
        "unknown": "Nope=1&LeadName=x", "wrong-type": "Leads=abc&LeadName=x", "empty-value": "Leads=&LeadName=&Cheque=", "no-value": "LeadName", "overflow": "Leads=3000000000",
        "decimal": "OrderSum=1.50&LeadMark=3", "decimal-comma": "OrderSum=1%2C5", "null-word": "Cheque=null&LeadName=null", "empty": "", "not-a-form": "{\"Leads\":7}", "semicolon": "Leads=7;LeadName=x", "spaces": "Leads=%207%20",
        "plus": "LeadName=a+b%2Bc%20d", "bad-percent": "LeadName=%zz%4", "invalid-utf8": "LeadName=%ff%C3", "prefixed": "request.Leads=7&request.LeadName=x", "ampersands": "&&Leads=7&",
    }.items():
        c.post("form/" + name, LEAD, FORM, form, accept(JSON))
    customer = "/api/v2.1/orders/customer"
    for name, form in {
        "nested-dot": "Name=n&Address.Street=s&Address.Location.Latitude=1.5", "nested-bracket": "Name=n&Address[Street]=s&Address[Location][Latitude]=1.5",
        "contract-name": "Address.Location.lat=1.5", "list-index": "Others[0].Street=a&Others[1].Street=b", "list-gap": "Others[0].Street=a&Others[2].Street=c", "list-bracket": "Others[0][Street]=a&Others[1][City]=b",
        "list-empty-bracket": "Others[][Street]=a&Others[][Street]=b", "date": "Birthday=2024-10-15T05:29:19Z", "date-empty": "Birthday=", "parent-is-simple": "Address=x",
    }.items():
        c.post("form/customer/" + name, customer, FORM, form, accept(JSON))
    for name, form in {
        "names": "Bool=true&Color=Green&Perm=Read,Write&Char=%D0%96&TimeSpan=01:02:03&Guid=0f8fad5b-d9cb-469f-a165-70867728950e&DateTime=2024-10-15&DateTimeOffset=2024-10-15T05:29:19%2B02:00&Uri=rel/x&Double=1e3&Byte=7",
        "numbers": "Bool=1&Color=3&Perm=3", "case": "Bool=TRUE&Color=green", "unknown": "Bool=yes&Color=Purple&Char=ab&Guid=x&TimeSpan=y&DateTime=z", "bytes": "Bytes=AQID&Object=x", "empty": "Bool=&Color=&Guid=&Uri=&String=",
    }.items():
        c.post("form/all/" + name, "/api/types/all", FORM, form, accept(JSON), long=True)
    c.post("form/nullable-empty", "/api/types/nullable", FORM, "Bool=&Int32=&DateTime=&Color=&Guid=", accept(JSON), long=True)
    c.post("form/strings-repeated", "/api/types/strings", FORM, "=a&=b", accept(JSON))
    c.post("form/strings-index", "/api/types/strings", FORM, "[0]=a&[1]=b", accept(JSON))
    c.post("form/strings-named", "/api/types/strings", FORM, "value=a&value=b", accept(JSON))
    c.post("form/ints-index", "/api/types/ints", FORM, "[0]=1&[1]=2", accept(JSON))
    c.post("form/string", "/api/types/string", FORM, "=abc", accept(JSON))
    c.post("form/string-named", "/api/types/string", FORM, "value=abc", accept(JSON))
    c.post("form/string-bare", "/api/types/string", FORM, "abc", accept(JSON))
    c.post("form/int", "/api/types/int", FORM, "=5", accept(JSON))
    c.post("form/int-named", "/api/types/int", FORM, "value=5", accept(JSON))
    for name, form in {
        "digits": "Ints.index=7&Ints[7]=5", "digits-bad": "Ints.index=7&Ints[7]=x", "gap": "Ints.index=7&Ints.index=8&Ints.index=9&Ints[7]=5&Ints[9]=6",
        "starts-with-digit": "Ints.index=7a&Ints[7a]=5", "starts-with-digit-bad": "Ints.index=7a&Ints[7a]=x", "word": "Ints.index=a&Ints[a]=5", "word-bad": "Ints.index=a&Ints[a]=x", "word-dot": "Ints.index=a&Ints.a=5",
        "and-value": "Ints.index=7&Ints=4&Ints[7]=5", "null-gap": "MaybeInts.index=7&MaybeInts.index=8&MaybeInts[8]=5", "text-gap": "Strings.index=7&Strings.index=8&Strings[8]=5",
        "class-word": "Smalls.index=a&Smalls[a].A=4", "class-gap": "Smalls.index=7&Smalls.index=8&Smalls[7].A=4", "matrix-gap": "Matrix.index=7&Matrix.index=8&Matrix[8][0]=4",
        "map": "Counts.index=7&Counts[7].Key=x&Counts[7].Value=4", "map-bad": "Counts.index=7&Counts[7].Key=x&Counts[7].Value=y", "map-word": "Counts.index=a&Counts[a].Key=x&Counts[a].Value=4",
        "map-gap": "Counts.index=7&Counts.index=8&Counts[8].Key=x&Counts[8].Value=4", "map-no-value": "Counts.index=7&Counts[7].Key=x", "map-no-key": "Counts.index=7&Counts[7].Value=4",
    }.items():
        c.post("form/index/" + name, "/api/types/collections", FORM, form, accept(JSON))
    c.post("form/ints-named-index", "/api/types/ints", FORM, "index=7&index=8&[8]=5", accept(JSON))
    c.post("form/ints-word-index", "/api/types/ints", FORM, "index=a&[a]=5", accept(JSON))
    c.post("form/map", "/api/types/map", FORM, "[0].Key=a&[0].Value=1", accept(JSON))
    c.post("form/map-names", "/api/types/map", FORM, "a=1&b=2", accept(JSON))
    c.post("form/smalls", "/api/types/smalls", FORM, "[0].A=1&[0].B=x&[1].A=2", accept(JSON))
    c.post("form/jobject", "/api/types/jobject", FORM, "a=1&b.c=2&d[]=3", accept(JSON))
    c.post("form/annotated-missing", ANNOTATED, FORM, "Rank=5", accept(JSON))

    # ---- JSON bodies
    for name, text in {
        "null": "null", "empty": "", "blank": "  \n", "empty-object": "{}", "array": "[]", "text": '"x"', "number": "5", "truncated": '{"Leads":7', "truncated-text": '{"LeadName":"x', "garbage": "garbage", "trailing": '{"Leads":7} x',
        "two-values": '{"Leads":7}{"Leads":8}', "trailing-comma": '{"Leads":7,}', "single-quotes": "{'Leads':7}", "bare-names": "{Leads:7}", "comment": '{/* c */"Leads":7}', "duplicate": '{"Leads":1,"Leads":2}',
        "case": '{"leads":7,"LEADNAME":"x"}', "unknown": '{"Nope":{"a":[1]},"Leads":7}', "int-text": '{"Leads":"7"}', "int-text-bad": '{"Leads":"abc","LeadName":"x"}', "int-text-empty": '{"Leads":"","LeadName":"x"}', "int-float": '{"Leads":7.0}', "int-fraction": '{"Leads":7.6}',
        "int-exponent": '{"Leads":7e0}', "int-null": '{"Leads":null,"LeadName":"x"}', "int-bool": '{"Leads":true}', "int-object": '{"Leads":{},"LeadName":"x"}', "int-array": '{"Leads":[1],"LeadName":"x"}', "int-overflow": '{"Leads":3000000000,"LeadName":"x"}', "long-overflow": '{"Phone":92233720368547758070,"LeadName":"x"}',
        "text-number": '{"LeadName":5}', "text-float": '{"LeadName":1.50}', "text-bool": '{"LeadName":true}', "text-null": '{"LeadName":null}', "text-object": '{"LeadName":{"a":1}}', "text-array": '{"LeadName":["a"]}', "text-date": '{"LeadName":"2024-10-15T05:29:19Z"}',
        "decimal-text": '{"OrderSum":"1.50"}', "decimal-text-comma": '{"OrderSum":"1,5"}', "decimal-exponent": '{"OrderSum":1e2}', "hex": '{"Leads":0x10}', "nan": '{"OrderSum":NaN}', "two-errors": '{"Leads":"a","Phone":"b","LeadName":"x"}',
        "top-type-wrong": '[{"Leads":7}]', "escape": '{"LeadName":"\\u0416\\/\\ud83d\\ude42"}', "bad-escape": '{"LeadName":"\\x"}', "lone-surrogate": '{"LeadName":"\\ud83d"}', "control": '{"LeadName":"a\u0001b"}', "type-metadata": '{"$type":"System.Object","Leads":7}',
    }.items():
        c.post("json/" + name, LEAD, JSON, text, accept(JSON))
    c.post("json/nested-wrong", customer, JSON, '{"Name":"n","Address":{"Street":"s","Location":{"lat":"x","lon":2}}}', accept(JSON))
    c.post("json/list-item-wrong", customer, JSON, '{"Name":"n","Others":[{"Street":"a"},5,{"City":{}}]}', accept(JSON))
    c.post("json/list-for-object", customer, JSON, '{"Address":[]}', accept(JSON))
    c.post("json/object-for-list", customer, JSON, '{"Others":{}}', accept(JSON))
    c.post("json/required-missing", "/api/lead/LeadCreate", JSON, '{"last_name":"x"}', accept(JSON), long=True)
    c.post("json/required-null", "/api/lead/LeadCreate", JSON, '{"first_name":null}', accept(JSON), long=True)
    c.post("json/required-short", "/api/lead/LeadCreate", JSON, '{"first_name":"x"}', accept(JSON), long=True)
    c.post("json/enum-text", "/api/lead/LeadCreate", JSON, '{"first_name":"xy","channel":"Phone"}', accept(JSON), long=True)
    c.post("json/enum-text-case", "/api/lead/LeadCreate", JSON, '{"first_name":"xy","channel":"phone"}', accept(JSON), long=True)
    c.post("json/enum-text-number", "/api/lead/LeadCreate", JSON, '{"first_name":"xy","channel":2}', accept(JSON), long=True)
    c.post("json/enum-text-unknown", "/api/lead/LeadCreate", JSON, '{"first_name":"xy","channel":"Fax"}', accept(JSON), long=True)
    for name, text in {
        "enum-name": '{"Color":"Green"}', "enum-case": '{"Color":"green"}', "enum-unknown": '{"Color":"Purple"}', "enum-number": '{"Color":3}', "enum-number-unknown": '{"Color":77}', "enum-number-text": '{"Color":"3"}', "enum-null": '{"Color":null}',
        "flags-text": '{"Perm":"Read, Write"}', "bool-text": '{"Bool":"true"}', "bool-text-case": '{"Bool":"TRUE"}', "bool-number": '{"Bool":1}', "bool-number-text": '{"Bool":"1"}', "bool-word": '{"Bool":"yes"}', "char": '{"Char":"Ж"}', "char-long": '{"Char":"ab"}', "char-empty": '{"Char":""}', "char-number": '{"Char":65}',
        "date-only": '{"DateTime":"2024-10-15"}', "date-utc": '{"DateTime":"2024-10-15T05:29:19Z"}', "date-offset": '{"DateTime":"2024-10-15T05:29:19+02:00"}', "date-local": '{"DateTime":"2024-10-15T05:29:19"}', "date-fraction": '{"DateTime":"2024-10-15T05:29:19.1234567Z"}', "date-ms": '{"DateTime":"/Date(1728970159000)/"}', "date-ms-offset": '{"DateTime":"/Date(1728970159000+0200)/"}', "date-us": '{"DateTime":"10/15/2024 5:29:19"}', "date-bad": '{"DateTime":"x"}', "date-empty": '{"DateTime":""}', "date-number": '{"DateTime":1728970159}',
        "offset": '{"DateTimeOffset":"2024-10-15T05:29:19+02:00"}', "offset-none": '{"DateTimeOffset":"2024-10-15T05:29:19"}', "guid": '{"Guid":"0F8FAD5BD9CB469FA16570867728950E"}', "guid-braces": '{"Guid":"{0f8fad5b-d9cb-469f-a165-70867728950e}"}', "guid-bad": '{"Guid":"x"}', "span": '{"TimeSpan":"1.02:03:04.5"}', "span-iso": '{"TimeSpan":"PT1H"}', "span-bad": '{"TimeSpan":"x"}',
        "byte-overflow": '{"Byte":256}', "uint-negative": '{"UInt32":-1}', "double-text": '{"Double":"1.5"}', "double-nan": '{"Double":"NaN"}', "double-nan-bare": '{"Double":NaN}', "double-infinity-bare": '{"Double":-Infinity}', "double-overflow": '{"Double":1e999}', "bytes": '{"Bytes":"AQID"}', "bytes-bad": '{"Bytes":"%%"}', "bytes-numbers": '{"Bytes":[1,2]}', "uri-bad": '{"Uri":"http://"}', "uri-number": '{"Uri":5}', "object": '{"Object":{"a":[1,2.5,"x",null]}}', "ulong-max": '{"UInt64":18446744073709551615}',
    }.items():
        c.post("json/all/" + name, "/api/types/all", JSON, text, accept(JSON), long=True)
    for name, (path, texts) in {
        "string": ("string", ['"x"', "null", "5", "1.50", "true", '{"a":1}', '["a"]', "", "abc", '"2024-10-15T05:29:19Z"', '"x']),
        "int": ("int", ["5", '"5"', '""', '"abc"', "null", "", "5.5", "3000000000", "{}", "[5]", "tru"]),
        "guid": ("guid", ["null", "", '"x"', '""', '"0f8fad5b-d9cb-469f-a165-70867728950e"']),
        "date": ("date", ["null", "", '"x"', '"2024-10-15"']),
        "bool": ("bool", ["true", '"true"', "1", "null", '"x"']),
        "double": ("double", ["1.5", '"1.5"', "5", "null"]),
        "color": ("color", ["3", '"Green"', '"x"', "null"]),
        "ints": ("ints", ["[]", "[1,2]", "[1,null,\"x\",3]", "null", "", "{}", "5"]),
        "map": ("map", ["{}", '{"a":1,"b":"x"}', "null", "[]", '[{"Key":"a","Value":1}]']),
        "pair": ("pair", ['{"Key":1,"Value":"x"}', "null", "", "{}", '{"key":1}']),
        "noctor": ("noctor", ['{"n":5}', '{"N":5}', "{}", "null"]),
    }.items():
        for i, text in enumerate(texts):
            c.post(f"json/simple/{name}-{i}", "/api/types/" + path, JSON, text, accept(JSON))

    # ---- XML bodies
    for name, text in {
        "empty": "", "blank": "  ", "text": "x", "truncated": LEAD_XML[:-5], "namespace": LEAD_XML.replace("Contracts", "Other"), "no-namespace": "<LeadUpdateRequest><LeadName>x</LeadName></LeadUpdateRequest>", "root": LEAD_XML.replace("LeadUpdateRequest", "Lead"), "nil": f'<LeadUpdateRequest xmlns="{CONTRACTS}" i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" />',
        "empty-root": f'<LeadUpdateRequest xmlns="{CONTRACTS}" />', "out-of-order": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><Leads>7</Leads><LeadName>x</LeadName></LeadUpdateRequest>', "unknown": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><A>1</A><LeadName>x</LeadName></LeadUpdateRequest>', "duplicate": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><Leads>1</Leads><Leads>2</Leads></LeadUpdateRequest>',
        "int-bad": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><LeadName>x</LeadName><Leads>abc</Leads></LeadUpdateRequest>', "int-empty": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><Leads></Leads></LeadUpdateRequest>', "int-overflow": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><Leads>3000000000</Leads></LeadUpdateRequest>', "int-nil": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><Leads i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" /></LeadUpdateRequest>', "int-spaces": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><Leads> 7 </Leads></LeadUpdateRequest>',
        "case": f'<LeadUpdateRequest xmlns="{CONTRACTS}"><leads>7</leads></LeadUpdateRequest>', "dtd": '<!DOCTYPE a [<!ENTITY e "x">]>' + LEAD_XML, "trailing": LEAD_XML + "<a/>", "comment": "<!-- c -->" + LEAD_XML, "instruction": "<?x y?>" + LEAD_XML, "control": LEAD_XML.replace("Åsa", "a&#1;b"), "entity": LEAD_XML.replace("Åsa", "&x;"), "json": '{"Leads":7}',
    }.items():
        c.post("xml/" + name, LEAD, XML, text, AS_XML)
    for name, (path, texts) in {
        "string": ("string", [STRING_XML % "x", STRING_XML % "", "<string>x</string>", STRING_XML.replace(">%s", ' i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">'), ""]),
        "int": ("int", ['<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">5</int>', '<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">x</int>', "<int>5</int>", ""]),
        "guid": ("guid", ['<guid xmlns="http://schemas.microsoft.com/2003/10/Serialization/" i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" />', '<guid xmlns="http://schemas.microsoft.com/2003/10/Serialization/">x</guid>']),
    }.items():
        for i, text in enumerate(texts):
            c.post(f"xml/simple/{name}-{i}", "/api/types/" + path, XML, text, AS_XML)
    c.post("xml/required-missing", "/api/lead/LeadCreate", XML, '<lead_create xmlns="urn:loyaltycrm:lead:v2"><last_name>x</last_name></lead_create>', AS_XML, long=True)
    c.post("xml/enum-unknown", "/api/types/color", XML, '<Color xmlns="' + SINK + '">Purple</Color>', AS_XML)
    c.post("xml/enum-hidden", "/api/types/priority", XML, '<prio xmlns="urn:sink">Hidden</prio>', AS_XML)

    # ---- bodies that are not there
    # (that a POST has to say how long its body is, is the host's wish, not Web API's)
    c.add("no-body/class/no-length", "POST", LEAD, [accept(JSON)])
    for name, path in {"class": LEAD, "string": "/api/types/string", "int": "/api/types/int", "ints": "/api/types/ints", "maybe": "/api/types/guid", "raw": "/api/types/raw"}.items():
        c.add(f"no-body/{name}/length-0", "POST", path, [accept(JSON), ("Content-Length", "0")])
        c.post(f"no-body/{name}/json", path, JSON, "", accept(JSON))
        c.post(f"no-body/{name}/plain", path, "text/plain", "", accept(JSON))
    c.add("no-body/class/get-with-body", "GET", "/api/Leads", [accept(JSON), ("Content-Type", JSON)], "[1]")
    c.add("no-body/delete-with-body", "DELETE", "/api/lead/7", [accept(JSON), ("Content-Type", "text/plain")], "x")

    # ---- ModelState
    for name, text in {
        "empty-object": "{}", "null": "null", "name-only": '{"Name":"n","Many":"x","Items":[]}', "good": '{"Name":"n","Rank":5,"Ratio":1,"Day":"2020-01-01","Many":"x","Items":["a"]}',
        "all-wrong": '{"Name":"","Rank":0,"Ratio":0,"Day":"1999-01-01","Code":"abc","Short":"12345678","Both":"12","Mail":"x","Account":"x","Pattern":"x","Many":"y","Unknown":"x","Items":["a","b","c","d"]}', "null-name": '{"Name":null,"Rank":5,"Ratio":1,"Day":"2020-01-01","Many":null,"Items":null}',
        "wrong-type": '{"Name":"n","Rank":"x","Many":"x","Items":[]}', "malformed": '{"Name":"n"', "blank-name": '{"Name":"  ","Rank":5,"Ratio":1,"Day":"2020-01-01","Many":"x","Items":[]}', "list-item": '{"Name":"n","Rank":5,"Ratio":1,"Day":"2020-01-01","Many":"x","Items":["a",{},[]]}', "both": '{"Name":"n","Rank":50,"Ratio":"x","Day":"2020-01-01","Many":"x","Items":[]}',
    }.items():
        c.post("model-state/json/" + name, ANNOTATED, JSON, text, accept(JSON))
        c.post("model-state/json-to-xml/" + name, ANNOTATED, JSON, text, AS_XML)
    for name, text in {
        "empty": f'<Annotated xmlns="{ODD}" />', "wrong-type": f'<Annotated xmlns="{ODD}"><Name>n</Name><Rank>x</Rank></Annotated>', "malformed": f'<Annotated xmlns="{ODD}"><Name>', "namespace": "<Annotated><Name>n</Name></Annotated>",
        "value-types-missing": f'<Annotated xmlns="{ODD}"><Items xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><a:string>a</a:string></Items><Many>x</Many><Name>n</Name></Annotated>',
    }.items():
        c.post("model-state/xml/" + name, ANNOTATED, XML, text, AS_XML)
        c.post("model-state/xml-to-json/" + name, ANNOTATED, XML, text, accept(JSON))
    c.post("model-state/list-item", "/api/v2.1/orders/bulk", JSON, '[{"Sku":"a","Quantity":-1},{"Sku":"b","Price":{"Amount":"x"}}]', accept(JSON))

    # ---- query: required, default, empty, twice, case
    verbs, search = "/api/types/verbs/", "/api/odd/v1/search"
    link = "/api/trustedorg/orgs/link/lead/5"
    c.post("query/required-missing", link + "?oId=1&obId=2", JSON, "{}", accept(JSON))
    c.post("query/required-missing-xml", link + "?oId=1&obId=2", JSON, "{}", AS_XML)
    c.post("query/required-all-missing", link, JSON, "{}", accept(JSON))
    c.post("query/required-empty", link + "?oId=1&obId=2&oMId=", JSON, "{}", accept(JSON))
    c.post("query/int-wrong", link + "?oId=1&obId=2&oMId=abc", JSON, "{}", accept(JSON))
    c.post("query/int-wrong-xml", link + "?oId=1&obId=2&oMId=abc", JSON, "{}", AS_XML)
    c.post("query/int-overflow", link + "?oId=1&obId=2&oMId=99999999999999999999", JSON, "{}", accept(JSON))
    c.post("query/int-spaces", link + "?oId=1&obId=2&oMId=%205%20", JSON, "{}", accept(JSON))
    c.post("query/int-plus", link + "?oId=1&obId=2&oMId=%2B5", JSON, "{}", accept(JSON))
    c.post("query/int-hex", link + "?oId=1&obId=2&oMId=0x10", JSON, "{}", accept(JSON))
    c.post("query/int-fraction", link + "?oId=1&obId=2&oMId=5.0", JSON, "{}", accept(JSON))
    c.post("query/int-thousands", link + "?oId=1&obId=2&oMId=1,000", JSON, "{}", accept(JSON))
    c.post("query/two-wrong", link + "?oId=a&obId=b&oMId=3", JSON, "{}", accept(JSON))
    c.post("query/path-wrong", link[:-1] + "abc?oId=1&obId=2&oMId=3", JSON, "{}", accept(JSON))
    c.post("query/names-case", link + "?OID=1&obid=2&OmId=3", JSON, "{}", accept(JSON))
    c.post("query/unknown", link + "?oId=1&obId=2&oMId=3&nope=4", JSON, "{}", accept(JSON))
    c.post("query/twice", link + "?oId=1&oId=9&obId=2&oMId=3", JSON, "{}", accept(JSON))
    c.post("query/path-name-in-query", link + "?id=9&oId=1&obId=2&oMId=3", JSON, "{}", accept(JSON))
    c.post("query/body-wrong-too", link + "?oId=a&obId=2&oMId=3", "text/plain", "x", accept(JSON))
    c.post("query/body-malformed-too", link + "?oId=a&obId=2&oMId=3", JSON, "{", accept(JSON))
    for name, query in {
        "none": "", "all": "?$filter=a&ref=b&max-count=7", "empty": "?$filter=&ref=&max-count=7", "int-empty": "?max-count=", "int-wrong": "?max-count=x", "no-equals": "?$filter&ref=b", "twice": "?ref=a&ref=b", "case": "?$FILTER=a&REF=b&Max-Count=7",
        "clr-name": "?filter=a&maxCount=7", "encoded-name": "?%24filter=a&max%2Dcount=7", "plus": "?ref=a+b", "space": "?ref=a%20b", "encoded-plus": "?ref=a%2Bb", "ampersand": "?ref=a%26b%3Dc", "slash": "?ref=a/b?c%2Fd", "utf8": "?ref=%C3%85sa%20%F0%9F%99%82", "raw-utf8": "?ref=Åsa",
        "invalid-utf8": "?ref=%ff", "latin1": "?ref=%C5sa", "bad-percent": "?ref=%zz", "percent-u": "?ref=%u0416", "semicolon": "?ref=a;max-count=7", "fragment": "?ref=a%23b", "nul": "?ref=a%00b", "blank": "?ref=%20", "newline": "?ref=a%0D%0Ab", "double-question": "??ref=b", "ampersands": "?&&ref=b&", "equals": "?ref=a=b", "quotes": "?ref='a'%22b%22",
    }.items():
        c.get("query/search/" + name, search + query, accept(JSON))
    leads = "/api/lead"
    for name, query in {
        "required-only": "?status=New&since=2024-10-15", "all": "?status=InProgress&since=2024-10-15T05:29:19&page=2&size=50&exact=true&name=x&minPoints=1.50", "missing": "?since=2024-10-15", "empty-enum": "?status=&since=2024-10-15", "enum-number": "?status=5&since=2024-10-15", "enum-negative": "?status=-1&since=2024-10-15",
        "enum-case": "?status=inprogress&since=2024-10-15", "enum-unknown": "?status=Nope&since=2024-10-15", "enum-number-unknown": "?status=77&since=2024-10-15", "date-utc": "?status=New&since=2024-10-15T05:29:19Z", "date-offset": "?status=New&since=2024-10-15T05:29:19%2B02:00", "date-offset-space": "?status=New&since=2024-10-15T05:29:19+02:00",
        "date-fraction": "?status=New&since=2024-10-15T05:29:19.1234567", "date-us": "?status=New&since=10/15/2024", "date-german": "?status=New&since=15.10.2024", "date-rfc": "?status=New&since=Tue,%2015%20Oct%202024%2005:29:19%20GMT", "date-bad": "?status=New&since=x", "date-year": "?status=New&since=2024",
        "bool-case": "?status=New&since=2024-10-15&exact=TRUE", "bool-1": "?status=New&since=2024-10-15&exact=1", "bool-yes": "?status=New&since=2024-10-15&exact=yes", "bool-on": "?status=New&since=2024-10-15&exact=on", "bool-empty": "?status=New&since=2024-10-15&exact=",
        "decimal-comma": "?status=New&since=2024-10-15&minPoints=1,5", "decimal-thousands": "?status=New&since=2024-10-15&minPoints=1,234.5", "decimal-exponent": "?status=New&since=2024-10-15&minPoints=1e2", "decimal-empty": "?status=New&since=2024-10-15&minPoints=", "decimal-bad": "?status=New&since=2024-10-15&minPoints=x", "null-word": "?status=New&since=2024-10-15&minPoints=null&name=null",
    }.items():
        c.get("query/leads/" + name, leads + query, accept(JSON), long=True)
    orders = "/api/v2.1/orders/"
    for name, target in {
        "from-only": "2024-10-15", "both": "2024-10-15/2024-10-16", "all": "2024-10-15/2024-10-16?customer=0f8fad5b-d9cb-469f-a165-70867728950e&within=1.02:03:04&weight=2.5&flag=%D0%96&max=5", "empty": "2024-10-15?customer=&within=&to=", "customer-bad": "2024-10-15?customer=x", "guid-n": "2024-10-15?customer=0f8fad5bd9cb469fa16570867728950e", "guid-braces": "2024-10-15?customer=%7B0f8fad5b-d9cb-469f-a165-70867728950e%7D",
        "span-iso": "2024-10-15?within=PT1H", "span-number": "2024-10-15?within=5", "span-clock": "2024-10-15?within=5:30", "double-exponent": "2024-10-15?weight=1e3", "double-comma": "2024-10-15?weight=1,5", "double-nan": "2024-10-15?weight=NaN", "double-infinity": "2024-10-15?weight=Infinity", "char-long": "2024-10-15?flag=ab", "char-empty": "2024-10-15?flag=",
        "to-in-query": "2024-10-15?to=2024-10-17", "path-not-a-date": "x", "path-date-time": "2024-10-15T05:29:19", "default-double": "2024-10-15?weight=",
    }.items():
        c.get("query/orders/" + name, orders + target, accept(JSON), long=True)
    status = "/api/trustedorg/orgs/status"
    for name, query in {
        "none": "", "repeated": "?codes=a&codes=b", "indexed": "?codes[0]=a&codes[1]=b", "indexed-encoded": "?codes%5B0%5D=a&codes%5B1%5D=b", "brackets": "?codes[]=a&codes[]=b", "comma": "?codes=a,b", "gap": "?codes[0]=a&codes[2]=c", "from-1": "?codes[1]=a&codes[2]=c", "mixed": "?codes=x&codes[0]=a", "empty": "?codes=", "one": "?codes=a",
        "ints": "?numbers=1&numbers=2", "ints-bad": "?numbers=1&numbers=x", "ints-empty": "?numbers=1&numbers=", "ints-comma": "?numbers=1,2", "ints-indexed-bad": "?numbers[0]=1&numbers[1]=x",
    }.items():
        c.get("query/list/" + name, status + query, accept(JSON))
    flt = "/api/lead/filter"
    for name, query in {
        "none": "", "bare": "?Name=n&State=New&From=2024-10-15&Limit=10", "prefixed": "?filter.Name=n&filter.Limit=10", "mixed": "?filter.Name=n&Limit=10", "case": "?name=n&LIMIT=10", "required-missing": "?Limit=10", "range": "?Name=n&Limit=1000", "wrong": "?Name=n&Limit=abc", "wrong-enum": "?Name=n&Limit=5&State=Nope", "sort": "?Name=n&Limit=5&sort=x", "empty-name": "?Name=&Limit=5", "empty-nullable": "?Name=n&Limit=5&State=&From=",
    }.items():
        c.get("query/filter/" + name, flt + query, accept(JSON), long=True, fresh=True)
    c.get("query/near/prefixed", orders + "near?a.A=5&a.B=x&b.Amount=1.5&b.Currency=EUR", accept(JSON), fresh=True)
    c.get("query/near/bare", orders + "near?A=5&B=x&Amount=1.5&Currency=EUR", accept(JSON), fresh=True)
    c.get("query/near/none", orders + "near", accept(JSON), fresh=True)
    c.get("query/near/one", orders + "near?a.B=x", accept(JSON), fresh=True)
    c.get("query/geo/clr-names", orders + "geo/5?Latitude=1.5&Longitude=2&Altitude=3", accept(JSON), fresh=True)
    c.get("query/geo/contract-names", orders + "geo/5?lat=1.5&lon=2", accept(JSON), fresh=True)
    c.get("query/geo/none", orders + "geo/5", accept(JSON), fresh=True)
    c.get("query/geo/path-wrong", orders + "geo/x?Latitude=1", accept(JSON), fresh=True)
    c.post("query/uri-and-body", "/api/odd/a/5?match=m", JSON, '{"value":"v"}', accept(JSON), method="PUT")
    c.post("query/uri-and-body-missing", "/api/odd/a/5", JSON, '{"value":"v"}', accept(JSON), method="PUT")
    for name, target in {"name": "Read", "number": "3", "flags": "Read,Write", "flags-space": "Read,%20Write", "case": "read", "unknown": "Nope", "number-unknown": "77"}.items():
        c.get("query/enum-path/" + name, verbs + target, accept(JSON))
    for name, query in {"name": "Blue", "number": "3", "unknown": "Nope", "empty": ""}.items():
        c.get("query/enum-default/" + name, verbs + "Read?color=" + query, accept(JSON))

    # ---- path
    member = "/api/trustedorg/orgs/0f8fad5b-d9cb-469f-a165-70867728950e/members/"
    for name, target in {
        "plain": "x", "space": "a%20b", "plus": "a+b", "encoded-plus": "a%2Bb", "slash": "a%2Fb", "backslash": "a%5Cb", "percent": "100%25", "utf8": "%C3%85sa%20%C3%96berg", "raw-utf8": "Åsa", "invalid-utf8": "%ff", "colon": "a:b", "dots": "a..b", "trailing-dot": "a.", "semicolon": "a;b", "question": "a%3Fb", "hash": "a%23b", "amp": "a&b=c", "empty": "", "double-encoded": "%252F", "tilde": "~a", "parens": "(a)'b'", "dot-segment": "../members/x", "star": "a*b",
    }.items():
        c.get("path/value/" + name, member + target, accept(JSON))
    c.get("path/guid-upper", "/api/trustedorg/orgs/0F8FAD5B-D9CB-469F-A165-70867728950E/members/x", accept(JSON))
    c.get("path/guid-wrong", "/api/trustedorg/orgs/x/members/y", accept(JSON))
    c.get("path/case", "/API/LEADS", accept(JSON))
    c.get("path/case-attribute", "/Api/Types/UNDECLARED/t/r", accept(JSON))
    c.get("path/trailing-slash", "/api/Leads/", accept(JSON))
    c.get("path/double-slash", "/api//Leads", accept(JSON))
    c.get("path/leading-double-slash", "//api/Leads", accept(JSON))
    c.get("path/encoded-name", "/api/%4Ceads", accept(JSON))
    c.get("path/encoded-slash", "/api%2FLeads", accept(JSON))
    c.get("path/catch-all", "/api/types/undeclared/t/a/b/c", accept(JSON))
    c.get("path/catch-all-empty", "/api/types/undeclared/t", accept(JSON))
    c.get("path/catch-all-slash", "/api/types/undeclared/t/a%2Fb/", accept(JSON))
    for name, rest in [("alone", "/"), ("two", "//"), ("escaped", "%2F"), ("first", "/a"), ("within", "a//b"), ("last", "a//")]:
        c.get(f"path/catch-all-slash-{name}", f"/api/types/undeclared/t/{rest}", accept(JSON))
    c.get("path/int-route", "/api/lead/7", accept(JSON), long=True)
    c.get("path/int-route-negative", "/api/lead/-7", accept(JSON), long=True)
    c.get("path/int-route-text", "/api/lead/abc", accept(JSON))
    c.get("path/int-route-overflow", "/api/lead/3000000000", accept(JSON))
    c.get("path/literal-before-parameter", "/api/v2.1/orders/summary", accept(JSON))
    c.get("path/hidden", "/api/types/hidden", accept(JSON))
    c.get("path/convention-id", "/api/Leads/5", accept(JSON), long=True)
    c.get("path/convention-id-wrong", "/api/Leads/abc", accept(JSON))
    c.get("path/convention-id-query", "/api/Leads?id=5", accept(JSON), long=True)

    # ---- what is not there
    for name, headers in {"none": (), "json": (accept(JSON),), "xml": (AS_XML,), "html": (accept("text/html"),)}.items():
        c.get("not-found/route/" + name, "/api/nope/nope/nope", *headers)
        c.get("not-found/root/" + name, "/", *headers)
    c.get("not-found/controller", "/api/nope", accept(JSON))
    c.get("not-found/query-in-message", "/api/nope?a=%C3%85&b=<x>", accept(JSON))
    c.get("not-found/utf8-in-message", "/api/nope/%C3%85/%20x", accept(JSON))
    c.get("not-found/thrown", "/api/lead/404", accept(JSON))
    c.post("not-found/body-unread", "/api/nope", JSON, "{", accept(JSON))

    # ---- methods
    for method in ["POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO", "get"]:
        length = [("Content-Length", "0")] if method in ["POST", "PUT"] else []
        c.add("method/leads/" + method, method, "/api/Leads", [accept(JSON)] + length, long=True)
        c.add("method/lead-id/" + method, method, "/api/lead/7", [accept(JSON)] + length, long=True)
        c.add("method/string/" + method, method, "/api/types/string", [accept(JSON)] + length)
        c.add("method/verbs/" + method, method, verbs + "Read", [accept(JSON)] + length)
    c.get("method/string/GET", "/api/types/string", accept(JSON))
    c.get("method/string/GET-xml", "/api/types/string", AS_XML)
    c.add("method/leads/PUT-xml", "PUT", "/api/Leads", [AS_XML, ("Content-Length", "0")])
    c.add("method/not-found/PUT", "PUT", "/api/nope", [accept(JSON), ("Content-Length", "0")])
    c.add("method/not-found/HEAD", "HEAD", "/api/nope", [accept(JSON)])
    c.add("method/not-found/OPTIONS", "OPTIONS", "/api/nope", [accept(JSON)])
    c.post("method/override-header", "/api/lead/7", JSON, '{"a":"b"}', accept(JSON), ("X-HTTP-Method-Override", "PATCH"))
    c.post("method/patch", "/api/lead/7", JSON, '{"a":"b","c":null}', accept(JSON), method="PATCH")

    # ---- answers
    c.add("answer/void", "DELETE", "/api/lead/7", [accept(JSON)])
    c.add("answer/void-xml", "DELETE", "/api/lead/7", [AS_XML])
    c.add("answer/message-204", "DELETE", "/api/Leads/7", [accept(JSON)])
    c.post("answer/message-202", "/api/types/raw", JSON, "{}", accept(JSON))
    for name, path in {"string": "string", "class": "serializable", "list": "strings", "map": "map", "maybe": "guid", "object": "object", "jobject": "jobject", "uri": "uri", "bytes": "bytes"}.items():
        c.post(f"answer/null/{name}-json", "/api/types/" + path, JSON, "null", accept(JSON))
        c.post(f"answer/null/{name}-xml", "/api/types/" + path, JSON, "null", AS_XML)
    c.post("answer/ok-null", ANNOTATED, JSON, "null", accept(JSON))
    c.post("answer/string-xml", "/api/types/string", JSON, '"a<b>&c"', AS_XML)
    c.post("answer/string-html-chars", "/api/types/string", JSON, '"a<b>&c\'\\u2028\\u0085/\\u007f"', accept(JSON))
    c.post("answer/line-ends-xml", "/api/types/string", JSON, '"a\\r\\nb\\rc\\nd\\te"', AS_XML)
    c.post("answer/list-xml", "/api/types/strings", JSON, '["a",null]', AS_XML)
    c.post("answer/int-xml", "/api/types/int", JSON, "5", AS_XML)
    c.post("answer/jobject-xml", "/api/types/jobject", JSON, '{"a":1}', AS_XML)
    # a type that XML cannot say
    c.post("answer/noctor-xml", "/api/types/noctor", JSON, '{"n":5}', AS_XML)
    c.post("answer/noctor-from-xml", "/api/types/noctor", XML, f'<NoDefaultCtor xmlns="{SINK}"><N>5</N></NoDefaultCtor>', accept(JSON))
    c.post("answer/jobject-from-xml", "/api/types/jobject", XML, "<a/>", accept(JSON))
    c.get("answer/manager-xml", "/api/graphs/manager", AS_XML, long=True)
    for name, value in {"json": JSON, "xml": XML, "html": "text/html"}.items():
        c.get("answer/exception/" + name, "/api/lead/500", accept(value))
    c.add("answer/exception/head", "HEAD", "/api/lead/500", [accept(JSON)])
    c.get("answer/not-writable", "/api/types/verbs/77", AS_XML)
    c.post("answer/cycle", "/api/graphs/tree", JSON, '{"Label":"a","Children":[{"Label":"b"}]}', accept(JSON))

    random_cases.add_to(c)
    return c.list


def camel_site():
    c = Cases()
    lead = "/PublicAdvertising/5/Contact/Person/Lead"
    estates = "/PublicAdvertising/5/Estates"
    flows = "/PublicAdvertising/Flows"
    for name, text in {
        "good": '{"person":{"firstName":"Åsa"},"leadSource":{"leadType":"BuyerFlow"},"message":"m"}', "pascal": '{"Person":{"FirstName":"x"},"LeadSource":{"LeadType":"GeneralFlow"},"Message":"m"}', "person-missing": '{"leadSource":{},"message":"m"}', "person-null": '{"person":null,"leadSource":null,"message":"m"}', "empty": "{}", "null": "null", "malformed": '{"person":',
        "enum-number": '{"person":{},"leadSource":{"leadType":2}}', "enum-case": '{"person":{},"leadSource":{"leadType":"buyerflow"}}', "enum-camel": '{"person":{},"leadSource":{"leadType":"buyerFlow"}}', "enum-unknown": '{"person":{},"leadSource":{"leadType":"nope"}}', "enum-number-unknown": '{"person":{},"leadSource":{"leadType":77}}', "enum-null": '{"person":{},"leadSource":{"leadType":null}}', "enum-number-text": '{"person":{},"leadSource":{"leadType":"2"}}', "wrong-type": '{"person":{"isForeignSocialSecurityNumber":"x"},"leadSource":{},"message":"m"}',
    }.items():
        c.post("json/" + name, lead, JSON, text, accept(JSON))
    models = "http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models.PublicAdvertisement.PublicAdvertisementLead"
    c.post("xml/good", lead, XML, f'<PublicAdvertisingPersonLead xmlns="{models}"><LeadSource><LeadType>BuyerFlow</LeadType></LeadSource><Message>m</Message><Person /></PublicAdvertisingPersonLead>', AS_XML)
    c.post("xml/person-missing", lead, XML, f'<PublicAdvertisingPersonLead xmlns="{models}"><Message>m</Message></PublicAdvertisingPersonLead>', AS_XML)
    c.post("form", lead, FORM, "message=m", accept(JSON))
    c.post("form-simple", flows, FORM, "a=1", accept(JSON), method="PUT")
    c.post("estates/names", estates, JSON, '[{"id":"a","urlAddress":"u","listPrice":1.5,"imagesByKey":{"Key One":{"url":"x"},"KEY":null},"flow":"BuyerFlow","explicitName":"r"}]', accept(JSON))
    c.post("estates/names-xml", estates, JSON, '[{"id":"a","urlAddress":"u"}]', AS_XML)
    c.post("estates/old-camel", estates, JSON, '[{"iD":"a","uRLAddress":"u","ExplicitName":"r"}]', accept(JSON))
    for name, query in {"name": "?flow=GeneralFlow", "camel": "?flow=generalFlow", "number": "?flow=2", "unknown": "?flow=nope", "empty": "?flow="}.items():
        c.post("query/" + name, estates + query, JSON, "[]", accept(JSON))
    c.post("flows", flows, JSON, '{"A":"BuyerFlow","b":null,"C d":2}', accept(JSON), method="PUT")
    c.post("flows-xml", flows, JSON, "{}", AS_XML, method="PUT")
    c.get("get", "/PublicAdvertising/5/Lead/0f8fad5b-d9cb-469f-a165-70867728950e", accept(JSON))
    c.get("get-xml", "/PublicAdvertising/5/Lead/0f8fad5b-d9cb-469f-a165-70867728950e", AS_XML)
    c.get("guid-wrong", "/PublicAdvertising/5/Lead/x", accept(JSON))
    c.get("guid-wrong-xml", "/PublicAdvertising/5/Lead/x", AS_XML)
    c.get("not-found", "/PublicAdvertising", accept(JSON))
    c.get("not-found-xml", "/PublicAdvertising", AS_XML)
    c.get("wrong-method", estates, accept(JSON))
    c.get("customer-utf8", "/PublicAdvertising/%C3%85/Estates", accept(JSON))
    return c.list


SITES = {"main": main_site, "camel": camel_site, "validation": lambda: validation_cases.site(Cases())}
