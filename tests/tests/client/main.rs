//! Clients against services that do all that services do, well-behaved or not: each test with both
//! transports.

mod answers;
mod authority;
mod bodies;
mod both;
mod caller;
mod connections;
mod conversions;
mod echoes;
mod files;
mod hooks;
mod http2;
mod in_process;
mod items;
mod logins;
mod mock;
mod pages;
mod proxies;
mod redirects;
mod requests;
mod retries;
mod secrets;
mod server;
mod shop;
mod tls;
mod xml_serializer;
