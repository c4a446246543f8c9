//! The form of an endpoint's page.

use super::driven::{open, run, text, until};
use datacontract_workbench::mock::demand::WORDS;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};

const FORM: &str = "document.querySelector('#try-it .try')";

/// Opens an endpoint's page, and waits for its form.
async fn form(client: &Client, address: &str, id: &str) -> Result<(), CmdError> {
    open(client, &format!("{address}/Help/Api/{id}")).await?;
    until(client, FORM).await
}

/// Chooses in the list under a label.
async fn choose(client: &Client, label: &str, value: &str) -> Result<(), CmdError> {
    let script = "const label = [...document.querySelectorAll('#try-it label')].find(it => it.textContent === arguments[0]);
        const list = document.getElementById(label.htmlFor);
        list.value = arguments[1];
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return list.value;";
    let chosen = client.execute(script, vec![label.into(), value.into()]).await?;
    assert_eq!(chosen, value);
    Ok(())
}

async fn fill(client: &Client, label: &str, value: &str) -> Result<(), CmdError> {
    let script = "const label = [...document.querySelectorAll('#try-it label')].find(it => it.textContent === arguments[0]);
        document.getElementById(label.htmlFor).value = arguments[1];";
    client.execute(script, vec![label.into(), value.into()]).await?;
    Ok(())
}

async fn send(client: &Client) -> Result<String, CmdError> {
    client.execute("document.querySelector('.try-result').replaceChildren()", Vec::new()).await?;
    let scroll =
        "document.querySelector('.try-send').scrollIntoView({ block: 'center', behavior: 'instant' })";
    client.execute(scroll, Vec::new()).await?;
    client.find(Locator::Css(".try-send")).await?.click().await?;
    until(client, "document.querySelector('.try-result :is(.try-body, .try-empty)') || document.querySelector('.try-problem').textContent").await?;
    text(client, ".try-result").await
}

