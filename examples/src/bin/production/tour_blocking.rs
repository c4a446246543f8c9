//! The tour with ureq, in XML.

use crate::{TourError, for_production};
use datacontract::client;
use datacontract::http::{File, Format};
use datacontract_examples::leaddesk::{client::Client, endpoints::UploadPhoto};
use std::time::Duration;

pub(crate) fn run(address: &str, count: i32) -> Result<(), TourError> {
    let http = client::ureq(address)?.format(Format::Xml);
    let api = Client::new(for_production(http)).login("ada", "secret");

    let photo = File::new(&b"JFIF.."[..]).named("ada.jpg");
    let size = api.upload_photo(UploadPhoto { id: 7, title: "Ada".to_owned(), photo }).send()?;
    println!("sent a photo of {size} bytes");

    // Piece by piece, however large the file is.
    let mut invoice = api.get_invoice(12).download()?;
    let size = std::io::copy(&mut invoice, &mut std::io::sink())?;
    println!("got {}: {size} bytes", invoice.name().as_deref().unwrap_or("an invoice"));

    let mut leads = api.get_leads(count).timeout(Duration::from_secs(600)).items();
    let (mut walked, mut last) = (0, None);
    for lead in leads.by_ref() {
        walked += 1;
        last = lead?.name;
    }
    let total = leads.document().map_or(0, |answer| answer.total);
    println!("walked {walked} of {total} leads, the last is {}", last.unwrap_or_default());
    Ok(())
}
