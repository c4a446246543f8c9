//! DataContract XML and JSON.
