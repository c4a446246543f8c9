//! An authority that signs certificates, which are made anew for each test.

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    date_time_ymd,
};
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use std::sync::Arc;

pub(crate) struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

/// A certificate with its key.
pub(crate) struct Certified {
    certificate: Certificate,
    key: KeyPair,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap();
        Authority { certificate, issuer: Issuer::new(params, key) }
    }

    pub(crate) fn pem(&self) -> String {
        self.certificate.pem()
    }

    /// A certificate for the address of the tests' servers.
    pub(crate) fn server(&self) -> Certified {
        self.certify("127.0.0.1")
    }

    pub(crate) fn certify(&self, name: &str) -> Certified {
        self.certify_with(name, |_| {})
    }

    pub(crate) fn expired(&self) -> Certified {
        self.certify_with("127.0.0.1", |params| {
            params.not_before = date_time_ymd(2019, 1, 1);
            params.not_after = date_time_ymd(2020, 1, 1);
        })
    }

    pub(crate) fn not_yet_valid(&self) -> Certified {
        self.certify_with("127.0.0.1", |params| params.not_before = date_time_ymd(2999, 1, 1))
    }

    fn certify_with(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Certified {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        change(&mut params);
        Certified { certificate: params.signed_by(&key, &self.issuer).unwrap(), key }
    }
}

impl Certified {
    /// The certificate in PEM.
    pub(crate) fn chain(&self) -> String {
        self.certificate.pem()
    }

    /// Its key in PEM.
    pub(crate) fn key(&self) -> String {
        self.key.serialize_pem()
    }

    /// What a server with this certificate does. Where callers have to have certificates, `callers` has signed them.
    pub(crate) fn server_config(&self, callers: Option<&Authority>, versions: &[&str]) -> ServerConfig {
        let provider = Arc::new(ring::default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .unwrap();
        let builder = match callers {
            None => builder.with_no_client_auth(),
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.certificate.der().clone()).unwrap();
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                builder.with_client_cert_verifier(verifier.build().unwrap())
            }
        };
        let key = PrivatePkcs8KeyDer::from(self.key.serialize_der());
        let mut config = builder.with_single_cert(vec![self.certificate.der().clone()], key.into()).unwrap();
        config.alpn_protocols = versions.iter().map(|version| version.as_bytes().to_vec()).collect();
        config
    }
}