#[test]
fn json_is_sent_and_its_answer_shown() {
    run(|address, client| async move {
        form(&client, &address, "POST-api-orders").await?;
        let shown = send(&client).await?;
        assert!(shown.starts_with("200 · "), "{shown}");
        assert!(shown.contains("As the contract says."), "{shown}");
        assert!(text(&client, ".try-body").await?.contains(r#""Customer":"sample string 1""#));
        // What was posted is there.
        form(&client, &address, "GET-api-orders-id").await?;
        fill(&client, "id", "2").await?;
        send(&client).await?;
        assert!(text(&client, ".try-body").await?.starts_with(r#"{"Id":2,"Customer":"sample string 1""#));
        Ok(())
    });
}

#[test]
fn xml_is_made_of_the_text_and_sent() {
    run(|address, client| async move {
        form(&client, &address, "POST-api-orders").await?;
        choose(&client, "Send as", "xml").await?;
        until(&client, "document.querySelector('#try-it textarea').value.startsWith('<NewOrder')").await?;
        choose(&client, "Answer as", "xml").await?;
        let shown = send(&client).await?;
        assert!(shown.starts_with("200 · ") && shown.contains("As the contract says."), "{shown}");
        assert!(text(&client, ".try-body").await?.starts_with("<Order "));
        Ok(())
    });
}

#[test]
fn a_form_is_sent() {
    run(|address, client| async move {
        form(&client, &address, "POST-api-orders").await?;
        choose(&client, "Send as", "form").await?;
        assert!(send(&client).await?.starts_with("200 · "));
        assert!(text(&client, ".try-body").await?.contains(r#"{"Article":"sample string 1","Count":2}"#));
        Ok(())
    });
}

#[test]
fn fields_tell_null_from_what_is_left_out() {
    run(|address, client| async move {
        form(&client, &address, "POST-api-orders").await?;
        let fields =
            "[...document.querySelectorAll('.try-switch button')].find(it => it.textContent === 'Fields')";
        client.execute(&format!("{fields}.click()"), Vec::new()).await?;
        until(&client, "document.querySelector('.try-member')").await?;
        let state = |member: &str, value: &str| {
            format!(
                "const list = document.querySelector('select[aria-label^=\"{member}:\"]');
                 list.value = '{value}'; list.dispatchEvent(new Event('change'));"
            )
        };
        client.execute(&state("Customer", "null"), Vec::new()).await?;
        client.execute(&state("Lines", "absent"), Vec::new()).await?;
        let written = "[...document.querySelectorAll('.try-switch button')].find(it => it.textContent === 'Text').click()";
        client.execute(written, Vec::new()).await?;
        let body = "document.querySelector('#try-it textarea').value";
        until(&client, &format!("{body} === '{{\\n  \"Customer\": null\\n}}'")).await?;
        assert!(send(&client).await?.starts_with("200 · "));
        Ok(())
    });
}

#[test]
fn errors_and_departures_are_shown() {
    run(|address, client| async move {
        form(&client, &address, "GET-api-orders-id").await?;
        fill(&client, "id", "seven").await?;
        let shown = send(&client).await?;
        assert!(shown.starts_with("400 · ") && shown.contains("is not valid for Int32"), "{shown}");
        fill(&client, "id", "1").await?;
        fill(&client, "Demand of the mock", "unknown-enum").await?;
        assert!(send(&client).await?.contains("ValueOfTomorrow"));
        let departures = text(&client, ".try-departures").await?;
        assert!(departures.contains("State") && departures.contains("enum"), "{departures}");
        fill(&client, "Demand of the mock", "explode").await?;
        assert!(send(&client).await?.contains("the mock has no `explode`"));
        Ok(())
    });
}

#[test]
fn an_answer_without_body_says_so() {
    run(|address, client| async move {
        form(&client, &address, "DELETE-api-orders-id").await?;
        fill(&client, "id", "1").await?;
        let shown = send(&client).await?;
        assert!(shown.starts_with("204 · ") && shown.contains("The answer has no body."), "{shown}");
        assert!(!shown.contains("null"), "{shown}");
        Ok(())
    });
}

#[test]
fn what_can_be_demanded_stands_on_the_page() {
    run(|address, client| async move {
        form(&client, &address, "GET-api-orders-id").await?;
        client.execute("document.querySelector('.try-demand summary').click()", Vec::new()).await?;
        let list = text(&client, ".try-demand ul").await?;
        for (word, value, what) in WORDS {
            assert!(list.contains(&format!("{word}{value} {what}")), "{list}");
        }
        let add = "[...document.querySelectorAll('.try-demand button')].filter(it => /status|nulls/.test(it.textContent)).forEach(it => it.click())";
        client.execute(add, Vec::new()).await?;
        fill(&client, "id", "1").await?;
        assert!(send(&client).await?.starts_with("404 · "));
        Ok(())
    });
}

#[test]
fn the_form_is_filled_and_sent_by_the_keyboard_alone() {
    run(|address, client| async move {
        form(&client, &address, "GET-api-orders-id").await?;
        let (tab, enter) = (char::from(Key::Tab), char::from(Key::Enter));
        // Past the bar and the list, into the page.
        client.find(Locator::Css("body")).await?.send_keys(&format!("{tab}{enter}")).await?;
        until(&client, "document.activeElement.id === 'content'").await?;
        for _ in 0..40 {
            client.active_element().await?.send_keys(&tab.to_string()).await?;
            let label = "return document.activeElement.labels?.[0]?.textContent ?? ''";
            if client.execute(label, Vec::new()).await? == "id" {
                break;
            }
        }
        client.active_element().await?.send_keys(&format!("1{enter}")).await?;
        until(&client, "document.querySelector('.try-result .try-body')").await?;
        assert!(text(&client, ".try-result").await?.starts_with("200 · "));
        Ok(())
    });
}

#[test]
fn history_brings_a_request_back_and_keeps_no_credentials() {
    run(|address, client| async move {
        form(&client, &address, "POST-api-orders").await?;
        fill(&client, "Authorization", "Bearer hush").await?;
        send(&client).await?;
        assert!(!text(&client, "#try-it").await?.contains("hush"));
        let kept = client.execute("return JSON.stringify(localStorage)", Vec::new()).await?;
        let kept = kept.as_str().unwrap_or_default().to_owned();
        assert!(kept.contains("sample string 1") && !kept.contains("hush"), "{kept}");
        form(&client, &address, "POST-api-orders").await?;
        client.execute("document.querySelector('#try-it textarea').value = ''", Vec::new()).await?;
        client.execute("document.querySelector('.try-history button').click()", Vec::new()).await?;
        until(&client, "document.querySelector('#try-it textarea').value.includes('sample string 1')")
            .await?;
        Ok(())
    });
}
