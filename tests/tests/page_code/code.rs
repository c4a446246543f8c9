// The Rust that the help pages of the APIs in `specs/` show: `UPDATE_PAGE_CODE=1` writes it anew.

mod lcmanager {
    use datacontract_apis::lcmanager;

    struct MyService;

    async fn lead_update() -> Result<(), Box<dyn std::error::Error>> {
        use lcmanager::{client::Client, samples};

        let http = datacontract::client::reqwest("https://example.com")?;
        let api = Client::new(http);
        let response = api.lead_update(samples::lead_update_request()).send().await?;
        Ok(())
    }

    fn lead_update_blocking() -> Result<(), Box<dyn std::error::Error>> {
        use lcmanager::{client::Client, samples};

        let http = datacontract::client::ureq("https://example.com")?;
        let api = Client::new(http);
        let response = api.lead_update(samples::lead_update_request()).send()?;
        Ok(())
    }

    async fn lead_update_typed_json() -> Result<(), Box<dyn std::error::Error>> {
use lcmanager::client::Client;

let http = datacontract::client::reqwest("http://localhost/\"")?;
let api = Client::new(http);
let body: lcmanager::LeadUpdateRequest = datacontract::json::from_str(
    r#"{
  "Leads": 1,
  "FormName": "sample string 1",
  "LeadName": "sample string 2",
  "Phone": 1,
  "Email": "sample string 3",
  "Cheque": 1,
  "Goods": 1,
  "Pos": 1,
  "LeadMark": 1,
  "Comment": "sample string 4",
  "OrderBasket": 1,
  "OrderInvoices": 1,
  "Operator": 1,
  "Token": 1,
  "SiteCode": "sample string 5"
}
"#,
)?;
let response = api.lead_update(body).send().await?;
        Ok(())
    }

    async fn lead_update_typed_xml() -> Result<(), Box<dyn std::error::Error>> {
use lcmanager::client::Client;

let http = datacontract::client::reqwest("http://localhost/\"")?;
let api = Client::new(http);
let body: lcmanager::LeadUpdateRequest = datacontract::xml::from_str(
    r#"<LeadUpdateRequest xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Request">
  <Operator xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions">1</Operator>
  <SiteCode xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions">sample string 5</SiteCode>
  <Token xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions">1</Token>
  <Cheque>1</Cheque>
  <Comment>sample string 4</Comment>
  <Email>sample string 3</Email>
  <FormName>sample string 1</FormName>
  <Goods>1</Goods>
  <LeadMark>1</LeadMark>
  <LeadName>sample string 2</LeadName>
  <Leads>1</Leads>
  <OrderBasket>1</OrderBasket>
  <OrderInvoices>1</OrderInvoices>
  <Phone>1</Phone>
  <Pos>1</Pos>
</LeadUpdateRequest>
"#,
)?;
let response = api.lead_update(body).send().await?;
        Ok(())
    }

    mod lead_update_served {
        use super::{MyService, lcmanager};

        use datacontract::server::{Request, Result};
        use lcmanager::{endpoints, samples, server::Service};

        impl Service for MyService {
            /// `POST api/lead/LeadUpdate`
            async fn lead_update(
                &self,
                _request: Request<endpoints::LeadUpdate>,
            ) -> Result<lcmanager::LeadUpdateResponse> {
                Ok(samples::lead_update_response().into())
            }
        }
    }
}

mod leadbank {
    use datacontract_apis::leadbank;

    struct MyService;

    async fn get_leads() -> Result<(), Box<dyn std::error::Error>> {
        use leadbank::{client::Client, samples};

        let http = datacontract::client::reqwest("https://example.com")?;
        let api = Client::new(http);
        let response = api.get_leads(samples::get_leads_request()).send().await?;
        Ok(())
    }

    fn get_leads_blocking() -> Result<(), Box<dyn std::error::Error>> {
        use leadbank::{client::Client, samples};

        let http = datacontract::client::ureq("https://example.com")?;
        let api = Client::new(http);
        let response = api.get_leads(samples::get_leads_request()).send()?;
        Ok(())
    }

