//! Clients that log in: at `/Token`, as ASP.NET's template "Individual Accounts" has it; by keys in the query and by
//! cookies.

use crate::both::clients;
use crate::server::{Received, Server, answer, json};
use datacontract::Endpoint;
use datacontract::client::{self, Error, Login, Mock, Retry, TransportKind, Ureq};
use datacontract::http::{Api, Authentication, TokenEndpoint};
use http::StatusCode;
use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

static API: Api = Api::new("Accounts").authentication(Authentication::Token(TokenEndpoint::new("Token")));

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/name", response = String)]
struct Name;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/name")]
struct SetName {
    #[endpoint(body)]
    name: String,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/Account/Register", authentication = Authentication::Anonymous)]
struct Register;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/old", response = String, authentication = Authentication::Basic)]
struct Old;

/// A service with accounts. Its tokens are `t1`, `t2` and so on; only the last one is taken.
struct Accounts {
    tokens: AtomicUsize,
    expires_in: u64,
    has_refresh: bool,
    /// Slows logins down, so that others have to wait for them.
    pause: Duration,
}

impl Accounts {
    fn server(self) -> (Server, Arc<Accounts>) {
        let accounts = Arc::new(self);
        let of_server = Arc::clone(&accounts);
        let server = Server::new(move |received, stream| {
            let _ = stream.write_all(&of_server.answer(received));
        });
        (server, accounts)
    }

    fn answer(&self, received: &Received) -> Vec<u8> {
        if received.line.starts_with("POST /Token ") {
            thread::sleep(self.pause);
            return self.token(&form(received));
        }
        let current = format!("Bearer t{}", self.tokens.load(Ordering::SeqCst));
        match received.header("authorization") {
            Some(token) if token == current => json("\"Ada\""),
            _ => answer(
                "401 Unauthorized",
                &["Content-Type: application/json"],
                r#"{"Message":"Authorization has been denied for this request."}"#,
            ),
        }
    }

