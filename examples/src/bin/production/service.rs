//! The service: it hands out tokens, and asks callers now and then to slow down.

use crate::TourError;
use axum::body::Body;
use datacontract::http::{Api, File, Formatter, StatusCode};
use datacontract::server::{self, Error, Request, Response, Result, Router};
use datacontract::{DataContract, Endpoint};
use datacontract_examples::leaddesk::{
    Lead, LeadResponse,
    endpoints::{GetInvoice, GetLeads, UploadPhoto},
    server::{Service, router},
};
use std::sync::atomic::{AtomicUsize, Ordering};

const TOKEN: &str = "token-of-ada";

/// `/Token`, which OAuth describes and no help page.
static ACCOUNTS: Api = Api::new("Accounts").formatters(&[Formatter::JSON, Formatter::FORM]);

#[derive(DataContract, Clone, Debug, Default)]
struct TokenRequest {
    grant_type: String,
    username: Option<String>,
    password: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default)]
struct TokenAnswer {
    access_token: String,
    token_type: String,
    expires_in: i32,
}

#[derive(Endpoint, Clone, Debug)]
#[endpoint(api = ACCOUNTS, post = "Token", response = TokenAnswer)]
struct GetToken {
    #[endpoint(body)]
    request: TokenRequest,
}

/// Checks a password. A real service has its accounts in a database.
fn token(request: &TokenRequest) -> Result<TokenAnswer> {
    let is_known = request.grant_type == "password"
        && request.username.as_deref() == Some("ada")
        && request.password.as_deref() == Some("secret");
    if !is_known {
        let answer = ::axum::http::Response::builder()
            .status(StatusCode::BAD_REQUEST)
            .header("Content-Type", "application/json")
            .body(Body::from(r#"{"error":"invalid_grant"}"#));
        return Err(Error::with_response(answer?));
    }
    let (access_token, token_type) = (TOKEN.to_owned(), "bearer".to_owned());
    Ok(TokenAnswer { access_token, token_type, expires_in: 1_209_599 }.into())
}

#[derive(Default)]
struct Leaddesk {
    photos: AtomicUsize,
    lists: AtomicUsize,
}

impl Leaddesk {
    /// Refuses callers without a token.
    fn check<E>(request: &Request<E>) -> std::result::Result<(), Error> {
        if request.bearer() == Some(TOKEN) { Ok(()) } else { Err(Error::unauthorized("Bearer")) }
    }

    /// Asks each first caller to slow down.
    fn throttle(count: &AtomicUsize) -> std::result::Result<(), Error> {
        if count.fetch_add(1, Ordering::Relaxed) > 0 {
            return Ok(());
        }
        let refusal = Error::with_status(StatusCode::TOO_MANY_REQUESTS);
        Err(refusal.with_header("retry-after".parse()?, "1".parse()?))
    }
}

impl Service for Leaddesk {
    async fn upload_photo(&self, request: Request<UploadPhoto>) -> Result<i32> {
        Leaddesk::check(&request)?;
        Leaddesk::throttle(&self.photos)?;
        Ok(i32::try_from(request.photo.read()?.len())?.into())
    }

    async fn get_invoice(&self, request: Request<GetInvoice>) -> Result<File> {
        Leaddesk::check(&request)?;
        let name = format!("invoice-{}.pdf", request.id);
        Ok(File::new(&b"%PDF-1.7"[..]).named(name).with_media_type("application/pdf").into())
    }

    async fn get_leads(&self, request: Request<GetLeads>) -> Result<LeadResponse> {
        Leaddesk::check(&request)?;
        Leaddesk::throttle(&self.lists)?;
        // They are written while they are sent, as a database returns them.
        let rows = (1..=request.count)
            .map(|id| Ok(Lead { id, name: Some(format!("Lead {id}")), city: Some("Åbo".to_owned()) }));
        Ok(Response::new(LeadResponse { leads: None, total: request.count }).with_items(rows))
    }
}

#[tokio::main]
pub(crate) async fn run() -> std::result::Result<(), TourError> {
    let accounts = Router::of(())
        .endpoint(|_, request: Request<GetToken>| async move { token(&request.request) })
        .build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    server::serve(listener, router(Leaddesk::default()).merge(&accounts)).await?;
    Ok(())
}
