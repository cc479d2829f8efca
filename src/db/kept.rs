//! Rows that people keep and correct: each with an id and a version, so that a lost race is seen. The macro makes the queries
//! that all such tables of a client share.

/// What is written down, with its id and version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// The id in the database.
    pub id: i64,
    /// Raised by every change.
    pub version: i32,
    /// What was written.
    pub fact: T,
}

/// The queries of a table of a client's rows: all of a client, a new one, a change, and where a name is given for it, a removal.
/// `Row` is the row without id and version; its `client_id` says whose it is. Needs `diesel::prelude::*`, `Conn`, `Actor`,
/// `Result` and `Error` in scope.
macro_rules! kept {
    ($row:ident, $table:ident, $words:literal: $all:ident, $add:ident, $change:ident $(, $remove:ident)?) => {
        #[doc = concat!("All ", $words, " of a client, in the order in which they were entered.")]
        ///
        /// # Errors
        /// When the database cannot be read.
        pub fn $all(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<$crate::db::Kept<$row>>> {
            let rows: Vec<(i64, i32, $row)> = $table::table
                .filter($table::client_id.eq(client))
                .order($table::id)
                .select(($table::id, $table::version, $row::as_select()))
                .load(conn)?;
            Ok(rows.into_iter().map(|(id, version, fact)| $crate::db::Kept { id, version, fact }).collect())
        }

        #[doc = concat!("Adds one to the ", $words, " of its client.")]
        ///
        /// # Errors
        /// When the database refuses.
        pub fn $add(conn: &mut Conn, _actor: &Actor, fact: &$row) -> Result<i64> {
            let id = $crate::db::next_id(conn, stringify!($table))?;
            diesel::insert_into($table::table).values(($table::id.eq(id), fact)).execute(conn)?;
            $crate::db::ids_were_given(conn, stringify!($table))?;
            Ok(id)
        }

        #[doc = concat!("Changes one of the ", $words, " that is still at `version`; it stays its client's.")]
        ///
        /// # Errors
        /// [`Error::Conflict`] when somebody else changed it first.
        pub fn $change(conn: &mut Conn, _actor: &Actor, id: i64, fact: &$row, version: i32) -> Result<()> {
            let own = $table::id.eq(id).and($table::client_id.eq(fact.client_id));
            let unchanged = $table::table.filter(own.and($table::version.eq(version)));
            let changed = diesel::update(unchanged).set((fact, $table::version.eq(version + 1))).execute(conn)?;
            if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
        }

        $(
            #[doc = concat!("Removes one of the ", $words, " of a client that is still at `version`.")]
            ///
            /// # Errors
            /// [`Error::Conflict`] when somebody else changed it first.
            pub fn $remove(conn: &mut Conn, _actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
                let own = $table::id.eq(id).and($table::client_id.eq(client));
                let unchanged = $table::table.filter(own.and($table::version.eq(version)));
                let removed = diesel::delete(unchanged).execute(conn)?;
                if removed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
            }
        )?
    };
}
pub(crate) use kept;
