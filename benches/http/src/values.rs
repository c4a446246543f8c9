//! What is sent, and what is answered.

use std::fmt::Write as _;

/// What all handlers make of a request: proof that they have read all of it.
pub fn checksum(numbers: &[Option<i64>], texts: &[&Option<String>]) -> i64 {
    let numbers = numbers.iter().flatten().sum::<i64>();
    let lengths = texts.iter().copied().flatten().map(String::len).sum::<usize>();
    numbers + i64::try_from(lengths).unwrap_or_default()
}

/// The sample of the help page of `LeadUpdate`, with texts and numbers as they come.
pub const UPDATE_JSON: &str = concat!(
    r#"{"Leads":103552,"FormName":"Обратный звонок","LeadName":"Иван Петров","Phone":79161234567,"#,
    r#""Email":"ivan.petrov@example.com","Cheque":5501,"Goods":17,"Pos":42,"LeadMark":5,"#,
    r#""Comment":"Call back after 6 p.m., \"urgent\"","OrderBasket":991,"OrderInvoices":992,"#,
    r#""Operator":3,"Token":1234567890123,"SiteCode":"a7c1e0"}"#,
);

/// The larger response: 100 leads of 10 contents each, with the texts of the help page's sample.
pub fn leads() -> String {
    let mut out = String::from(r#"{"Status":0,"Message":"sample string 2","Leads":["#);
    for lead in 1..=100 {
        let comma = if lead == 1 { "" } else { "," };
        let _ = write!(
            out,
            concat!(
                r#"{comma}{{"IDLeadBank":{lead},"IDprovider":2,"NameProvider":"sample string 3","IDService":4,"#,
                r#""NameService":"sample string 5","State":0,"IDCampaign":"sample string 6","#,
                r#""NameCampaign":"sample string 7","BandDealerID":"sample string 8","#,
                r#""ExternalLeadID":"sample string 9","QualificationDate":"2024-10-15T05:29:19.5139414+02:00","#,
                r#""CreateDate":"2024-10-15T05:29:19.5139414+02:00","Contents":["#,
            ),
            comma = comma,
            lead = lead
        );
        for content in 0..10 {
            let comma = if content == 0 { "" } else { "," };
            let id = 10 * lead + content;
            let texts = r#""Key":"sample string 2","Value":"sample string 3""#;
            let _ = write!(out, r#"{comma}{{"ID":{id},{texts},"Type":4}}"#);
        }
        out.push_str("]}");
    }
    out + "]}"
}
