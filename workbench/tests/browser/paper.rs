//! Pages on paper.

use super::driven::{open, run, until};
use serde_json::{Value, json};

/// What is printed: the page without what only a screen has use for, all code, and nothing over anything else.
const SEEN: &str = r#"
const seen = (element) => element.getClientRects().length > 0;
const all = (selector) => [...document.querySelectorAll(selector)];
const blocks = all("main h1, main h2, main h3, main h4, main table, main pre").filter(seen).map((it) => it.getBoundingClientRect());
const isOver = (a, b) => a.top < b.bottom - 1 && b.top < a.bottom - 1 && a.left < b.right - 1 && b.left < a.right - 1;
return {
  screen: all(".bar, .beside, .copy, #try-it, .tabs > label, .jump").filter(seen).length,
  code: all(".tab").filter(seen).length === all(".tab").length && all(".tab").length > 0,
  titles: all(".tab").every((it) => getComputedStyle(it, "::before").content.length > 3),
  cut: all("pre").filter((it) => seen(it) && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)).length,
  // What stands beside each other is not cut well at the end of a sheet.
  beside: all(".samples, .sample, .tabs, .layout").filter((it) => seen(it) && getComputedStyle(it).display !== "block").length,
  over: blocks.filter((a, at) => blocks.slice(at + 1).some((b) => isOver(a, b))).length,
};
"#;

#[test]
fn paper_has_all_text_and_nothing_of_the_screen() {
    run(|address, client| async move {
        open(&client, &format!("{address}/Help/Api/POST-api-orders")).await?;
        until(&client, "document.querySelector('#try-it .try')").await?;
        // The rules for paper count on the screen.
        let rules = "for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) {
            if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
        }";
        client.execute(rules, Vec::new()).await?;
        let seen: Value = client.execute(SEEN, Vec::new()).await?;
        assert_eq!(
            seen,
            json!({ "screen": 0, "code": true, "titles": true, "cut": 0, "beside": 0, "over": 0 })
        );
        Ok(())
    });
}
