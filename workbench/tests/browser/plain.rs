//! Pages in a browser without JavaScript.

use super::driven::{run_plain, text};
use fantoccini::Locator;
use serde_json::json;

#[test]
fn all_that_pages_say_is_there_without_scripts() {
    run_plain("shop", |address, client| async move {
        client.goto(&format!("{address}/Help")).await?;
        client.find(Locator::LinkText("Order")).await?.click().await?;
        assert_eq!(text(&client, "h1").await?, "Order");
        client.goto(&format!("{address}/Help/Api/POST-api-orders")).await?;
        assert!(text(&client, ".help-page-table").await?.contains("Customer"));
        assert!(text(&client, "pre.wrapped").await?.contains("sample string 1"));
        // Types unfold, and code has its tabs.
        client.find(Locator::Css("main details summary")).await?.click().await?;
        assert!(text(&client, "main details .tree").await?.contains("Lines"));
        client.execute("document.querySelector('label[for=code-csharp]').click()", Vec::new()).await?;
        assert!(text(&client, ".tab-csharp").await?.contains("HttpClient"));
        // What needs a script is not shown.
        let shown = "return ['.search', '#theme', '#try-it'].map(it => document.querySelector(it).getClientRects().length)";
        assert_eq!(client.execute(shown, Vec::new()).await?, json!([0, 0, 0]));
        Ok(())
    });
}
