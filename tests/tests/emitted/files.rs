//! Files that emitted clients send to emitted servers, and the other way round.

use datacontract::client::{Client as HttpClient, Error, Tower};
use datacontract::clr::DateTime;
use datacontract::http::{BaseUrl, Bytes, File, StatusCode};
use datacontract::server::{Request, Response, Result};

use crate::album::client::Client;
use crate::album::endpoints::{GetInvoice, ReplacePhoto, UploadPhoto};
use crate::album::server::{Service, router};

struct Album;

impl Service for Album {
    async fn upload_photo(&self, request: Request<UploadPhoto>) -> Result<i32> {
        let call = request.into_arguments();
        assert_eq!((call.album.as_str(), call.title.as_str()), ("Åsa's", "Ö\r\n--x"));
        assert_eq!(call.taken, "2024-10-15T00:00:00Z".parse().ok());
        assert_eq!(call.photo.name(), Some("a\"b Ä.jpg"));
        assert_eq!(call.photo.media_type(), Some("image/jpeg"));
        assert_eq!(call.cover, None);
        let sizes = call.others.iter().map(|file| file.bytes().map_or(0, Bytes::len)).sum::<usize>();
        let photo = call.photo.read().expect("in memory");
        Ok(Response::new(i32::try_from(photo.len() * 1000 + sizes).expect("small")))
    }

    async fn replace_photo(&self, request: Request<ReplacePhoto>) -> Result<()> {
        assert_eq!(request.body.media_type(), Some("image/png"));
        assert_eq!(request.body.bytes().map(Bytes::len), Some(3));
        Ok(().into())
    }

    async fn get_invoice(&self, request: Request<GetInvoice>) -> Result<File> {
        let content: Vec<u8> = (0..=255).cycle().take(200_000).collect();
        let file = if request.id == 1 {
            File::from_reader(std::io::Cursor::new(content))
        } else {
            File::new(content)
        };
        Ok(file.named("Rechnung Nº 7.pdf").with_media_type("application/pdf").into())
    }
}

fn client() -> Client<Tower<datacontract::server::Router>> {
    let base = BaseUrl::new("http://x").expect("an address");
    Client::new(HttpClient::new(base, Tower::new(router(Album))))
}

#[tokio::test]
async fn parts_are_texts_and_files() {
    let endpoint = UploadPhoto {
        album: "Åsa's".to_owned(),
        title: "Ö\r\n--x".to_owned(),
        taken: Some("2024-10-15T00:00:00Z".parse::<DateTime>().expect("a date")),
        photo: File::from_reader(&b"12345"[..]).named("a\"b Ä.jpg"),
        others: vec![File::new("ab"), File::new("c").named("c.txt")],
        cover: None,
    };
    assert_eq!(client().upload_photo(endpoint).send().await.expect("an answer"), 5003);
}

#[tokio::test]
async fn a_missing_file_is_refused() {
    let mut call = UploadPhoto { title: "a".to_owned(), album: "b".to_owned(), ..UploadPhoto::default() };
    call.photo = File::default();
    let request = datacontract::http::request(
        &call,
        &BaseUrl::new("http://x").expect("an address"),
        datacontract::http::Format::Json,
    )
    .expect("a request");
    let text =
        String::from_utf8(request.body().to_vec()).expect("text").replace("name=\"photo\"", "name=\"foto\"");
    let request = request.map(|_| text.into());
    let bound = datacontract::http::bind::<UploadPhoto>(&request).expect("bound");
    assert_eq!(bound.model_state.get("photo").len(), 1);
}

#[tokio::test]
async fn a_body_may_be_a_file() {
    let body = File::new("123").with_media_type("image/png");
    client().replace_photo(ReplacePhoto { id: 1, body }).send().await.expect("an answer");
}

#[tokio::test]
async fn a_download_has_a_name_and_a_type() {
    for id in [1, 2] {
        let file = client().get_invoice(id).send().await.expect("a file");
        assert_eq!(file.name(), Some("Rechnung Nº 7.pdf"));
        assert_eq!(file.media_type(), Some("application/pdf"));
        let bytes = file.bytes().expect("in memory");
        assert_eq!((bytes.len(), bytes[199_999]), (200_000, 63));
    }
}

/// Counts, headers and ends that nobody's client sends are refused, with what is wrong.
#[tokio::test]
async fn hostile_parts_are_refused() {
    let part = "--x\r\nContent-Disposition: form-data; name=Title\r\n\r\n1\r\n";
    let photo = "--x\r\nContent-Disposition: form-data; name=photo; filename=a\r\n\r\n1\r\n";
    for (body, expected) in [
        (format!("{}--x--", part.repeat(1001)), "more than 1000 parts"),
        (format!("--x\r\n{}\r\n\r\n--x--", "A: b\r\n".repeat(4000)), "more than 16 KiB"),
        (part.to_owned(), "ends before its last boundary"),
        (format!("{part}--x"), "does not end"),
        (String::new(), "ends before its last boundary"),
        (format!("{part}--x--"), "required"),
        (format!("{photo}--x--"), "required"),
    ] {
        let request = axum::http::Request::post("/api/photos/a")
            .header("content-type", "multipart/form-data; boundary=x")
            .body(axum::body::Body::from(body))
            .expect("a request");
        let answer =
            tower_service::Service::call(&mut router(Album).details(true), request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{expected}");
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains(expected), "{expected}: {body}");
    }
}

#[tokio::test]
async fn other_bodies_are_refused() {
    let router = router(Album);
    let request = axum::http::Request::post("/api/photos/a")
        .header("content-type", "application/json")
        .body(axum::body::Body::from("{}"))
        .expect("a request");
    let mut service = router;
    let answer = tower_service::Service::call(&mut service, request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let error = client().get_invoice(3).header("X", "\n").send().await.expect_err("a bad header");
    assert!(matches!(error, Error::Arguments(_)));
}
