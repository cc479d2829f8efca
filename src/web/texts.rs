//! Texts in both languages as typed values: a page asks for a text by its name, so a missing one does not compile, and
//! neither does one that lacks a language. Here are the macro every room uses and the texts around every page.

/// Makes a set of texts: `Name { method = "bokmål", "English"; method(n: &str) = "{n} …", "{n} …"; }`. A text with
/// arguments names them in braces. Where one of something is said otherwise, that follows after `one` and is taken when
/// the first argument is one.
macro_rules! texts {
    (@text $method:ident $nb:literal $en:literal) => {
        #[doc = $nb]
        #[must_use]
        pub const fn $method(&self) -> &'static str {
            match self.0 {
                $crate::kernel::text::Lang::Nb => $nb,
                $crate::kernel::text::Lang::En => $en,
            }
        }
    };
    (@text $method:ident ($($arg:ident: $kind:ty),+) $nb:literal $en:literal) => {
        #[doc = $nb]
        #[must_use]
        pub fn $method(&self, $($arg: $kind),+) -> String {
            match self.0 {
                $crate::kernel::text::Lang::Nb => format!($nb),
                $crate::kernel::text::Lang::En => format!($en),
            }
        }
    };
    (@text $method:ident ($first:ident: $first_kind:ty $(, $arg:ident: $kind:ty)*) $nb:literal $en:literal
        $nb_one:literal $en_one:literal) => {
        #[doc = $nb]
        #[must_use]
        pub fn $method(&self, $first: $first_kind $(, $arg: $kind)*) -> String {
            let one = $crate::web::texts::IsOne::is_one(&$first);
            match (self.0, one) {
                ($crate::kernel::text::Lang::Nb, false) => format!($nb),
                ($crate::kernel::text::Lang::Nb, true) => format!($nb_one),
                ($crate::kernel::text::Lang::En, false) => format!($en),
                ($crate::kernel::text::Lang::En, true) => format!($en_one),
            }
        }
    };
    ($(#[$meta:meta])* $name:ident {$(
        $method:ident $(($($args:tt)*))? = $nb:literal, $en:literal $(, one $nb_one:literal, $en_one:literal)?;
    )+}) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $crate::kernel::text::Lang);

        #[allow(
            clippy::new_ret_no_self,
            clippy::wrong_self_convention,
            reason = "a text is named after what it says: «new», «from», «to»"
        )]
        impl $name {
            $($crate::web::texts::texts!(@text $method $(($($args)*))? $nb $en $($nb_one $en_one)?);)+
        }
    };
}
pub(crate) use texts;

/// What a text asks of a count.
pub(crate) trait IsOne {
    /// True for one thing.
    fn is_one(&self) -> bool;
}

impl IsOne for usize {
    fn is_one(&self) -> bool {
        *self == 1
    }
}

impl IsOne for i64 {
    fn is_one(&self) -> bool {
        *self == 1
    }
}

impl IsOne for u32 {
    fn is_one(&self) -> bool {
        *self == 1
    }
}

/// A count already written.
impl IsOne for str {
    fn is_one(&self) -> bool {
        self == "1"
    }
}

impl<T: IsOne + ?Sized> IsOne for &T {
    fn is_one(&self) -> bool {
        (**self).is_one()
    }
}

texts! {
    /// The texts around every page: rail, search, forms, pager, foot.
    ShellTexts {
        skip_to_content = "Hopp til innholdet", "Skip to content";
        error_prefix = "Feil:", "Error:";
        open_menu = "Meny", "Menu";
        close_menu = "Lukk menyen", "Close menu";
        main_menu = "Hovedmeny", "Main menu";
        search_clients = "Søk etter bruker", "Search for a client";
        search_placeholder = "Navn eller saksnr.", "Name or case no.";
        recently_opened = "Sist åpnet", "Recently opened";
        settings = "Min konto", "My account";
        sign_out = "Logg ut", "Sign out";
        demo_label = "Demo.", "Demo.";
        demo_banner(day: &str) = "Alle personer er oppdiktet, og i dag er {day}. Skriv ikke inn ekte opplysninger.",
            "All persons are invented, and today is {day}. Do not enter real information.";
        use_is_logged = "All bruk av systemet loggføres.", "All use of the system is logged.";
        optional = "(valgfritt)", "(optional)";
        errors_heading(n: usize) = "Rett {n} feil", "Correct {n} errors", one "Rett én feil", "Correct one error";
        pages = "Sider", "Pages";
        previous = "Forrige", "Previous";
        next = "Neste", "Next";
        page_number(n: &str) = "Side {n}", "Page {n}";
        print_line(title: &str, name: &str, date: &str, time: &str) =
            "ROSA journal. {title}. Skrevet ut av {name} {date} kl. {time}. Inneholder personopplysninger.",
            "ROSA journal. {title}. Printed by {name} {date} at {time}. Contains personal data.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::text::Lang;

    #[test]
    fn texts_follow_language_and_count() {
        let (nb, en) = (ShellTexts(Lang::Nb), ShellTexts(Lang::En));
        assert_eq!((nb.next(), en.next()), ("Neste", "Next"));
        assert_eq!((nb.errors_heading(1), en.errors_heading(1)), ("Rett én feil".into(), "Correct one error".into()));
        assert_eq!((nb.errors_heading(3), en.errors_heading(0)), ("Rett 3 feil".into(), "Correct 0 errors".into()));
        assert_eq!((nb.page_number("2"), en.page_number("2")), ("Side 2".into(), "Page 2".into()));
    }

    #[test]
    fn one_is_one_however_it_is_written() {
        assert!(1_usize.is_one() && 1_u32.is_one() && "1".is_one());
        assert!(!2_usize.is_one() && !0_u32.is_one() && !"11".is_one());
    }
}
