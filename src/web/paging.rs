//! Long lists, a page at a time.

use super::show;
use super::texts::texts;
use crate::kernel::text::Lang;

texts! {
    /// What a pager says.
    PagerTexts {
        summary(first: &str, last: &str, all: &str) = "Viser {first}–{last} av {all}", "Showing {first}–{last} of {all}";
    }
}

/// The pages of a list, as a template shows them.
#[derive(Debug)]
pub struct Pager {
    /// Which lines are shown.
    pub summary: String,
    /// The page before, or empty.
    pub previous: String,
    /// The page after, or empty.
    pub next: String,
    /// The pages near this one, the first and the last.
    pub pages: Vec<PageLink>,
}

/// A link to a page; without number a gap.
#[derive(Debug)]
pub struct PageLink {
    /// Its number.
    pub number: String,
    /// Its address.
    pub href: String,
    /// True for this page.
    pub current: bool,
}

/// Which lines of a list a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The page, from 1.
    pub page: usize,
    /// How many lines come before it.
    pub skip: usize,
    /// How many lines a page has.
    pub size: usize,
    /// How many lines there are.
    pub all: usize,
}

impl Window {
    /// The page asked for, or the nearest there is.
    #[must_use]
    pub fn new(asked: Option<usize>, size: usize, all: usize) -> Self {
        let last = all.div_ceil(size.max(1)).max(1);
        let page = asked.unwrap_or(1).clamp(1, last);
        Self { page, skip: (page - 1) * size, size, all }
    }

    fn last(&self) -> usize {
        self.all.div_ceil(self.size.max(1)).max(1)
    }

    /// The pager, where `address` gives the address of a page.
    #[must_use]
    pub fn pager(&self, lang: Lang, address: impl Fn(usize) -> String) -> Pager {
        let (page, last) = (self.page, self.last());
        let shown = (self.skip + 1).min(self.all);
        let mut pages = Vec::new();
        let mut before = 0;
        for number in (1..=last).filter(|number| *number == 1 || *number == last || number.abs_diff(page) <= 2) {
            if number > before + 1 {
                pages.push(PageLink { number: String::new(), href: String::new(), current: false });
            }
            pages.push(PageLink { number: number.to_string(), href: address(number), current: number == page });
            before = number;
        }
        Pager {
            summary: {
                let number = |count: usize| show::whole(i64::try_from(count).unwrap_or(i64::MAX), lang);
                let last = number((self.skip + self.size).min(self.all));
                PagerTexts(lang).summary(&number(shown), &last, &number(self.all))
            },
            previous: if page > 1 { address(page - 1) } else { String::new() },
            next: if page < last { address(page + 1) } else { String::new() },
            pages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_pages_together_show_every_line_once(size in 1_usize..50, all in 0_usize..500) {
            let last = Window::new(Some(usize::MAX), size, all).page;
            let lines: Vec<usize> = (1..=last)
                .map(|page| Window::new(Some(page), size, all))
                .flat_map(|window| (0..all).skip(window.skip).take(window.size).collect::<Vec<_>>())
                .collect();
            prop_assert_eq!(lines, (0..all).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_long_list_shows_its_ends_and_what_is_near() {
        let pager = Window::new(Some(7), 10, 200).pager(Lang::Nb, |page| format!("?page={page}"));
        let numbers: Vec<&str> = pager.pages.iter().map(|page| page.number.as_str()).collect();
        assert_eq!(numbers, ["1", "", "5", "6", "7", "8", "9", "", "20"]);
        assert_eq!((pager.previous.as_str(), pager.next.as_str()), ("?page=6", "?page=8"));
        assert_eq!(pager.summary, "Viser 61–70 av 200");
        let one = Window::new(Some(3), 10, 4).pager(Lang::En, |page| page.to_string());
        assert_eq!((one.pages.len(), one.next.as_str(), one.summary.as_str()), (1, "", "Showing 1–4 of 4"));
    }
}