    async fn get_leads_typed_json() -> Result<(), Box<dyn std::error::Error>> {
        use leadbank::client::Client;

        let http = datacontract::client::reqwest("http://localhost/\"")?;
        let api = Client::new(http);
        let body: i64 = datacontract::json::from_str(
            r"1
        ",
        )?;
        let response = api.get_leads(body).send().await?;
        Ok(())
    }

    mod get_leads_served {
        use super::{MyService, leadbank};

        use datacontract::server::{Request, Result};
        use leadbank::{endpoints, samples, server::Service};

        impl Service for MyService {
            /// `POST api/leads`
            async fn get_leads(
                &self,
                _request: Request<endpoints::GetLeads>,
            ) -> Result<leadbank::LeadResponse> {
                Ok(samples::get_leads_response().into())
            }
        }
    }
}

mod lifetrons {
    use datacontract_apis::lifetrons;

    struct MyService;

    async fn create_member_lead() -> Result<(), Box<dyn std::error::Error>> {
        use lifetrons::{client::Client, samples};

        let http = datacontract::client::reqwest("https://example.com")?;
        let api = Client::new(http);
        let response = api
            .create_member_lead(1, 1, 1, 1, samples::create_member_lead_request())
            .send()
            .await?;
        Ok(())
    }

    fn create_member_lead_blocking() -> Result<(), Box<dyn std::error::Error>> {
        use lifetrons::{client::Client, samples};

        let http = datacontract::client::ureq("https://example.com")?;
        let api = Client::new(http);
        let response = api
            .create_member_lead(1, 1, 1, 1, samples::create_member_lead_request())
            .send()?;
        Ok(())
    }

    async fn create_member_lead_typed_json() -> Result<(), Box<dyn std::error::Error>> {
use lifetrons::client::Client;

let http = datacontract::client::reqwest("http://localhost/\"")?;
let api = Client::new(http);
let body: lifetrons::SocialMediaReq = datacontract::json::from_str(
    r#"{
  "utm_source": "sample string 1",
  "utm_medium": "sample string 2",
  "utm_campaign": "sample string 3"
}
"#,
)?;
let response = api.create_member_lead(7, 7, 7, 7, body).send().await?;
        Ok(())
    }

    async fn create_member_lead_typed_xml() -> Result<(), Box<dyn std::error::Error>> {
use lifetrons::client::Client;

let http = datacontract::client::reqwest("http://localhost/\"")?;
let api = Client::new(http);
let body: lifetrons::SocialMediaReq = datacontract::xml::from_str(
    r#"<SocialMediaReq xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/LifetronsPhoneApi.Models">
  <utm_campaign>sample string 3</utm_campaign>
  <utm_medium>sample string 2</utm_medium>
  <utm_source>sample string 1</utm_source>
</SocialMediaReq>
"#,
)?;
let response = api.create_member_lead(7, 7, 7, 7, body).send().await?;
        Ok(())
    }

    mod create_member_lead_served {
        use super::{MyService, lifetrons};

        use datacontract::server::{Request, Result};
        use lifetrons::{endpoints, samples, server::Service};

        impl Service for MyService {
            /// `POST api/trustedorg/orgs/link/lead/{id}?oId={oId}&obId={obId}&oMId={oMId}`
            async fn create_member_lead(
                &self,
                _request: Request<endpoints::CreateMemberLead>,
            ) -> Result<lifetrons::GenericResp> {
                Ok(samples::create_member_lead_response().into())
            }
        }
    }
}

mod trackerrms {
    use datacontract_apis::trackerrms;

    struct MyService;

    async fn create_lead() -> Result<(), Box<dyn std::error::Error>> {
        use trackerrms::{client::Client, samples};

        let http = datacontract::client::reqwest("https://example.com")?;
        let api = Client::new(http);
        let response = api.create_lead(samples::create_lead_request()).send().await?;
        Ok(())
    }

    fn create_lead_blocking() -> Result<(), Box<dyn std::error::Error>> {
        use trackerrms::{client::Client, samples};

        let http = datacontract::client::ureq("https://example.com")?;
        let api = Client::new(http);
        let response = api.create_lead(samples::create_lead_request()).send()?;
        Ok(())
    }

