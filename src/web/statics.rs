//! Static files, embedded in the program and served under names that hold a hash of their content: they never change, so
//! browsers may keep them for ever.

use actix_web::web::Bytes;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

struct Source {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
}

/// Files first that others refer to.
const SOURCES: &[Source] = &[
    Source {
        name: "inter-latin-wght-normal.woff2",
        content_type: "font/woff2",
        bytes: include_bytes!("../../static/inter-latin-wght-normal.woff2"),
    },
    Source {
        name: "inter-latin-ext-wght-normal.woff2",
        content_type: "font/woff2",
        bytes: include_bytes!("../../static/inter-latin-ext-wght-normal.woff2"),
    },
    Source { name: "mark.svg", content_type: "image/svg+xml", bytes: include_bytes!("../../static/mark.svg") },
    Source {
        name: "designsystemet-theme.css",
        content_type: "text/css; charset=utf-8",
        bytes: include_bytes!("../../static/designsystemet-theme.css"),
    },
    Source {
        name: "designsystemet.css",
        content_type: "text/css; charset=utf-8",
        bytes: include_bytes!("../../static/designsystemet.css"),
    },
    Source {
        name: "rosa.js",
        content_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../../static/rosa.js"),
    },
    Source {
        name: "rosa.css",
        content_type: "text/css; charset=utf-8",
        bytes: include_bytes!("../../static/rosa.css"),
    },
];

/// One file as it is served.
#[derive(Debug)]
pub struct Static {
    name: &'static str,
    hashed: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: Bytes,
}

/// All static files.
#[derive(Debug)]
pub struct Statics(Vec<Static>);

/// The addresses of the files that every page names.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The design system.
    pub css_design: String,
    /// Its theme.
    pub css_theme: String,
    /// Our own styles.
    pub css_rosa: String,
    /// The mark.
    pub mark: String,
    /// What saves drafts while somebody types.
    pub script: String,
}

impl Statics {
    /// The files of this program. References to earlier ones are rewritten to their hashed names.
    #[must_use]
    pub fn embedded() -> Self {
        let mut made: Vec<Static> = Vec::new();
        for source in SOURCES {
            let mut bytes = Cow::Borrowed(source.bytes);
            if source.content_type.starts_with("text/css") {
                let text = made.iter().fold(String::from_utf8_lossy(source.bytes).into_owned(), |text, file| {
                    text.replace(&format!("url(\"{}\")", file.name), &format!("url(\"{}\")", file.hashed))
                });
                bytes = Cow::Owned(text.into_bytes());
            }
            let digest = hex::encode(Sha256::digest(&bytes));
            let (stem, extension) = source.name.rsplit_once('.').unwrap_or((source.name, "bin"));
            let hashed = format!("{stem}.{}.{extension}", digest.get(..16).unwrap_or_default());
            made.push(Static {
                name: source.name,
                hashed,
                content_type: source.content_type,
                bytes: Bytes::from(bytes.into_owned()),
            });
        }
        Self(made)
    }

    /// The file with this hashed name.
    #[must_use]
    pub fn find(&self, hashed: &str) -> Option<&Static> {
        self.0.iter().find(|file| file.hashed == hashed)
    }

    /// The addresses that pages name.
    #[must_use]
    pub fn assets(&self) -> Assets {
        let address = |name: &str| {
            let hashed = self.0.iter().find(|file| file.name == name).map_or("", |file| file.hashed.as_str());
            format!("/static/{hashed}")
        };
        Assets {
            css_design: address("designsystemet.css"),
            css_theme: address("designsystemet-theme.css"),
            css_rosa: address("rosa.css"),
            mark: address("mark.svg"),
            script: address("rosa.js"),
        }
    }
}
