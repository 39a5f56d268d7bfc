//! The vocabulary shared by every other module. Names are those of the field: GDPR, DLP, Envoy, OpenTelemetry GenAI.

use std::fmt;

/// Declares a closed set of words with their spelling in policies, headers and audit records.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The spelling in policies, headers, metrics and audit records.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value spelled so, if there is one.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

words! {
    /// How much harm disclosure would do. Ordered.
    Sensitivity {
        /// Nothing worth protecting was found.
        Public = "public",
        /// Not for publication, little harm.
        Internal = "internal",
        /// Personal data, contracts, pay: harm to a person or the business.
        Confidential = "confidential",
        /// Special categories, credentials, secrecy by law; also whatever could not be inspected.
        Restricted = "restricted",
    }
}

words! {
    /// What kind of protected data a finding is.
    Category {
        /// Personal data (GDPR Art. 4).
        Personal = "personal",
        /// Special category: health, religion, orientation ... (GDPR Art. 9).
        SpecialCategory = "special_category",
        /// Criminal convictions and offences (GDPR Art. 10).
        CriminalOffence = "criminal_offence",
        /// Accounts, cards, pay.
        Financial = "financial",
        /// Keys, tokens, passwords.
        Credential = "credential",
        /// Markings, contracts, trade secrets, customer-defined entities.
        BusinessConfidential = "business_confidential",
    }
}

words! {
    /// How sure a detector is. Ordered.
    Likelihood {
        /// Shape only, and something speaks against it.
        VeryUnlikely = "very_unlikely",
        /// Shape only.
        Unlikely = "unlikely",
        /// A weak checksum, or context without one.
        Possible = "possible",
        /// A strong checksum, or a weak one with context.
        Likely = "likely",
        /// A strong checksum with context, or a format nothing else has.
        VeryLikely = "very_likely",
    }
}

words! {
    /// How far data travels, derived from an upstream's facts. Ordered from nearest to farthest.
    Zone {
        /// Our own hardware.
        SelfHosted = "self_hosted",
        /// In the EEA, and run by an operator under EEA law only.
        Sovereign = "sovereign",
        /// In the EEA, whoever runs it.
        Eea = "eea",
        /// In a country with an EU adequacy decision (GDPR Art. 45).
        Adequate = "adequate",
        /// Anywhere else.
        ThirdCountry = "third_country",
    }
}

words! {
    /// Who speaks in a text of a request.
    Role {
        /// `system`, `instructions`, Gemini's `systemInstruction`.
        System = "system",
        /// OpenAI's `developer`.
        Developer = "developer",
        /// The person, or a bare prompt or input.
        User = "user",
        /// The model: earlier answers, prefill.
        Assistant = "assistant",
        /// What a tool was called with or answered.
        Tool = "tool",
        /// A tool's declaration: names, descriptions, JSON schema.
        ToolDefinition = "tool_definition",
        /// `user`, `metadata` and the like.
        Metadata = "metadata",
        /// A string at a place no schema knows.
        Other = "other",
    }
}

words! {
    /// Why something could not be inspected. Each is a name the policy can speak about; each counts as the strictest
    /// sensitivity unless the policy says otherwise.
    Reason {
        /// The body is not JSON, or not the JSON that the API takes.
        InvalidJson = "invalid_json",
        /// The JSON is nested deeper than is followed.
        TooDeep = "too_deep",
        /// The body is not UTF-8 (UTF-16, Latin-1, binary).
        InvalidEncoding = "invalid_encoding",
        /// The body is larger than is read.
        TooLarge = "too_large",
        /// `content-encoding` other than identity.
        Compressed = "compressed",
        /// A multipart upload.
        Multipart = "multipart",
        /// A content type that is not JSON.
        ContentType = "content_type",
        /// No API schema has this method and path.
        UnknownEndpoint = "unknown_endpoint",
        /// A body where none belongs, or none where one belongs.
        MissingBody = "missing_body",
        /// A protocol upgrade: WebSocket, CONNECT.
        Upgrade = "upgrade",
        /// An image, inline or by URL.
        Image = "image",
        /// Audio.
        Audio = "audio",
        /// Video.
        Video = "video",
        /// A file or document that is inline but is not text.
        Document = "document",
        /// Something held elsewhere: a file id, a URL, a previous response, a stored prompt, a vector store.
        Reference = "reference",
        /// Encrypted or signed opaque content, such as encrypted reasoning.
        Encrypted = "encrypted",
        /// Token ids instead of text.
        TokenIds = "token_ids",
        /// A content part of a type no schema knows.
        UnknownPart = "unknown_part",
        /// A server-side tool that fetches or sends data by itself (web search, MCP connector, code interpreter).
        RemoteTool = "remote_tool",
        /// The scanner's budget of work was spent before the text ended.
        ScanBudget = "scan_budget",
        /// The configuration is missing or broken.
        Unconfigured = "unconfigured",
        /// The host released the headers before the body was read.
        HeadersReleased = "headers_released",
    }
}

/// A country as in ISO 3166-1 alpha-2, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Two letters, any case; `None` for anything else. Whether the code is assigned is not checked.
    pub fn parse(text: &str) -> Option<Country> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
