//! `rosa user invite`: how the first lead and the first administrator come in, and whoever was imported.

use super::{Failure, open};
use crate::access::{store, users};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, Role};
use crate::kernel::error::Error;
use crate::web::urls;
use std::io::Write;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print a one-time link with which somebody chooses her password; it works for 24 hours
    Invite {
        /// The user name; a new one needs --name and --role
        username: String,
        /// The name people see
        #[arg(long)]
        name: Option<String>,
        /// caseworker, contact_person, helpline, lead or admin
        #[arg(long)]
        role: Option<String>,
        /// The key of a facility she belongs to; may be given several times
        #[arg(long = "facility", value_name = "KEY")]
        facilities: Vec<String>,
    },
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    let Command::Invite { username, name, role, facilities } = &args.command;
    let installation = open(data)?;
    let database = &installation.database;
    let known = database.read(|conn| store::account_by_username(conn, &Actor::System, username))?;
    let token = match (known, name, role) {
        (Some(_), None, None) => users::invite(database, &Actor::System, username)?,
        (Some(_), ..) => {
            return Err(Failure::Said(format!("{username} is there already; invite her without --name and --role")));
        }
        (None, Some(name), Some(role)) => {
            let allowed = Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ");
            let role = Role::from_code(role)
                .ok_or_else(|| Failure::Said(format!("{role} is not a role; allowed: {allowed}")))?;
            let places = database.read(|conn| store::facility_names(conn, &Actor::System))?;
            let mut ids = Vec::new();
            for key in facilities {
                let place = places.iter().find(|(known, ..)| known == key);
                let place = place.ok_or_else(|| Failure::Said(format!("there is no facility with the key {key}")))?;
                ids.push(place.2);
            }
            if role == Role::ContactPerson && ids.is_empty() {
                return Err(Failure::Said("a contact_person needs at least one --facility".to_owned()));
            }
            let user = users::NewUser { username: username.clone(), name: name.clone(), role, facilities: ids };
            match users::add(database, &Actor::System, &user, None)? {
                users::Added::Invited(token) => token,
                users::Added::AwaitsApproval | users::Added::Before => return Err(Error::NotFound.into()),
            }
        }
        (None, ..) => {
            return Err(Failure::Said(format!("there is no user {username}; to make her, give --name and --role")));
        }
    };
    let base = installation.config.public_url.as_deref().unwrap_or_else(|| {
        eprintln!("rosa: public_url is missing in rosa.toml; put it before the path");
        ""
    });
    writeln!(std::io::stdout().lock(), "{base}{}", urls::invitation(&token))?;
    Ok(())
}