    async fn create_lead_typed_json() -> Result<(), Box<dyn std::error::Error>> {
use trackerrms::client::Client;

let http = datacontract::client::reqwest("http://localhost/\"")?;
let api = Client::new(http);
let body: trackerrms::CreateLeadRequest = datacontract::json::from_str(
    r#"{
  "trackerrms": {
    "createLead": {
      "credentials": {
        "username": "my.name@domain.com",
        "password": "Welcome123",
        "oauthtoken": "1bc7ca1e-8b9a-11e9-bc42-526af7764f64"
      },
      "instructions": {
        "createpersonifnotexists": true,
        "notifydepartment": false
      },
      "lead": {
        "leadname": "New Contact Us Submission",
        "department": "Sales",
        "source": "Website ",
        "description": "Lorem ipsum dolor sit amet.",
        "leadpersontype": "N",
        "firstname": "John",
        "lastname": "Brown",
        "fullname": "John Brown",
        "jobtitle": "Managing Director",
        "company": "ABC Incorporated",
        "address1": "2567 Lexington Avenue",
        "address2": "",
        "city": "New York",
        "state": "NY",
        "zipcode": "10263",
        "country": "United States",
        "businessphone": "555-2387",
        "homephone": "555-6890",
        "cellphone": "888-3465",
        "email": "john.brown@abcincorp.com",
        "linkedin": "https://linkedin.com/jbabc/",
        "website": "",
        "image": ""
      }
    }
  }
}
"#,
)?;
let response = api.create_lead(body).send().await?;
        Ok(())
    }

    mod create_lead_served {
        use super::{MyService, trackerrms};

        use datacontract::server::{Request, Result};
        use trackerrms::{endpoints, samples, server::Service};

        impl Service for MyService {
            /// `POST api/widget/createLead`
            async fn create_lead(
                &self,
                _request: Request<endpoints::CreateLead>,
            ) -> Result<trackerrms::CreateLeadResponse> {
                Ok(samples::create_lead_response().into())
            }
        }
    }
}

mod vitec {
    use datacontract_apis::vitec;

    struct MyService;

    async fn create_person_lead() -> Result<(), Box<dyn std::error::Error>> {
        use vitec::{client::Client, samples};

        let http = datacontract::client::reqwest("https://connect.maklare.vitec.net")?.basic("user", "password");
        let api = Client::new(http);
        let response = api
            .create_person_lead("sample", samples::create_person_lead_request())
            .send()
            .await?;
        Ok(())
    }

    fn create_person_lead_blocking() -> Result<(), Box<dyn std::error::Error>> {
        use vitec::{client::Client, samples};

        let http = datacontract::client::ureq("https://connect.maklare.vitec.net")?.basic("user", "password");
        let api = Client::new(http);
        let response = api
            .create_person_lead("sample", samples::create_person_lead_request())
            .send()?;
        Ok(())
    }

