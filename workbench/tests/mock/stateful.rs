//! With a memory the mock gives back what it was sent.

use super::{Asked, SHOP};
use datacontract_workbench::mock::{Memory, Store};

fn shop() -> Asked {
    Asked::of(SHOP, &Memory::Stateful(Store::default()))
}

#[test]
fn what_is_posted_is_given_back() {
    let shop = shop();
    let new = r#"{"Customer":"Åsa","Lines":[{"Article":"pen","Count":3}]}"#;
    let made = shop.json("POST", "/api/orders", new);
    // The sample's order has the number 1.
    let order = r#"{"Id":2,"Customer":"Åsa","State":0,"Amount":null,"Lines":[{"Article":"pen","Count":3}]}"#;
    assert_eq!((made.status.as_u16(), made.body.as_str()), (200, order));
    assert_eq!(shop.json("GET", "/api/orders/2", "").body, order);
    assert_eq!(shop.json("GET", "/API/Orders/2", "").body, order);
    assert!(shop.json("GET", "/api/orders", "").body.ends_with(&format!(",{order}]")));
    assert_eq!(shop.xml("/api/orders/2", "").body.matches("<Article>pen</Article>").count(), 1);
}

#[test]
fn what_is_put_replaces_what_is_there() {
    let shop = shop();
    let paid = r#"{"Id":99,"Customer":"Åsa","State":1,"Amount":7.50,"Lines":[]}"#;
    let answer = shop.json("PUT", "/api/orders/1", paid);
    // The address says which one it is.
    assert_eq!(answer.body, paid.replace("99", "1"));
    assert_eq!(shop.json("GET", "/api/orders/1", "").body, answer.body);
    assert_eq!(shop.json("PUT", "/api/orders/7", paid).status, 404);
}

#[test]
fn what_is_deleted_is_gone() {
    let shop = shop();
    assert_eq!(shop.json("DELETE", "/api/orders/1", "").status, 204);
    assert_eq!(shop.json("GET", "/api/orders/1", "").status, 404);
    assert_eq!(shop.json("DELETE", "/api/orders/1", "").status, 404);
    assert_eq!(shop.json("GET", "/api/orders", "").body, "[]");
}

#[test]
fn a_collection_belongs_to_what_stands_before_it() {
    let shop = shop();
    let id = shop.json("POST", "/api/customers/asa/notes", r#"{"Text":"call back"}"#).body;
    let note = format!(r#"{{"Id":{id},"Text":"call back"}}"#);
    let path = |customer: &str| format!("/api/customers/{customer}/notes/{}", id.trim_matches('"'));
    assert_eq!(shop.json("GET", &path("asa"), "").body, note);
    assert_eq!(shop.json("GET", &path("ASA"), "").body, note);
    assert_eq!(shop.json("GET", &path("bo"), "").status, 404);
    assert!(!shop.json("GET", "/api/customers/bo/notes", "").body.contains("call back"));
}

#[test]
fn an_endpoint_that_belongs_to_nothing_answers_its_sample() {
    assert_eq!(shop().json("GET", "/api/status", "").body, r#"{"State":0,"Parts":[1,2]}"#);
}

#[test]
fn without_a_memory_nothing_is_kept() {
    let shop = Asked::of(SHOP, &Memory::None);
    shop.json("POST", "/api/orders", r#"{"Customer":"Åsa"}"#);
    assert_eq!(shop.json("DELETE", "/api/orders/1", "").status, 204);
    let sample = shop.json("GET", "/api/orders/77", "").body;
    assert!(
        sample.starts_with(r#"{"Id":1,"Customer":"sample string 2","State":0,"Amount":1.0,"Lines":["#),
        "{sample}"
    );
}

#[test]
fn an_invalid_request_is_not_kept() {
    let shop = shop();
    let refused = shop.json("POST", "/api/orders", r#"{"Customer":"Åsa","Lines":5}"#);
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("ModelState"), "{}", refused.body);
    assert!(!shop.json("GET", "/api/orders", "").body.contains("Åsa"));
}

/// Reading keeps nothing, and what there is no room for is refused in plain words.
#[test]
fn what_is_kept_is_bounded() {
    let shop = Asked::of(SHOP, &Memory::Stateful(Store::default().most_bytes(20_000)));
    for customer in 0..1000 {
        assert_eq!(shop.json("GET", &format!("/api/customers/{customer}/notes"), "").status, 200);
    }
    let order = format!(r#"{{"Customer":"{}"}}"#, "x".repeat(1000));
    let statuses: Vec<u16> =
        (0..30).map(|_| shop.json("POST", "/api/orders", &order).status.as_u16()).collect();
    let kept = statuses.iter().filter(|status| **status == 200).count();
    assert!((5..20).contains(&kept), "{statuses:?}");
    assert!(statuses[kept..].iter().all(|status| *status == 507), "{statuses:?}");
    let refused = shop.json("POST", "/api/orders", &order);
    assert!(refused.body.contains("delete something, or start it anew"), "{}", refused.body);
    // What is deleted leaves room, and what is replaced takes its own.
    assert_eq!(shop.json("DELETE", "/api/orders/2", "").status, 204);
    let made = shop.json("POST", "/api/orders", &order);
    assert_eq!(made.status, 200);
    assert_eq!(shop.json("PUT", "/api/orders/3", &order).status, 200);
}

/// A mock of the changed spec goes on with what the last one kept, as far as it fits.
#[test]
fn what_is_kept_is_handed_over() {
    let store = Store::default();
    let shop = Asked::of(SHOP, &Memory::Stateful(store.clone()));
    let order = r#"{"Customer":"Åsa \u2028 ]]>","Lines":[{"Article":"pen","Count":3}]}"#;
    let order = shop.json("POST", "/api/orders", order).body;
    shop.json("DELETE", "/api/orders/1", "");
    let note = shop.json("POST", "/api/customers/asa/notes", r#"{"Text":"call back"}"#).body;
    let kept = store.to_json();
    assert!(!kept.contains('\n'), "it is one line");
    let store = Store::of(&kept);
    let shop = Asked::of(SHOP, &Memory::Stateful(store.clone()));
    assert_eq!(shop.json("GET", "/api/orders/2", "").body, order);
    assert_eq!(shop.json("GET", "/api/orders", "").body, format!("[{order}]"));
    assert_eq!(shop.json("GET", "/api/orders/1", "").status, 404);
    assert!(shop.json("GET", "/api/customers/asa/notes", "").body.contains(&note));
    // Numbers go on where they were.
    assert!(shop.json("POST", "/api/orders", "{}").body.starts_with(r#"{"Id":3,"#));
    assert_eq!(store.lost(), 0);
    let other = Store::of(&kept);
    Asked::of("specs/leadbank", &Memory::Stateful(other.clone()));
    // The order, and the note with the one of the sample.
    assert_eq!(other.lost(), 3, "nothing of it is in the other spec");
    assert_eq!(Store::of("no JSON").to_json(), "{}");
}
