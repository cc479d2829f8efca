//! The closed code lists of the register format: each an enum whose values know their code and their label in both
//! languages. A code is what files, the database and the JSON report hold; a label is what people read.
//!
//! The lists themselves are in [`lists`], countries and languages (ISO) in [`country`] and [`language`].

mod country;
mod language;
mod lists;

pub use country::{COUNTRIES, Country, Region};
pub use language::{LANGUAGES, Language};
pub use lists::*;

use super::text::{Lang, Text};

/// What every closed code list can do.
pub trait Code: Copy + Eq + std::hash::Hash + Ord + 'static {
    /// All values, in the order in which people read them.
    const ALL: &'static [Self];

    /// The code as files and the database hold it.
    fn code(self) -> &'static str;

    /// The label in both languages.
    fn text(self) -> Text;

    /// The value with this code, if there is one. Codes are lower case; nothing is forgiven here.
    fn from_code(code: &str) -> Option<Self>;

    /// The label in one language.
    fn label(self, lang: Lang) -> &'static str {
        self.text().get(lang)
    }
}

/// Makes an enum of codes: `Name { Variant = "code", "bokmål", "English"; … }`. It can be stored as text on every
/// backend.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal, $nb:literal, $en:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, diesel::AsExpression, diesel::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name {
            $(#[doc = $en] $variant,)+
        }

        impl $crate::kernel::codes::Code for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            fn text(self) -> $crate::kernel::text::Text {
                match self { $(Self::$variant => $crate::kernel::text::Text { nb: $nb, en: $en },)+ }
            }

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                $crate::kernel::codes::Code::code(*self).to_sql(out)
            }
        }

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let code = String::from_sql(bytes)?;
                $crate::kernel::codes::Code::from_code(&code)
                    .ok_or_else(|| format!("unknown {} code in the database", stringify!($name)).into())
            }
        }
    )+};
}
pub(crate) use codes;
