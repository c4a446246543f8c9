//! The generated clients' own methods, as users call them, against the servers in C#.

use crate::trackerrms::StandIn;
use datacontract::clr::DateTime;
use datacontract::http::Format;
use datacontract_aspnet::canned::{self, Variant};
use datacontract_aspnet::mono::Mono;
use datacontract_aspnet::{lcmanager, leadbank, lifetrons, main_site, trackerrms, vitec};

type TestResult = Result<(), Box<dyn std::error::Error>>;

#[test]
fn arguments_are_parameters_and_methods() -> TestResult {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return Ok(()) };
    let server = mono.serve("main");
    let api = main_site::client::Client::new(datacontract::client::ureq(&server.base_url)?);
    for format in [Format::Json, Format::Xml] {
        let since: DateTime = "2024-10-15T05:29:19".parse()?;
        let leads = api
            .search_leads(main_site::LeadState::Closed, since)
            .page(2)
            .exact(true)
            .format(format)
            .send()?;
        assert_eq!(leads.len(), 3);

        // What attributes check is fine here.
        let value = main_site::Annotated {
            name: Some("Åsa".to_owned()),
            rank: 5,
            ratio: 1.5,
            day: since,
            many: Some("xxx".to_owned()),
            items: Some(vec![Some("a".to_owned())]),
            ..main_site::Annotated::default()
        };
        assert_eq!(api.check_annotated(Some(value.clone())).format(format).send()?, Some(value));

        // What is documented is a variant.
        let error = api.get_lead(404).format(format).send().unwrap_err();
        assert!(matches!(
            error,
            datacontract::client::Error::Status(status)
                if status.status == main_site::endpoints::GetLeadStatus::NotFound
        ));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_apis_can_be_called() -> TestResult {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return Ok(()) };

    let server = mono.serve("lcmanager");
    let api = lcmanager::client::Client::new(datacontract::client::reqwest(&server.base_url)?);
    let lead = lcmanager::LeadUpdateRequest {
        leads: Some(7),
        lead_name: Some("Анна".to_owned()),
        phone: Some(79_161_234_567),
        ..lcmanager::LeadUpdateRequest::default()
    };
    let response = api.lead_update(lead).format(Format::Xml).send().await?;
    assert_eq!(response.base.message.as_deref(), Some("/7/Анна/79161234567"));
    let response = api.lead_update(lcmanager::LeadUpdateRequest::default()).send().await?;
    assert_eq!(response.outcome().code().to_string(), "2");

    let server = mono.serve("leadbank");
    let api = leadbank::client::Client::new(datacontract::client::reqwest(&server.base_url)?);
    let response = api.get_leads(2).send().await?;
    assert_eq!(response.leads.map(|leads| leads.len()), Some(2));

    let server = mono.serve("lifetrons");
    let api = lifetrons::client::Client::new(datacontract::client::reqwest(&server.base_url)?);
    let campaign = lifetrons::SocialMediaReq { utm_source: Some("x".to_owned()), ..Default::default() };
    let response = api.create_member_lead(1, 2, 3, 4, campaign).format(Format::Xml).send().await?;
    assert_eq!((response.id, response.other_user_id), (Some(1), Some(4)));
    assert_eq!(response.string_id.as_deref(), Some("2/3"));

    let server = StandIn::start();
    let credentials = trackerrms::Credentials { username: Some("user".to_owned()), ..Default::default() };
    let http = datacontract::client::reqwest(&server.base_url)?;
    let api = trackerrms::client::Client::new(http).credentials(credentials);
    let create_lead = trackerrms::CreateLead {
        lead: Some(trackerrms::Lead { leadname: Some("Ada".to_owned()), ..Default::default() }),
        ..Default::default()
    };
    let envelope = trackerrms::CreateLeadEnvelope { create_lead: Some(create_lead) };
    let request = trackerrms::CreateLeadRequest { trackerrms: Some(envelope) };
    assert_eq!(api.create_lead(request).send().await?.record_name.as_deref(), Some("Ada"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_says_no_is_understood() -> TestResult {
    use vitec::endpoints::CreatePersonLeadStatus as Status;
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return Ok(()) };
    let server = mono.serve("vitec");
    let stranger = vitec::client::Client::new(datacontract::client::reqwest(&server.base_url)?);
    let http = datacontract::client::reqwest(&server.base_url)?.basic("partner", "hemligt ö");
    let partner = vitec::client::Client::new(http);
    for format in [Format::Json, Format::Xml] {
        let lead = || canned::of_page::<vitec::PublicAdvertisingPersonLead>(Variant::Filled);
        for (api, customer, expected, message) in [
            (&stranger, "5", Status::Unauthorized, Some("Authorization has been denied for this request.")),
            (&partner, "other", Status::Forbidden, Some("No access to other.")),
            (&partner, "broken", Status::InternalServerError, None),
        ] {
            let call = api.create_person_lead(customer.to_owned(), lead()).format(format);
            let error = call.send().await.unwrap_err();
            if let Some(message) = message {
                assert_eq!(error.http_error().and_then(|error| error.message.as_deref()), Some(message));
            }
            assert!(
                matches!(error, datacontract::client::Error::Status(status) if status.status == expected)
            );
        }
        let answer = partner.create_person_lead("5".to_owned(), lead()).format(format).send().await?;
        assert!(answer.starts_with("5/Анна Петрова"), "{answer}");
    }
    Ok(())
}
