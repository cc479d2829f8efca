//! What the administrator's page of user accounts says.

use crate::web::texts::texts;

texts! {
    /// User accounts.
    UserTexts {
        heading = "Brukerkontoer", "User accounts";
        new_heading = "Ny brukerkonto", "New user account";
        username = "Brukernavn", "User name";
        username_hint = "Små bokstaver, tall, punktum, bindestrek og understrek.", "Small letters, digits, full stop, hyphen and underscore.";
        username_wrong = "Brukernavnet må ha fra 2 til 64 tegn: små bokstaver a–z, tall, punktum, bindestrek, understrek.",
            "The user name must have 2 to 64 characters: small letters a–z, digits, full stop, hyphen, underscore.";
        username_taken = "Brukernavnet er i bruk. Velg et annet.", "The user name is taken. Choose another.";
        name = "Navn", "Name";
        name_wrong = "Skriv navnet, høyst 200 tegn.", "Write the name, 200 characters at most.";
        role = "Rolle", "Role";
        role_wrong = "Velg en rolle.", "Choose a role.";
        facilities = "Botilbud", "Facilities";
        facilities_hint = "En kontaktperson må høre til minst ett.", "A contact person must belong to at least one.";
        facilities_wrong = "Velg minst ett botilbud for en kontaktperson.", "Choose at least one facility for a contact person.";
        status = "Status", "Status";
        status_active = "Aktiv", "Active";
        status_invited = "Invitert", "Invited";
        status_not_invited = "Ikke invitert", "Not invited";
        status_awaits = "Venter på godkjenning", "Awaits approval";
        awaits = "Kontoen er opprettet. En leder må godkjenne den før den kan inviteres.", "The account is made. A lead must approve it before it can be invited.";
        status_closed = "Stengt", "Closed";
        last_sign_in = "Sist innlogget", "Last signed in";
        act = "Handling", "Action";
        invite(name: &str) = "Inviter {name}", "Invite {name}";
        invite_short = "Inviter", "Invite";
        close(name: &str) = "Steng kontoen til {name}", "Close the account of {name}";
        close_short = "Steng", "Close";
        closed = "Kontoen er stengt, og alle påloggingene er avsluttet.", "The account is closed, and all its sessions have ended.";
        add = "Ny brukerkonto", "New user account";
        save = "Lagre og lag invitasjon", "Save and make an invitation";
        invited_heading = "Invitasjonen er klar", "The invitation is ready";
        invited_lead(name: &str) = "Gi lenken til {name} på en trygg måte. Den virker én gang, i 24 timer, og vises bare her.",
            "Give {name} the link in a safe way. It works once, for 24 hours, and is shown only here.";
        link = "Lenke", "Link";
        back = "Til brukerkontoene", "To the user accounts";
    }
}
