//! The APIs that the examples call and serve.

/// The partner API of `LCManager`, as `build.rs` generates it.
pub mod lcmanager {
    datacontract::include_api!("lcmanager");
}

/// A made-up service with accounts, files and long lists.
pub mod leaddesk {
    datacontract::include_api!("leaddesk");
}

/// The address on which the example server listens.
pub const ADDRESS: &str = "127.0.0.1:8080";