    fn token(&self, form: &HashMap<String, String>) -> Vec<u8> {
        let get = |name: &str| form.get(name).map(String::as_str);
        let is_fine = match get("grant_type") {
            Some("password") => {
                get("username") == Some("ada@example.com") && get("password") == Some("p&ss w=rd")
            }
            Some("refresh_token") => {
                get("refresh_token") == Some(&format!("r{}", self.tokens.load(Ordering::SeqCst)))
            }
            _ => false,
        };
        if !is_fine {
            let body = format!(
                r#"{{"error":"invalid_grant","error_description":"The password '{}' is incorrect."}}"#,
                get("password").unwrap_or_default()
            );
            return answer("400 Bad Request", &["Content-Type: application/json;charset=UTF-8"], body);
        }
        let number = self.tokens.fetch_add(1, Ordering::SeqCst) + 1;
        let refresh =
            if self.has_refresh { format!(r#","refresh_token":"r{number}""#) } else { String::new() };
        json(format!(
            r#"{{"access_token":"t{number}","token_type":"bearer","expires_in":{}{refresh},"userName":"ada@example.com"}}"#,
            self.expires_in
        ))
    }
}

impl Default for Accounts {
    fn default() -> Self {
        Accounts {
            tokens: AtomicUsize::new(0),
            expires_in: 1_209_599,
            has_refresh: false,
            pause: Duration::ZERO,
        }
    }
}

/// The fields of a form.
fn form(received: &Received) -> HashMap<String, String> {
    let body = String::from_utf8(received.body.clone()).unwrap();
    let pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    let decoded =
        |text: &str| text.replace("%40", "@").replace("%26", "&").replace("%20", " ").replace("%3D", "=");
    pairs.map(|(name, value)| (name.to_owned(), decoded(value))).collect()
}

fn login() -> Login {
    Login::password("ada@example.com", "p&ss w=rd")
}

fn lines(server: &Server) -> Vec<String> {
    let received = server.received();
    received.iter().map(|received| received.line.trim_end_matches(" HTTP/1.1").to_owned()).collect()
}

#[test]
fn one_login_serves_all_calls() {
    let (server, _) = Accounts::default().server();
    for (name, client) in clients(&server.url()) {
        server.clear();
        let client = client.header("X-Tenant", "7").login(login());
        assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
        client.clone().call(SetName { name: "Åsa".to_owned() }).send().unwrap();
        assert_eq!(lines(&server), ["POST /Token", "GET /api/name", "POST /api/name"], "{name}");
        let token = &server.received()[0];
        assert_eq!(token.header("content-type"), Some("application/x-www-form-urlencoded"));
        assert_eq!(token.header("x-tenant"), Some("7"));
        assert_eq!(token.header("authorization"), None);
        assert_eq!(form(token)["grant_type"], "password");
    }
}

#[test]
fn tokens_are_renewed_before_they_expire() {
    for (has_refresh, grant) in [(false, "password"), (true, "refresh_token")] {
        let (server, _) = Accounts { expires_in: 0, has_refresh, ..Accounts::default() }.server();
        for (name, client) in clients(&server.url()) {
            let client = client.login(login());
            client.call(Name).send().unwrap();
            server.clear();
            client.call(Name).send().unwrap();
            assert_eq!(lines(&server), ["POST /Token", "GET /api/name"], "{name}");
            assert_eq!(form(&server.received()[0])["grant_type"], grant, "{name}");
        }
    }
}

/// The service forgets its tokens when it starts anew, whatever it said of their lifetime.
#[test]
fn a_token_that_is_turned_down_is_replaced_once() {
    let (server, accounts) = Accounts { has_refresh: true, ..Accounts::default() }.server();
    for (name, client) in clients(&server.url()) {
        let client = client.login(login());
        client.call(Name).send().unwrap();
        accounts.tokens.fetch_add(1, Ordering::SeqCst);
        server.clear();
        // The service has forgotten the refresh token too.
        client.call(SetName { name: String::new() }).send().unwrap();
        let sent = ["POST /api/name", "POST /Token", "POST /Token", "POST /api/name"];
        assert_eq!(lines(&server), sent, "{name}");
        let grants: Vec<String> =
            server.received()[1..3].iter().map(|token| form(token)["grant_type"].clone()).collect();
        assert_eq!(grants, ["refresh_token", "password"], "{name}");
    }
}

#[test]
fn a_caller_who_may_not_is_asked_once() {
    let answers = |received: &Received| {
        if received.line.starts_with("POST /Token ") {
            json(r#"{"access_token":"t"}"#)
        } else {
            answer("401 Unauthorized", &[], "")
        }
    };
    let server = Server::new(move |received, stream| {
        let _ = stream.write_all(&answers(received));
    });
    for (name, client) in clients(&server.url()) {
        let client = client.login(login());
        // The token is new: another one would not do better.
        let error = client.call(Name).send().unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED), "{name}");
        assert_eq!(lines(&server).len(), 2, "{name}");
        client.call(Name).send().unwrap_err();
        assert_eq!(lines(&server).len(), 2 + 3, "{name}");
        server.clear();
    }
}

#[test]
fn a_refused_login_is_an_error_without_secrets() {
    let (server, _) = Accounts::default().server();
    for (name, client) in clients(&server.url()) {
        server.clear();
        let client = client.login(Login::password("ada@example.com", "Welcome 123"));
        let error = client.call(Name).send().unwrap_err();
        let Error::Login(refused) = &error else { panic!("{name}: {error:?}") };
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert_eq!(refused.error.as_deref(), Some("invalid_grant"));
        assert_eq!(
            error.to_string(),
            "`name` was not sent: the login at `Token` was answered with 400 Bad Request: invalid_grant: \
             The password '[secret]' is incorrect."
        );
        assert!(!format!("{error:?} {client:?}").contains("Welcome"), "{name}");
        assert!(!error.is_retryable());
        // A password that was refused is not sent again and again: an account would be locked.
        assert_eq!(lines(&server), ["POST /Token"]);
    }
}

#[test]
fn what_is_no_token_is_an_error() {
    for (body, expected) in [
        (
            "<html>Welcome</html>",
            "`name` was not sent: the login at `Token` was answered with 200 OK, but it is no JSON",
        ),
        (
            "{}",
            "`name` was not sent: the login at `Token` was answered with 200 OK, but it has no `access_token`",
        ),
    ] {
        let server = Server::always(json(body));
        for (_, client) in clients(&server.url()) {
            assert_eq!(client.login(login()).call(Name).send().unwrap_err().to_string(), expected);
        }
    }
}

#[test]
fn a_busy_login_is_tried_again() {
    let server = Server::sequence(vec![
        answer("503 Service Unavailable", &[], ""),
        json(r#"{"access_token":"t"}"#),
        json("\"Ada\""),
    ]);
    let [_, (_, client)] = clients(&server.url());
    let client = client.login(login());
    assert_eq!(client.call(Name).send().unwrap(), "Ada");
    let busy = Server::always(answer("503 Service Unavailable", &[], ""));
    for (name, client) in clients(&busy.url()) {
        busy.clear();
        let error = client.login(login()).retry(Retry::never()).call(Name).send().unwrap_err();
        assert!(error.is_retryable(), "{name}: {error}");
        assert_eq!(busy.received().len(), 1);
    }
}

#[test]
fn many_calls_wait_for_one_login() {
    let pause = Duration::from_millis(200);
    let (server, _) = Accounts { pause, ..Accounts::default() }.server();
    let url = server.url();
    let client = client::ureq(&url).unwrap().login(login());
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(client.call(Name).send().unwrap(), "Ada"));
        }
    });
    assert_eq!(lines(&server).iter().filter(|line| *line == "POST /Token").count(), 1);

    server.clear();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = client::reqwest(&url).unwrap().login(login());
    runtime.block_on(async {
        let calls: Vec<_> = (0..8)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.call(Name).send().await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap(), "Ada");
        }
    });
    assert_eq!(lines(&server).iter().filter(|line| *line == "POST /Token").count(), 1);
}

