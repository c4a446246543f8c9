//! Clients against services that do all that services do, well-behaved or not: each test with both
//! transports.

mod answers;
mod bodies;
mod both;
mod caller;
mod connections;
mod conversions;
mod echoes;
mod files;
mod hooks;
mod in_process;
mod logins;
mod mock;
mod redirects;
mod requests;
mod retries;
mod secrets;
mod server;
mod shop;
mod xml_serializer;
