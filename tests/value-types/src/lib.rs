//! What `build.rs` makes of two specs: the same modules with other types for those of .NET.

/// Includes the module of a spec from a folder of the build.
macro_rules! api {
    ($folder:ident, $module:literal) => {
        #[allow(missing_docs)]
        pub mod $folder {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($folder), "/", $module, ".rs"));
        }
    };
}

api!(own, "trips");
api!(jiff, "trips");
api!(chrono, "trips");
api!(time, "trips");
api!(std, "trips");
api!(days_own, "calendar");
api!(days_jiff, "calendar");
api!(days_chrono, "calendar");
api!(days_time, "calendar");
api!(clocks_jiff, "calendar");
api!(clocks_chrono, "calendar");
api!(clocks_time, "calendar");
