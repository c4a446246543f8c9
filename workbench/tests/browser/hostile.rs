//! Names, texts, samples and enums that HTML, scripts or shells take for something else: in the page and in its form.

use super::driven::{open, run_with, until};
use serde_json::json;

/// The form has the texts as texts, and what was sent comes back as it was.
#[test]
fn texts_of_a_spec_stay_texts_in_the_form() {
    run_with("quotes", |address, client| async move {
        open(&client, &format!("{address}/Help")).await?;
        let page = client.execute("return document.querySelector('.api-name a').href", Vec::new()).await?;
        client.execute("window.alert = () => window.failures.push('alert')", Vec::new()).await?;
        open(&client, page.as_str().expect("an address")).await?;
        client.execute("window.alert = () => window.failures.push('alert')", Vec::new()).await?;
        until(&client, "document.querySelector('#try-it .try')").await?;
        client
            .execute("[...document.querySelectorAll('.try-switch button')].find(it => it.textContent === 'Fields').click()", Vec::new())
            .await?;
        until(&client, "document.querySelectorAll('.try-member').length === 2").await?;
        let read = "const [text, kind] = document.querySelectorAll('.try-slot');
            return [text.querySelector('input').value.includes('</textarea><img src=x onerror=alert(1)>'),
                kind.querySelector('select').selectedOptions[0].value,
                document.querySelectorAll('img, main script:not([src]), #try-it script').length]";
        let found = client.execute(read, Vec::new()).await?;
        assert_eq!(found, json!([true, "</option></select><img src=x onerror=alert(1)>'\"", 0]));
        client.execute("document.querySelector('.try-send').click()", Vec::new()).await?;
        until(&client, "document.querySelector('.try-result .try-body')").await?;
        let images = client.execute("return document.querySelectorAll('img').length", Vec::new()).await?;
        assert_eq!(images, 0);
        Ok(())
    });
}
