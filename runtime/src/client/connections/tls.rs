//! TLS by rustls: one configuration for all transports, and what its errors mean.

use super::{ClientCertificate, Connections, HttpVersion, TransportError, unusable};
use crate::http::TransportKind;
use crate::http::cryptography::provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{AlertDescription, CertificateError, ClientConfig, Error, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;
use std::error::Error as StdError;
use std::io;

/// Returns the configuration of TLS by the settings.
///
/// # Errors
/// If certificates or keys cannot be read, or do not belong together.
pub(in crate::client) fn rustls_config(connections: &Connections) -> Result<ClientConfig, TransportError> {
    let no_tls = |error: Error| unusable(format!("TLS cannot be set up on this machine: {error}"));
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(no_tls)?;
    let builder = match &connections.roots {
        None => builder.with_platform_verifier().map_err(no_tls)?,
        Some(pem) => {
            let mut roots = RootCertStore::empty();
            for certificate in certificates("`root_certificates`", pem)? {
                roots.add(certificate).map_err(|error| {
                    unusable(format!("a certificate of `root_certificates` cannot be used: {error}"))
                })?;
            }
            builder.with_root_certificates(roots)
        }
    };
    let mut config = match &connections.identity {
        None => builder.with_no_client_auth(),
        Some(ClientCertificate { chain, key }) => {
            let chain = certificates("the chain of `client_certificate`", chain)?;
            let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| {
                unusable(
                    "the key of `client_certificate` is no private key in PEM: a text with `BEGIN PRIVATE KEY`, without \
                     a password",
                )
            })?;
            builder.with_client_auth_cert(chain, key).map_err(|error| {
                unusable(format!("certificate and key of `client_certificate` cannot be used: {error}"))
            })?
        }
    };
    config.alpn_protocols = alpn(connections.http_version);
    Ok(config)
}

/// Returns the versions of HTTP that the server is offered, the best one first.
fn alpn(version: Option<HttpVersion>) -> Vec<Vec<u8>> {
    let names: &[&str] = match version {
        Some(HttpVersion::Http2) => &["h2"],
        None if cfg!(feature = "http2") => &["h2", "http/1.1"],
        Some(HttpVersion::Http1) | None => &["http/1.1"],
    };
    names.iter().map(|name| name.as_bytes().to_vec()).collect()
}

fn certificates(what: &str, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TransportError> {
    let refused = || unusable(format!("{what} is no certificate in PEM: a text with `BEGIN CERTIFICATE`"));
    let found: Vec<_> =
        CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(|_| refused())?;
    if found.is_empty() { Err(refused()) } else { Ok(found) }
}

/// Returns what an error means and what to do, if it is one of TLS that a repetition would not change.
pub(in crate::client) fn explain(error: &(dyn StdError + 'static)) -> Option<(TransportKind, &'static str)> {
    let advice = match rustls_error(error)? {
        Error::InvalidCertificate(reason) => about_certificate(reason),
        Error::AlertReceived(alert) => about_alert(*alert)?,
        Error::InvalidMessage(_) => {
            "what answers does not speak TLS: see whether the address has the right port, or begins with `http`"
        }
        Error::PeerIncompatible(_) => {
            "client and server have no version of TLS and no cipher in common: the server has to offer TLS 1.2 or 1.3"
        }
        Error::NoApplicationProtocol => NO_COMMON_HTTP,
        Error::NoCertificatesPresented => "the server has no certificate",
        _ => return None,
    };
    Some((TransportKind::Tls, advice))
}

const NO_COMMON_HTTP: &str =
    "the server does not speak the version of HTTP that was asked for (`Connections::http_version`)";

fn about_certificate(reason: &CertificateError) -> &'static str {
    match reason {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the certificate of the server has expired: the service has to renew it, unless the clock of this machine is \
             wrong"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the certificate of the server is not valid yet: see whether the clock of this machine is right"
        }
        CertificateError::UnknownIssuer => {
            "the certificate of the server is not signed by an authority that is trusted: name the authority's \
             certificate by `Connections::root_certificates`, or add it to those of this machine; a server that does not \
             send the certificates in between looks the same"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the certificate of the server is for another host: call the service by a name that the certificate has"
        }
        CertificateError::Revoked => {
            "the certificate of the server was revoked: the service has to get a new one"
        }
        _ => "the certificate of the server is not accepted",
    }
}

fn about_alert(alert: AlertDescription) -> Option<&'static str> {
    Some(match alert {
        AlertDescription::CertificateRequired => {
            "the server wants a certificate of the client: set one by `Connections::client_certificate`"
        }
        AlertDescription::BadCertificate
        | AlertDescription::UnsupportedCertificate
        | AlertDescription::CertificateRevoked
        | AlertDescription::CertificateExpired
        | AlertDescription::CertificateUnknown
        | AlertDescription::UnknownCA
        | AlertDescription::AccessDenied => {
            "the server does not accept the client's certificate: see whether `Connections::client_certificate` is the \
             one that the service knows, with those between it and its root, and still valid"
        }
        AlertDescription::HandshakeFailure
        | AlertDescription::ProtocolVersion
        | AlertDescription::InsufficientSecurity => {
            "the server refused the handshake: it wants a certificate of the client (`Connections::client_certificate`), \
             or has no version of TLS and no cipher in common with it"
        }
        AlertDescription::UnrecognisedName => {
            "the server does not know the host's name: see whether the base address is right"
        }
        AlertDescription::NoApplicationProtocol => NO_COMMON_HTTP,
        _ => return None,
    })
}

/// Finds the error of rustls behind another one.
fn rustls_error<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = match error.downcast_ref::<io::Error>() {
            // Its `source` passes over the error that it holds.
            Some(error) => error.get_ref().map(|inner| inner as &(dyn StdError + 'static)),
            None => error.source(),
        };
    }
    None
}
