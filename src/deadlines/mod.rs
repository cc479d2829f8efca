//! What must not be forgotten: deadlines that follow from residence, police matters, consents and hours with lawyers by dated rules
//! that the administrator keeps, and deadlines that somebody wrote by hand. Knows the domains they follow from, no page of a file.

use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;

/// Works out anew which deadlines follow from the records of one client, or of all: in the transaction that changes them.
///
/// # Errors
/// When the database refuses.
pub fn settle(_conn: &mut Conn, _actor: &Actor, _client: Option<i64>) -> Result<()> {
    Ok(())
}
