//! The settings of a service's XML formatter: .NET's `XmlWriterSettings`.

/// The line ends of what is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineEnd {
    /// LF: .NET's writer on Linux and macOS.
    #[default]
    Lf,
    /// CR LF: .NET's writer on Windows.
    CrLf,
}

impl LineEnd {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            LineEnd::Lf => "\n",
            LineEnd::CrLf => "\r\n",
        }
    }
}

/// The settings of a service's XML formatter: its `WriterSettings`, by .NET's names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct XmlSettings {
    /// Whether documents begin with `<?xml version="1.0" encoding="utf-8"?>`: `OmitXmlDeclaration = false`.
    /// Web API omits it unless it is configured otherwise.
    pub declaration: bool,
    /// Whether documents are indented (`Indent`).
    pub indented: bool,
    /// The line ends in texts and of indented documents (`NewLineChars`).
    pub line_end: LineEnd,
    /// The encoding of documents, unless a request asks for the other one: the first of the formatter's
    /// `SupportedEncodings`.
    pub encoding: XmlEncoding,
    /// What writes and reads documents (`UseXmlSerializer`).
    pub serializer: Serializer,
}

/// What a service's XML formatter writes and reads with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Serializer {
    /// `DataContractSerializer`: Web API's default.
    #[default]
    DataContractSerializer,
    /// `XmlSerializer`: the formatter has `UseXmlSerializer = true`.
    XmlSerializer,
}

/// An encoding that Web API's XML formatter has: its `SupportedEncodings`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum XmlEncoding {
    /// UTF-8 without a byte-order mark: the first one, unless the service is configured otherwise.
    #[default]
    Utf8,
    /// UTF-16, the low byte first, with a byte-order mark: .NET's `UnicodeEncoding`.
    Utf16,
}

impl XmlEncoding {
    /// Returns the name that the XML declaration and `charset` have: `utf-8`, `utf-16`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            XmlEncoding::Utf8 => "utf-8",
            XmlEncoding::Utf16 => "utf-16",
        }
    }
}

impl XmlSettings {
    /// Returns Web API's defaults.
    #[must_use]
    pub const fn new() -> Self {
        XmlSettings {
            declaration: false,
            indented: false,
            line_end: LineEnd::Lf,
            encoding: XmlEncoding::Utf8,
            serializer: Serializer::DataContractSerializer,
        }
    }

    /// Makes documents begin with the XML declaration.
    #[must_use]
    pub const fn declaration(mut self) -> Self {
        self.declaration = true;
        self
    }

    /// Makes documents indented.
    #[must_use]
    pub const fn indented(mut self) -> Self {
        self.indented = true;
        self
    }

    /// Sets the encoding of documents over HTTP.
    #[must_use]
    pub const fn encoding(mut self, encoding: XmlEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Sets what writes and reads documents.
    #[must_use]
    pub const fn serializer(mut self, serializer: Serializer) -> Self {
        self.serializer = serializer;
        self
    }

    /// Sets the line ends in texts and of indented documents.
    #[must_use]
    pub const fn line_end(mut self, line_end: LineEnd) -> Self {
        self.line_end = line_end;
        self
    }
}
