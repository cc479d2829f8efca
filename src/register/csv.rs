//! A strict reader of RFC 4180. Libraries forgive a broken quote and go on with shifted cells; here it is the end of the
//! file, said with its row, because nothing behind it can be trusted. Bounded: no cell may eat the memory.

use crate::kernel::text::Text;
use std::io::{self, BufRead};

/// The most bytes one cell may have.
pub const CELL_LIMIT: usize = 1024 * 1024;

/// The most cells one row may have.
const CELLS_LIMIT: usize = 1_000;

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// A row; its cells are in the reader.
    Row,
    /// The end of the file.
    End,
    /// From here on the file cannot be read; why.
    Broken(Text),
}

/// Reads one file, row by row.
pub struct Reader<R> {
    input: R,
    row: u32,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    at_start: bool,
    /// The last byte was a CR that ended a row: an LF behind it belongs to it.
    after_cr: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

impl<R: BufRead> Reader<R> {
    /// Begins at the start of `input`.
    pub const fn new(input: R) -> Self {
        Self { input, row: 0, bytes: Vec::new(), ends: Vec::new(), at_start: true, after_cr: false }
    }

    /// The number of the row last read; the header is 1.
    pub const fn row(&self) -> u32 {
        self.row
    }

    /// The cells of the row last read.
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(start..*end).unwrap_or_default())
    }

    /// Reads the next row. A row that spans several lines counts as one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_row(&mut self) -> io::Result<Next> {
        self.bytes.clear();
        self.ends.clear();
        if self.at_start {
            self.at_start = false;
            let head = self.input.fill_buf()?;
            if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
                self.row = 1;
                return Ok(Next::Broken(Text {
                    nb: "filen er UTF-16; lagre den som UTF-8 (i Excel: CSV UTF-8)",
                    en: "the file is UTF-16; save it as UTF-8 (in Excel: CSV UTF-8)",
                }));
            }
            if head.starts_with(&[0xEF, 0xBB, 0xBF]) {
                self.input.consume(3);
            }
        }
        self.row = self.row.saturating_add(1);
        let mut state = State::CellStart;
        let mut any = false;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(match state {
                    State::Quoted => Next::Broken(Text {
                        nb: "et anførselstegn åpnes og lukkes aldri",
                        en: "a quote is opened and never closed",
                    }),
                    _ if !any => Next::End,
                    _ => {
                        self.ends.push(self.bytes.len());
                        Next::Row
                    }
                });
            }
            let mut used = 0;
            let mut done = None;
            for &byte in buffer {
                used += 1;
                if std::mem::take(&mut self.after_cr) && byte == b'\n' && !any {
                    continue;
                }
                any = true;
                let ends_row = byte == b'\n' || byte == b'\r';
                match (state, byte) {
                    (State::CellStart, b'"') => state = State::Quoted,
                    (State::Quoted, b'"') => state = State::QuoteInQuoted,
                    (State::QuoteInQuoted, b'"') => {
                        self.bytes.push(b'"');
                        state = State::Quoted;
                    }
                    (State::CellStart | State::Plain | State::QuoteInQuoted, b',') => {
                        self.ends.push(self.bytes.len());
                        state = State::CellStart;
                    }
                    (State::CellStart | State::Plain | State::QuoteInQuoted, _) if ends_row => {
                        self.after_cr = byte == b'\r';
                        self.ends.push(self.bytes.len());
                        done = Some(Next::Row);
                    }
                    (State::QuoteInQuoted, _) => {
                        done = Some(Next::Broken(Text {
                            nb: "et ødelagt anførselstegn: etter et lukkende anførselstegn kan bare et komma eller slutten av raden \
                                 komme (et anførselstegn inne i en celle skrives to ganger)",
                            en: "a broken quote: after a closing quote only a comma or the end of the row may follow \
                                 (a quote inside a cell is written twice)",
                        }));
                    }
                    (State::Plain, b'"') => {
                        done = Some(Next::Broken(Text {
                            nb: "et ødelagt anførselstegn: en celle med anførselstegn må ha anførselstegn rundt seg, og tegnet \
                                 skrives to ganger",
                            en: "a broken quote: a cell that holds a quote must be quoted as a whole, with the quote written \
                                 twice",
                        }));
                    }
                    (State::CellStart, _) => {
                        self.bytes.push(byte);
                        state = State::Plain;
                    }
                    (State::Plain | State::Quoted, _) => self.bytes.push(byte),
                }
                let cell_began = self.ends.last().copied().unwrap_or(0);
                if self.bytes.len() - cell_began > CELL_LIMIT {
                    done = Some(Next::Broken(Text {
                        nb: "en celle er større enn 1 MiB, og det kan ingen celle være",
                        en: "a cell is larger than 1 MiB, which no cell may be",
                    }));
                } else if self.ends.len() > CELLS_LIMIT {
                    done = Some(Next::Broken(Text {
                        nb: "en rad har mer enn 1000 celler",
                        en: "a row has more than 1000 cells",
                    }));
                }
                if done.is_some() {
                    break;
                }
            }
            self.input.consume(used);
            if let Some(done) = done {
                return Ok(done);
            }
        }
    }
}

/// Writes one row, quoting what must be quoted.
pub fn write_row<'a>(out: &mut impl io::Write, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (Vec<Vec<String>>, Next) {
        let mut reader = Reader::new(bytes);
        let mut rows = Vec::new();
        loop {
            match reader.next_row().unwrap() {
                Next::Row => rows.push(reader.cells().map(|c| String::from_utf8(c.to_vec()).unwrap()).collect()),
                end => return (rows, end),
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zæøå\",\n\r ]{0,8}", 1..5), 0..6)) {
            // One empty cell alone in a row is written as an empty line, which reads as one empty cell again.
            let mut file = Vec::new();
            for row in &rows {
                write_row(&mut file, row.iter().map(String::as_str)).unwrap();
            }
            prop_assert_eq!(read(&file), (rows, Next::End));
        }

        #[test]
        fn any_bytes_end_somehow(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut reader = Reader::new(bytes.as_slice());
            while reader.next_row().unwrap() == Next::Row {}
        }
    }

    #[test]
    fn line_ends_of_all_kinds_end_a_row() {
        let expected = vec![vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned(), String::new()]];
        for text in ["a,b\nc,\n", "a,b\r\nc,\r\n", "a,b\rc,\r", "a,b\nc,", "\u{feff}a,b\nc,"] {
            assert_eq!(read(text.as_bytes()), (expected.clone(), Next::End), "{text:?}");
        }
    }

    #[test]
    fn a_broken_quote_ends_the_file_there() {
        for text in ["a\n\"b\"c\nd\n", "a\nb\"c\nd\n", "a\n\"b\nd\n"] {
            let (rows, end) = read(text.as_bytes());
            assert_eq!(rows.len(), 1, "{text:?}");
            assert!(matches!(end, Next::Broken(_)), "{text:?}");
        }
    }

    #[test]
    fn an_endless_cell_is_stopped() {
        let zeros = vec![0_u8; CELL_LIMIT + 10];
        assert!(matches!(read(&zeros).1, Next::Broken(_)));
    }
}
