//! Search, trees, and the theme.

use super::driven::{open, run, text, until};
use fantoccini::Locator;
use fantoccini::key::Key;

#[test]
fn search_finds_a_member_by_the_keyboard_alone() {
    run(|address, client| async move {
        open(&client, &format!("{address}/Help")).await?;
        until(&client, "!document.querySelector('.search').hidden").await?;
        client.find(Locator::Css("body")).await?.send_keys("/").await?;
        until(&client, "document.activeElement.id === 'search'").await?;
        client.find(Locator::Css("#search")).await?.send_keys("orderstate").await?;
        until(&client, "document.querySelector('#results li')").await?;
        let keys = format!("{}{}", char::from(Key::Down), char::from(Key::Enter));
        client.find(Locator::Css("#search")).await?.send_keys(&keys).await?;
        until(&client, "location.pathname.includes('ResourceModel')").await?;
        assert!(text(&client, "h1").await?.contains("OrderState"));
        Ok(())
    });
}

#[test]
fn a_type_unfolds() {
    run(|address, client| async move {
        open(&client, &format!("{address}/Help/Api/GET-api-orders-id")).await?;
        let summary = client.find(Locator::Css("main details summary")).await?;
        summary.click().await?;
        until(&client, "document.querySelector('main details').open").await?;
        Ok(())
    });
}

#[test]
fn the_theme_is_switched_and_kept() {
    run(|address, client| async move {
        open(&client, &format!("{address}/Help")).await?;
        let page = "getComputedStyle(document.body).backgroundColor";
        let before = client.execute(&format!("return {page}"), Vec::new()).await?;
        until(&client, "!document.getElementById('theme').hidden").await?;
        client.find(Locator::Css("#theme")).await?.click().await?;
        let after = client.execute(&format!("return {page}"), Vec::new()).await?;
        assert_ne!(before, after);
        open(&client, &format!("{address}/Help/Api/GET-api-status")).await?;
        assert_eq!(client.execute(&format!("return {page}"), Vec::new()).await?, after);
        Ok(())
    });
}

#[test]
fn the_endpoint_that_is_open_stands_in_view_in_a_long_list() {
    run(|address, client| async move {
        client.set_window_size(1280, 300).await?;
        open(&client, &format!("{address}/Help/Api/GET-api-status")).await?;
        let is_in_view = "(() => {
            const list = document.querySelector('.beside');
            const [around, inside] = [list, list.querySelector('[aria-current]')].map(it => it.getBoundingClientRect());
            return list.scrollTop > 0 && inside.top >= around.top && inside.bottom <= around.bottom;
        })()";
        until(&client, is_in_view).await?;
        client.set_window_size(1280, 900).await?;
        Ok(())
    });
}
