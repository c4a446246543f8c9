//! Whether everybody can use the pages: names of controls, contrast of texts, one main heading.

use super::driven::{open, run, until};
use serde_json::json;

/// Lists the controls without a name, and the texts whose contrast is below 4.5 (3 for large ones).
const FAULTS: &str = r#"
const faults = [];
const visible = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
for (const control of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
  if (!visible(control)) continue;
  const name = control.getAttribute("aria-label") || control.labels?.[0]?.textContent || control.textContent;
  if (!name.trim()) faults.push("no name: " + control.outerHTML.slice(0, 120));
}
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const parts = (color) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = (color) => {
  const [r, g, b] = color.slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const color = parts(getComputedStyle(at).backgroundColor);
    if (color[3] > 200) return color;
  }
  return [255, 255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !visible(element) || element.closest(".hush, .skip, option")) continue;
  const style = getComputedStyle(element);
  const [a, b] = [light(parts(style.color)), light(behind(element))].sort((a, b) => b - a);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700);
  const contrast = (a + 0.05) / (b + 0.05);
  if (contrast < (isLarge ? 3 : 4.5)) {
    faults.push(`contrast ${contrast.toFixed(2)}: ${walker.currentNode.textContent.trim().slice(0, 40)} in ${element.className}`);
  }
}
if (document.querySelectorAll("h1").length !== 1) faults.push("not one main heading");
if (!document.documentElement.lang || !document.querySelector("main")) faults.push("no language, or no main part");
return [...new Set(faults)];
"#;

#[test]
fn controls_have_names_and_texts_have_contrast_in_both_themes() {
    run(|address, client| async move {
        for theme in ["light", "dark"] {
            for page in ["Help", "Help/Api/POST-api-orders", "Help/ResourceModel?modelName=Order"] {
                open(&client, &format!("{address}/{page}")).await?;
                if page.contains("/Api/") {
                    until(&client, "document.querySelector('#try-it .try')").await?;
                }
                let script = format!("document.documentElement.dataset.theme = '{theme}'");
                client.execute(&script, Vec::new()).await?;
                let faults = client.execute(FAULTS, Vec::new()).await?;
                assert_eq!(faults, json!([]), "{page}, {theme}");
            }
        }
        Ok(())
    });
}
