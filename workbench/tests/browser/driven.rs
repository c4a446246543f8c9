//! A browser for one test.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::Request;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

/// A browser with an empty profile, which ends with the test.
pub(super) struct Browser {
    pub(super) client: Client,
    address: String,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Runs a test in a browser, if there is one. What the page has written to its console as an error, and what it
/// has asked of another host, fails the test.
pub(super) fn run<F>(test: impl FnOnce(String, Client) -> F)
where
    F: Future<Output = Result<(), CmdError>>,
{
    run_with("shop", test);
}

/// Runs a test on the pages of another spec.
pub(super) fn run_with<F>(spec: &str, test: impl FnOnce(String, Client) -> F)
where
    F: Future<Output = Result<(), CmdError>>,
{
    run_in(Scripts::Run, super::serve(spec), |address, client, _| test(address, client));
}

/// Runs a test on pages of its own, at the address that comes of `serve`.
pub(super) fn run_at<F>(serve: impl Future<Output = String>, test: impl FnOnce(String, Client, DevTools) -> F)
where
    F: Future<Output = Result<(), CmdError>>,
{
    run_in(Scripts::Run, serve, test);
}

/// Runs a test in a browser whose user has switched JavaScript off.
pub(super) fn run_plain<F>(spec: &str, test: impl FnOnce(String, Client) -> F)
where
    F: Future<Output = Result<(), CmdError>>,
{
    run_in(Scripts::Off, super::serve(spec), |address, client, _| test(address, client));
}

/// Whether the scripts of pages run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scripts {
    Run,
    Off,
}

fn run_in<F>(
    scripts: Scripts,
    serve: impl Future<Output = String>,
    test: impl FnOnce(String, Client, DevTools) -> F,
) where
    F: Future<Output = Result<(), CmdError>>,
{
    let is_needed =
        ["CI", "DATACONTRACT_REQUIRE_BROWSER"].iter().any(|name| std::env::var_os(name).is_some());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let browser = match start(scripts).await {
            Ok(browser) => browser,
            Err(reason) => {
                assert!(!is_needed, "there is no Chromium with its ChromeDriver: {reason}");
                eprintln!("skipped: there is no Chromium with its ChromeDriver: {reason}");
                return;
            }
        };
        let address = serve.await;
        let client = browser.client.clone();
        let tools = DevTools { session: browser.session().await };
        test(address.clone(), client.clone(), tools).await.expect("the browser does as it is told");
        let foreign = client
            .execute(
                "return performance.getEntriesByType('resource').map(it => it.name)
                    .filter(it => !it.startsWith(location.origin) && !it.startsWith('data:'))",
                Vec::new(),
            )
            .await
            .expect("a list");
        assert_eq!(foreign, json!([]), "the page asks other hosts");
        let errors = client.execute("return window.failures ?? []", Vec::new()).await.expect("a list");
        assert_eq!(errors, json!([]), "errors on the page");
        let _ = client.close().await;
    });
}

async fn start(scripts: Scripts) -> Result<Browser, String> {
    let mut command = Command::new("chromedriver");
    let spawned = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut driver = spawned.map_err(|error| error.to_string())?;
    let mut lines = BufReader::new(driver.stdout.take().ok_or("no output")?).lines();
    let port = lines.find_map(|line| {
        let line = line.ok()?;
        let (_, port) = line.split_once("started successfully on port ")?;
        Some(port.trim_end_matches('.').to_owned())
    });
    let port = port.ok_or("ChromeDriver does not start")?;
    // What it says later has to be read, or it waits.
    std::thread::spawn(move || lines.count());
    let profile = tempfile::tempdir().map_err(|error| error.to_string())?;
    let args = [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--window-size=1500,1200".to_owned(),
        format!("--user-data-dir={}", profile.path().display()),
    ];
    let mut capabilities = serde_json::Map::new();
    let mut options = json!({ "args": args });
    if scripts == Scripts::Off {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "performance": "ALL" }));
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .map_err(|error| error.to_string())?;
    Ok(Browser { client, address: format!("http://127.0.0.1:{port}"), driver, _profile: profile })
}

impl Browser {
    /// Returns the address of what `ChromeDriver` is asked.
    async fn session(&self) -> String {
        let id = self.client.session_id().await.expect("a browser").expect("a session");
        format!("{}/session/{id}", self.address)
    }
}

/// What a browser's developer tools know.
pub(super) struct DevTools {
    session: String,
}

impl DevTools {
    /// Returns what happened since it was asked last: events, as the protocol of the developer tools has them.
    pub(super) async fn events(&self) -> Vec<Value> {
        let entries = self.ask("se/log", json!({ "type": "performance" })).await;
        let entries = entries.as_array().expect("a list").iter();
        let event = |entry: &Value| {
            let message = serde_json::from_str::<Value>(entry["message"].as_str().expect("a text"));
            message.expect("JSON")["message"].clone()
        };
        entries.map(event).collect()
    }

    /// Calls a method of the protocol of the developer tools.
    pub(super) async fn call(&self, method: &str, parameters: Value) -> Value {
        self.ask("goog/cdp/execute", json!({ "cmd": method, "params": parameters })).await
    }

    async fn ask(&self, path: &str, question: Value) -> Value {
        let client = hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build_http();
        let request =
            Request::post(format!("{}/{path}", self.session)).header("content-type", "application/json");
        let request = request.body(Full::new(Bytes::from(question.to_string()))).expect("a request");
        let answer = client.request(request).await.expect("an answer");
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        serde_json::from_slice::<Value>(&body).expect("JSON")["value"].take()
    }
}

/// Waits until a script gives something true.
pub(super) async fn until(client: &Client, script: &str) -> Result<(), CmdError> {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let value = client.execute(&format!("return Boolean({script})"), Vec::new()).await?;
        if value == Value::Bool(true) {
            return Ok(());
        }
        assert!(Instant::now() < end, "it never becomes true: {script}\n{}", client.source().await?);
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// Opens a page, and notes from then on what goes wrong on it.
pub(super) async fn open(client: &Client, address: &str) -> Result<(), CmdError> {
    client.goto(address).await?;
    client
        .execute(
            "window.failures = [];
             addEventListener('error', (event) => window.failures.push(String(event.message)));
             addEventListener('unhandledrejection', (event) => window.failures.push(String(event.reason)));
             addEventListener('securitypolicyviolation', (event) => window.failures.push(event.violatedDirective));
             const error = console.error;
             console.error = (...words) => { window.failures.push(words.join(' ')); error(...words); };",
            Vec::new(),
        )
        .await?;
    Ok(())
}

pub(super) async fn text(client: &Client, selector: &str) -> Result<String, CmdError> {
    client.find(Locator::Css(selector)).await?.text().await
}
