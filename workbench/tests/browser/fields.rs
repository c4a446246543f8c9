//! The fields of a contract with dictionaries, derived classes, and types that hold themselves.

use super::driven::{open, run_with, text, until};
use fantoccini::Client;
use fantoccini::error::CmdError;

/// What these tests do on the page: fields are found by what they are called.
const HELPERS: &str = "
window.rowOf = (name, within = document) => [...within.querySelectorAll('.try-member')].find(it => it.querySelector('.try-name').textContent === name);
window.press = (word, within = document) => [...within.querySelectorAll('button')].find(it => it.textContent === word).click();
window.fill = (element, value) => { element.value = value; element.dispatchEvent(new Event('change', { bubbles: true })); };
window.have = (name, within = document) => { const row = rowOf(name, within); fill(row.querySelector('select'), 'value'); return row.querySelector('.try-slot'); };
window.body = () => document.querySelector('#try-it textarea[aria-label=Body]').value;
window.copied = null;
navigator.clipboard.writeText = async (text) => { window.copied = text; };
";

async fn form(client: &Client, address: &str, id: &str) -> Result<(), CmdError> {
    open(client, &format!("{address}/Help/Api/{id}")).await?;
    until(client, "document.querySelector('#try-it .try')").await?;
    client.execute(HELPERS, Vec::new()).await?;
    Ok(())
}

