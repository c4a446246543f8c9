//! Proves the generated clients and servers against ASP.NET: see `README.md`.

pub mod arguments;
pub mod canned;
pub mod compare;
pub mod endpoints;
pub mod mono;
pub mod plain;
pub mod service;
pub mod table;

/// Every type, parameter and oddity, with Web API's defaults.
pub mod main_site {
    datacontract::include_api!("main_site");
}

/// The service of `main_site` with `UseXmlSerializer`.
pub mod xml_site {
    datacontract::include_api!("xml_site");
}

/// The same in camelCase JSON, with enums as texts.
pub mod camel_site {
    datacontract::include_api!("camel_site");
}

/// What attributes refuse.
pub mod validation_site {
    datacontract::include_api!("validation_site");
}

/// `specs/lcmanager`
pub mod lcmanager {
    datacontract::include_api!("lcmanager");
}

/// `specs/leadbank`
pub mod leadbank {
    datacontract::include_api!("leadbank");
}

/// `specs/lifetrons`
pub mod lifetrons {
    datacontract::include_api!("lifetrons");
}

/// `specs/trackerrms`
pub mod trackerrms {
    datacontract::include_api!("trackerrms");
}

/// `specs/vitec`
pub mod vitec {
    datacontract::include_api!("vitec");
}