#[test]
fn all_that_wait_learn_that_the_login_was_refused() {
    let pause = Duration::from_millis(300);
    let (server, _) = Accounts { pause, ..Accounts::default() }.server();
    let client = client::ureq(&server.url()).unwrap().login(Login::password("ada@example.com", "wrong"));
    let begin = std::sync::Barrier::new(6);
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                begin.wait();
                assert!(matches!(client.call(Name).send(), Err(Error::Login(_))));
            });
        }
    });
    assert_eq!(lines(&server), ["POST /Token"]);
}

/// A call that is dropped while it logs in leaves nobody behind.
#[test]
fn a_dropped_login_is_taken_over() {
    let pause = Duration::from_millis(300);
    let (server, _) = Accounts { pause, ..Accounts::default() }.server();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = client::reqwest(&server.url()).unwrap().login(login());
    runtime.block_on(async {
        let dropped = tokio::spawn({
            let client = client.clone();
            async move { client.call(Name).send().await }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        let waiting = tokio::spawn({
            let client = client.clone();
            async move { client.call(Name).send().await }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        dropped.abort();
        assert_eq!(waiting.await.unwrap().unwrap(), "Ada");
    });
}

#[test]
fn who_waits_for_a_login_waits_no_longer_than_the_call_may_take() {
    let pause = Duration::from_millis(800);
    let (server, _) = Accounts { pause, ..Accounts::default() }.server();
    let client = client::ureq(&server.url()).unwrap().login(login());
    thread::scope(|scope| {
        scope.spawn(|| client.call(Name).send().unwrap());
        thread::sleep(Duration::from_millis(100));
        let error = client.call(Name).timeout(Duration::from_millis(200)).send().unwrap_err();
        assert!(error.is_timeout(), "{error}");
    });
}

#[test]
fn endpoints_get_the_credentials_that_they_name() {
    let (server, _) = Accounts::default().server();
    for (name, client) in clients(&server.url()) {
        let client = client.login(login()).basic("ada", "old");
        server.clear();
        let _ = client.call(Register).send();
        let _ = client.call(Old).send();
        let _ = client.call(Name).header("Authorization", "Bearer own").send();
        let sent = server.received();
        let authorizations: Vec<_> = sent.iter().map(|received| received.header("authorization")).collect();
        assert_eq!(authorizations, [None, Some("Basic YWRhOm9sZA=="), Some("Bearer own")], "{name}");
    }
}

#[test]
fn further_fields_and_other_paths_are_sent() {
    static TOKEN: TokenEndpoint = TokenEndpoint::new("oauth/token").fields(&[("client_id", "mobile")]);
    let server = Server::sequence(vec![json(r#"{"access_token":"t"}"#), json("\"Ada\"")]);
    let [(_, client), _] = clients(&format!("{}/app", server.url()));
    let client = client.login(Login::at(&TOKEN, "ada", "word").field("otp", "123 456"));
    client.call(Name).send().unwrap();
    let received = server.received();
    assert_eq!(received[0].line, "POST /app/oauth/token HTTP/1.1");
    let body = String::from_utf8(received[0].body.clone()).unwrap();
    assert_eq!(body, "grant_type=password&username=ada&password=word&client_id=mobile&otp=123%20456");
    assert_eq!(received[1].line, "GET /app/api/name HTTP/1.1");
}

#[test]
fn a_login_at_another_server_gets_nothing_of_the_service() {
    let (tokens, _) = Accounts::default().server();
    let service = Server::new(|_, stream| {
        let _ = stream.write_all(&json("\"Ada\""));
    });
    let path: &'static str = Box::leak(format!("{}/Token", tokens.url()).into_boxed_str());
    for (name, client) in clients(&service.url()) {
        let login = Login::at(&TokenEndpoint::new(path), "ada@example.com", "p&ss w=rd");
        client.header("X-Tenant", "acme").login(login).call(Name).send().unwrap();
        let (of_tokens, of_service) = (tokens.received(), service.received());
        assert_eq!(of_tokens.last().unwrap().header("x-tenant"), None, "{name}");
        assert_eq!(of_service.last().unwrap().header("x-tenant"), Some("acme"), "{name}");
        assert!(of_service.last().unwrap().header("authorization").unwrap().starts_with("Bearer t"));
    }
}

#[test]
fn a_key_in_the_query_stays_with_the_service() {
    let home = Arc::new(Mutex::new(String::new()));
    let target = Arc::clone(&home);
    let server = Server::new(move |received, stream| {
        let abroad = target.lock().unwrap().clone();
        let bytes = match received.line.as_str() {
            line if line.starts_with("GET /api/name?") => {
                answer("302 Found", &[&format!("Location: {abroad}/elsewhere?x=1")], "")
            }
            line if line.starts_with("GET /elsewhere") => json("\"Ada\""),
            _ => {
                answer("400 Bad Request", &["Content-Type: application/json"], r#"{"Message":"bad: k&y 1"}"#)
            }
        };
        let _ = stream.write_all(&bytes);
    });
    *home.lock().unwrap() = server.other_url();
    for (name, client) in clients(&server.url()) {
        server.clear();
        let client = client.query_key("api key", "k&y 1");
        assert_eq!(client.call(Name).send().unwrap(), "Ada");
        assert_eq!(lines(&server), ["GET /api/name?api%20key=k%26y%201", "GET /elsewhere?x=1"], "{name}");
        let error = client.call(Register).send().unwrap_err();
        assert_eq!(server.received()[2].line, "POST /api/Account/Register HTTP/1.1");
        let error =
            client.call(SetName { name: String::new() }).send().unwrap_err().to_string() + &error.to_string();
        assert!(error.contains("bad: [secret]"), "{error}");
        assert!(!format!("{client:?}").contains("k&y"));
    }
}

#[test]
fn a_cookie_is_what_the_service_has_set_last() {
    let server = Server::sequence(vec![
        answer(
            "204 No Content",
            &["Set-Cookie: theme=dark", "Set-Cookie: .AspNet.Cookies=one; path=/; HttpOnly"],
            "",
        ),
        answer("200 OK", &["Content-Type: application/json", "Set-Cookie: .AspNet.Cookies=two"], "\"Ada\""),
        json("\"Ada\""),
    ]);
    let [(_, client), _] = clients(&server.url());
    let client = client.cookie_session(".AspNet.Cookies");
    client.call(Register).send().unwrap();
    client.call(Name).send().unwrap();
    client.clone().call(Name).send().unwrap();
    let sent = server.received();
    let cookies: Vec<_> = sent.iter().map(|received| received.header("cookie")).collect();
    assert_eq!(cookies, [None, Some(".AspNet.Cookies=one"), Some(".AspNet.Cookies=two")]);
}

#[test]
fn a_mock_answers_logins_too() {
    let mock = Mock::new().on(|_: Name| Ok("Ada".to_owned())).on_login(|form| {
        assert_eq!(form, "grant_type=password&username=ada%40example.com&password=p%26ss%20w%3Drd");
        r#"{"access_token":"t"}"#.to_owned()
    });
    let client: client::Client<Ureq> = client::mock(mock.clone());
    let client = client.login(login());
    assert_eq!(client.call(Name).send().unwrap(), "Ada");
    assert_eq!(mock.requests()[1].headers()["authorization"], "Bearer t");
    let lost: client::Client<Ureq> = client::mock(Mock::new());
    let error = lost.login(login()).call(Name).send().unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportKind::Other);
}