#[test]
fn dictionaries_classes_and_depth_have_fields() {
    run_with("drawing", |address, client| async move {
        form(&client, &address, "POST-api-drawings").await?;
        client
            .execute(
                "document.querySelector('#try-it textarea[aria-label=Body]').value = ''; press('Fields');",
                Vec::new(),
            )
            .await?;
        until(&client, "rowOf('Sizes')").await?;
        // What holds itself is unfolded as deep as one likes.
        client
            .execute(
                "const sizes = have('Sizes');
                 press('Add an entry', sizes);
                 fill(sizes.querySelector('[aria-label=Key]'), 'big');
                 fill(sizes.querySelector('[aria-label=Value]'), '9007199254740993');
                 const shapes = have('Shapes');
                 press('Add an item', shapes);
                 shapes.querySelector('details').open = true;",
                Vec::new(),
            )
            .await?;
        until(&client, "rowOf('Radius')").await?;
        client
            .execute(
                "const shape = document.querySelector('select[aria-label=\"Class of Shape\"]').closest('fieldset');
                 have('Name', shape).querySelector('input').value = 'kept';
                 fill(shape.querySelector('select'), [...shape.querySelector('select').options].find(it => it.text === 'Square').value);
                 have('Side', shape).querySelector('input').value = '3';",
                Vec::new(),
            )
            .await?;
        for _ in 0..9 {
            client
                .execute(
                    "const parents = [...document.querySelectorAll('.try-member')].filter(it => it.querySelector('.try-name').textContent === 'Parent');
                     const last = parents.at(-1);
                     fill(last.querySelector('select'), 'value');
                     last.querySelector('details').open = true;
                     window.depth = parents.length;",
                    Vec::new(),
                )
                .await?;
            until(&client, "document.querySelectorAll('.try-member .try-member').length && [...document.querySelectorAll('.try-member')].filter(it => it.querySelector('.try-name').textContent === 'Parent').length > window.depth").await?;
        }
        client.execute("press('Text')", Vec::new()).await?;
        until(&client, "!document.querySelector('#try-it textarea[aria-label=Body]').hidden").await?;
        let json = client.execute("return JSON.stringify(JSON.parse(body()).Shapes) + body().match(/\"big\": (\\d+)/)[1] + body().split('Parent').length", Vec::new()).await?;
        assert_eq!(json, r#"[{"$type":"Art.Square","Side":3,"Name":"kept"}]900719925474099310"#);
        // XML says the class by itself, and the fields have it again from there.
        client.execute("fill(document.getElementById([...document.querySelectorAll('label')].find(it => it.textContent === 'Send as').htmlFor), 'xml')", Vec::new()).await?;
        until(
            &client,
            "body().includes('i:type=\"Square\"') && body().includes('<d2p1:Value>9007199254740993<')",
        )
        .await?;
        client.execute("press('Fields')", Vec::new()).await?;
        until(&client, "rowOf('Side')").await?;
        Ok(())
    });
}

/// Whatever stands in a text is there again after a look at the fields.
#[test]
fn fields_lose_nothing_of_a_text() {
    run_with("drawing", |address, client| async move {
        form(&client, &address, "POST-api-drawings").await?;
        let body = r#"{"Name":"","Shapes":[null,{"$type":"Art.Circle","Radius":1.50,"Name":null}],"Sizes":{"":-1,"b":2},"ByState":{"Draft":null,"Done":{"$type":"Art.Square"}},"Parent":{"Parent":{"Parent":{"Parent":{"Parent":{"Name":"deep","Shapes":[]}}}}}}"#;
        let script = "document.querySelector('#try-it textarea[aria-label=Body]').value = arguments[0]; press('Fields');";
        client.execute(script, vec![body.into()]).await?;
        until(&client, "rowOf('Sizes') && !rowOf('Sizes').closest('fieldset').hidden").await?;
        client.execute("press('Text')", Vec::new()).await?;
        until(&client, "!document.querySelector('#try-it textarea[aria-label=Body]').hidden").await?;
        let text = client
            .execute("return body().replace(/\\n */g, '').replaceAll('\": ', '\":')", Vec::new())
            .await?;
        // Derived classes have their own members first, as they are declared.
        assert_eq!(text, body);
        Ok(())
    });
}

#[test]
fn calls_are_copied_with_what_was_typed_and_without_secrets() {
    run_with("drawing", |address, client| async move {
        form(&client, &address, "GET-api-drawings-id_since_state_key").await?;
        client
            .execute(
                "const of = (name) => document.getElementById([...document.querySelectorAll('#try-it label')].find(it => it.textContent === name).htmlFor);
                 of('since').value = '2024-10-15T08:00:00';
                 of('state').value = 'Done';
                 of('key').value = 'hush';
                 press('Copy as Rust');",
                Vec::new(),
            )
            .await?;
        until(&client, "window.copied").await?;
        let rust = client.execute("return window.copied", Vec::new()).await?;
        let rust = rust.as_str().unwrap_or_default();
        for part in [
            "use drawings::client::Client;",
            &format!("datacontract::client::reqwest(\"{address}\")?"),
            "\"0f8fad5b-d9cb-469f-a165-70867728950e\".parse::<::datacontract::clr::Guid>()?",
            ".since(\"2024-10-15T08:00:00\".parse::<::datacontract::clr::DateTime>()?)",
            ".state(drawings::State::Done)",
        ] {
            assert!(rust.contains(part), "{part}\n{rust}");
        }
        assert!(!rust.contains("hush"), "{rust}");
        client.execute("window.copied = null; press('Copy as curl')", Vec::new()).await?;
        until(&client, "window.copied").await?;
        let curl = client.execute("return window.copied", Vec::new()).await?;
        let curl = curl.as_str().unwrap_or_default();
        assert!(
            curl.contains("since=2024-10-15T08%3A00%3A00&state=Done") && !curl.contains("hush"),
            "{curl}"
        );
        // What was typed for a body is read as it stands.
        form(&client, &address, "POST-api-drawings").await?;
        let typed = r##"document.querySelector('#try-it textarea[aria-label=Body]').value = '{"Name": "a \\"# b"}'; press('Copy as Rust')"##;
        client.execute(typed, Vec::new()).await?;
        until(&client, "window.copied").await?;
        let rust = client.execute("return window.copied", Vec::new()).await?;
        let rust = rust.as_str().unwrap_or_default();
        assert!(rust.contains("let body: drawings::Drawing = datacontract::json::from_str(r##\"{\"Name\": \"a \\\"# b\"}\"##)?;"), "{rust}");
        assert_eq!(text(&client, ".try-problem").await?, "");
        Ok(())
    });
}
