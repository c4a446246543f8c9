//! Servers as their clients see them: what is answered to which request.

mod axum_app;
mod binding;
mod errors;
mod fallback;
mod faults;
mod items;
mod load;
mod negotiation;
mod proxy;
mod robustness;
mod routing;
mod secrets;
mod serving;
mod shadow;
mod shop;
mod spans;
mod wire;
mod xml_serializer;
