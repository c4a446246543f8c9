//! The tour with reqwest.

use crate::{TourError, for_production};
use datacontract::client;
use datacontract::http::File;
use datacontract_examples::leaddesk::{client::Client, endpoints::UploadPhoto};
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn run(address: &str, count: i32) -> Result<(), TourError> {
    // It logs in before the first call, and again when its token has expired.
    let api = Client::new(for_production(client::reqwest(address)?)).login("ada", "secret");

    let photo = File::new(&b"JFIF.."[..]).named("ada.jpg");
    let size = api.upload_photo(UploadPhoto { id: 7, title: "Ada".to_owned(), photo }).send().await?;
    println!("sent a photo of {size} bytes");

    // Piece by piece, however large the file is.
    let mut invoice = api.get_invoice(12).download().await?;
    let mut size = 0;
    while let Some(piece) = invoice.next().await {
        size += piece?.len();
    }
    println!("got {}: {size} bytes", invoice.name().as_deref().unwrap_or("an invoice"));

    // A long walk gets its time.
    let mut leads = api.get_leads(count).timeout(Duration::from_secs(600)).items();
    let (mut walked, mut last) = (0, None);
    while let Some(lead) = leads.next().await {
        walked += 1;
        last = lead?.name;
    }
    let total = leads.document().map_or(0, |answer| answer.total);
    println!("walked {walked} of {total} leads, the last is {}", last.unwrap_or_default());
    Ok(())
}
