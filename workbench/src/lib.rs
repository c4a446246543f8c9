//! The workbench: what a spec of an ASP.NET Web API service describes, served without anything being compiled.
//!
//! `cargo datacontract serve` is made of it.
//!
//! | module | what it does |
//! |---|---|
//! | [`help`] | the help page of a site, served or written as files |
//! | [`learn`] | what traffic teaches about the spec |
//! | [`site`] | a spec that is ready to be served, and the addresses of its pages |
//! | [`mock`] | a server that answers with samples, or with what it was sent |
//! | [`probe`] | the real service's safe endpoints, asked slowly |
//! | [`serve`] | several sites on one server |
//! | `shadow` | the page of a comparison between an old service and a new one (feature `shadow`) |
//! | [`traffic`] | recorded traffic against the contract |
//! | [`try_it`] | what the page's form needs of the server |
//! | `watch` | traffic that goes by, read against the contract (feature `proxy`) |
//! | [`sample`] | what an endpoint is sent and answers: the page's sample, or one made by the rules of help pages |

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod help;
pub mod learn;
pub mod mock;
mod outgoing;
pub mod probe;
pub mod sample;
pub mod serve;
#[cfg(feature = "shadow")]
#[cfg_attr(docsrs, doc(cfg(feature = "shadow")))]
pub mod shadow;
pub mod site;
pub mod traffic;
pub mod try_it;
#[cfg(feature = "proxy")]
#[cfg_attr(docsrs, doc(cfg(feature = "proxy")))]
pub mod watch;