    async fn create_person_lead_typed_json() -> Result<(), Box<dyn std::error::Error>> {
use vitec::client::Client;

let http = datacontract::client::reqwest("http://localhost/\"")?.basic("user", "password");
let api = Client::new(http);
let body: vitec::PublicAdvertisingPersonLead = datacontract::json::from_str(
    r#"{
  "person": {
    "firstName": "sample string 1",
    "lastName": "sample string 2",
    "socialSecurityNumber": "sample string 3",
    "isForeignSocialSecurityNumber": true,
    "address": {
      "streetAddress": "sample string 1",
      "zipCode": "sample string 2",
      "city": "sample string 3"
    },
    "email": {
      "emailAddress": "sample string 1",
      "emailAddress2": "sample string 2"
    },
    "telephone": {
      "home": "sample string 1",
      "work": "sample string 2",
      "cell": "sample string 3",
      "other": "sample string 4"
    }
  },
  "receiver": {
    "agent": {
      "id": "sample string 1",
      "email": "sample string 2",
      "office": {
        "id": "sample string 1",
        "customerId": "sample string 2"
      }
    },
    "userGroup": {
      "id": "sample string 1"
    },
    "office": {
      "id": "sample string 1",
      "customerId": "sample string 2"
    }
  },
  "leadSource": {
    "leadType": "AcceptObjectFlow",
    "name": "sample string 1"
  },
  "marketing": {
    "referrer": "sample string 1",
    "utmTags": [
      {
        "name": "sample string 1",
        "value": "sample string 2"
      },
      {
        "name": "sample string 1",
        "value": "sample string 2"
      }
    ]
  },
  "message": "sample string 1"
}
"#,
)?;
let response = api.create_person_lead("7", body).send().await?;
        Ok(())
    }

    async fn create_person_lead_typed_xml() -> Result<(), Box<dyn std::error::Error>> {
use vitec::client::Client;

let http = datacontract::client::reqwest("http://localhost/\"")?.basic("user", "password");
let api = Client::new(http);
let body: vitec::PublicAdvertisingPersonLead = datacontract::xml::from_str(
    r#"<PublicAdvertisingPersonLead xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models.PublicAdvertisement.PublicAdvertisementLead">
  <LeadSource>
    <LeadType>AcceptObjectFlow</LeadType>
    <Name>sample string 1</Name>
  </LeadSource>
  <Marketing xmlns:d2p1="http://schemas.datacontract.org/2004/07/Express.Connect.Api.Services.Advertising">
    <d2p1:Referrer>sample string 1</d2p1:Referrer>
    <d2p1:UtmTags>
      <d2p1:FormMarketingUtmTags>
        <d2p1:Name>sample string 1</d2p1:Name>
        <d2p1:Value>sample string 2</d2p1:Value>
      </d2p1:FormMarketingUtmTags>
      <d2p1:FormMarketingUtmTags>
        <d2p1:Name>sample string 1</d2p1:Name>
        <d2p1:Value>sample string 2</d2p1:Value>
      </d2p1:FormMarketingUtmTags>
    </d2p1:UtmTags>
  </Marketing>
  <Message>sample string 1</Message>
  <Person>
    <Address>
      <City>sample string 3</City>
      <StreetAddress>sample string 1</StreetAddress>
      <ZipCode>sample string 2</ZipCode>
    </Address>
    <Email xmlns:d3p1="http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models">
      <d3p1:EmailAddress>sample string 1</d3p1:EmailAddress>
      <d3p1:EmailAddress2>sample string 2</d3p1:EmailAddress2>
    </Email>
    <FirstName>sample string 1</FirstName>
    <IsForeignSocialSecurityNumber>true</IsForeignSocialSecurityNumber>
    <LastName>sample string 2</LastName>
    <SocialSecurityNumber>sample string 3</SocialSecurityNumber>
    <Telephone xmlns:d3p1="http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models">
      <d3p1:Other>sample string 4</d3p1:Other>
      <d3p1:Cell>sample string 3</d3p1:Cell>
      <d3p1:Home>sample string 1</d3p1:Home>
      <d3p1:Work>sample string 2</d3p1:Work>
    </Telephone>
  </Person>
  <Receiver>
    <Agent>
      <Email>sample string 2</Email>
      <Id>sample string 1</Id>
      <Office>
        <CustomerId>sample string 2</CustomerId>
        <Id>sample string 1</Id>
      </Office>
    </Agent>
    <Office>
      <CustomerId>sample string 2</CustomerId>
      <Id>sample string 1</Id>
    </Office>
    <UserGroup>
      <Id>sample string 1</Id>
    </UserGroup>
  </Receiver>
</PublicAdvertisingPersonLead>
"#,
)?;
let response = api.create_person_lead("7", body).send().await?;
        Ok(())
    }

    mod create_person_lead_served {
        use super::{MyService, vitec};

        use datacontract::server::{Request, Result};
        use vitec::{endpoints, samples, server::Service};

        impl Service for MyService {
            /// `POST PublicAdvertising/{customerId}/Contact/Person/Lead`
            async fn create_person_lead(
                &self,
                _request: Request<endpoints::CreatePersonLead>,
            ) -> Result<String> {
                Ok(samples::create_person_lead_response().into())
            }
        }
    }
}
