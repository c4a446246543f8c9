//! What the form makes of values: the functions of `values.js`, one by one, without a page.

use super::driven::{open, run};
use serde_json::json;

/// Each line is an expression and the JSON that it has to give.
const CASES: &str = r#"
[v.print(v.parse('{"a":12345678901234567890.10,"b":[1e400,-0.0],"c":null}')), '{\n  "a": 12345678901234567890.10,\n  "b": [\n    1e400,\n    -0.0\n  ],\n  "c": null\n}'],
[v.print(v.parse('{"__proto__":{"x":1}}')), '{\n  "__proto__": {\n    "x": 1\n  }\n}'],
[v.print(v.object([["__proto__", "x"], ["left", undefined], ["b", null]])), '{\n  "__proto__": "x",\n  "b": null\n}'],
[v.print([undefined, []]), '[\n  null,\n  []\n]'],
[v.print("</script>\u2028"), JSON.stringify("</script>\u2028")],
[v.form(v.parse('{"A":"x&y=z","L":[{"N":1.50},{"N":null}],"B":true,"E":{}}')).join("&"), "A=x%26y%3Dz&L%5B0%5D.N=1.50&B=true"],
[v.pathOf({ path: "api/{id}/{*rest}" }, [[{ in: "path", name: "id" }, "a/b?c"], [{ in: "path", name: "rest" }, "d"]]), "/api/a%2Fb%3Fc/d"],
[v.pathOf({ path: "api/x" }, [
  [{ in: "query", name: "q", type: { kind: "list" } }, "1, 2"],
  [{ in: "query", name: "c", type: { kind: "list" }, commaSeparated: true }, "1,2"],
  [{ in: "query", name: "none", type: {} }, ""]]), "/api/x?q=1&q=2&c=1%2C2"],
[v.pathOf({ path: "" }, []), "/"],
[JSON.stringify(v.withoutSecrets([[{ secret: true }, "hush"], [{}, "open"], [{ secret: true }, ""]]).map((it) => it[1])), '["…","open",""]'],
[v.curl("http://h/it's", { method: "PUT", headers: [["Key", "hush"], ["Accept", "a/b"]], body: "'$HOME`x`\\" }, "Key"),
  "curl -X PUT 'http://h/it'\\''s' \\\n  -H 'Key: …' \\\n  -H 'Accept: a/b' \\\n  --data-raw ''\\''$HOME`x`\\'"],
[v.curl("http://h/", { method: "GET", headers: [], body: null }), "curl -X GET 'http://h/'"],
[v.wordOf({ json: "Number" }, { value: "9007199254740993", wireName: "A" }), "9007199254740993"],
[v.wordOf({ json: "Text" }, { wireName: "A b" }), "A b"],
[v.wordOf({ json: "CamelCaseText" }, { wireName: "AllOf" }), "allOf"],
[JSON.stringify(v.classesOf({ 1: { kind: "class", abstract: true, knownTypes: [{ kind: "named", type: 2 }, { kind: "named", type: 1 }] },
  2: { kind: "class", knownTypes: [{ kind: "named", type: 3 }, { kind: "named", type: 9 }] }, 3: { kind: "class", knownTypes: [{ kind: "named", type: 2 }] } }, 1)), "[2,3]"],
[v.sampleOf({ 4: { values: [{ name: "Draft" }] } }, { kind: "list", item: { kind: "named", type: 4 } }), "Draft"],
[v.sampleOf({}, { kind: "simple", clr: "uint" }), "1"],
[v.sampleOf({}, { kind: "named", type: 7 }), ""],
"#;

#[test]
fn each_function_gives_what_it_says() {
    run(|address, client| async move {
        open(&client, &format!("{address}/Help")).await?;
        let script = format!(
            "const done = arguments[0];
             import('/Help/-/values.js').then((v) => {{
               const cases = [{CASES}];
               done([cases.length, ...cases.filter(([is, should]) => is !== should)]);
             }}, (error) => done(String(error)));"
        );
        let wrong = client.execute_async(&script, Vec::new()).await?;
        assert_eq!(wrong, json!([19]));
        Ok(())
    });
}
