//! The API that the examples call and serve.

/// The partner API of `LCManager`, as `build.rs` generates it.
pub mod lcmanager {
    datacontract::include_api!("lcmanager");
}

/// The address on which the example server listens.
pub const ADDRESS: &str = "127.0.0.1:8080";
