//! What the pages of this domain say.

use crate::web::texts::texts;

texts! {
    /// Signing in, invitations, one's own account.
    AccessTexts {
        sign_in = "Logg inn", "Sign in";
        go_on = "Logg inn", "Sign in";
        username = "Brukernavn", "User name";
        password = "Passord", "Password";
        forgotten = "Glemt passordet? Be administratoren hos dere om en ny invitasjon. Passord sendes aldri på e-post.",
            "Forgotten the password? Ask your administrator for a new invitation. Passwords are never sent by e-mail.";
        idle_note(minutes: &u32) = "Du logges ut etter {minutes} minutter uten bruk. All bruk av systemet loggføres.",
            "You are signed out after {minutes} minutes without use. All use of the system is logged.";
        wrong = "Brukernavnet eller passordet er feil, eller det har vært for mange forsøk. Vent litt og prøv igjen.",
            "The user name or the password is wrong, or there were too many attempts. Wait a little and try again.";
        draft_kept = "Økten var gått ut, og du er logget ut. Det du skrev er lagret som utkast. Logg inn, så er det der du skrev det.",
            "The session had run out, and you are signed out. What you wrote is kept as a draft. Sign in, and it is where you wrote it.";
        signed_out = "Du er logget ut.", "You are signed out.";
        invitation_heading = "Velkommen til ROSA journal", "Welcome to ROSA journal";
        invitation_lead(username: &str) = "Du er invitert som «{username}». Velg et passord; lenken virker bare én gang.",
            "You are invited as “{username}”. Choose a password; the link works once.";
        new_password = "Nytt passord", "New password";
        password_hint = "Minst 15 tegn. Flere ord på rad er lettere å huske og vanskeligere å gjette.",
            "At least 15 characters. Several words in a row are easier to remember and harder to guess.";
        password_again = "Passordet en gang til", "The password once more";
        password_length = "Passordet må ha fra 15 til 255 tegn.", "The password must have 15 to 255 characters.";
        password_guessable = "Passordet er for lett å gjette. Bruk flere, mindre vanlige ord.",
            "The password is too easy to guess. Use more, less common words.";
        password_differs = "De to passordene er ikke like.", "The two passwords differ.";
        save_password = "Lagre og logg inn", "Save and sign in";
        confirm_heading = "Bekreft at det er deg", "Confirm that it is you";
        confirm_lead = "Det du er på vei til, krever passordet en gang til. Det gjelder i fem minutter.",
            "What you are about to do asks for the password again. It holds for five minutes.";
        confirm = "Bekreft", "Confirm";
        confirm_wrong = "Passordet er feil, eller det har vært for mange forsøk.", "The password is wrong, or there were too many attempts.";
        account = "Min konto", "My account";
        sessions = "Pålogginger", "Sessions";
        sessions_lead = "Her er du logget inn nå.", "You are signed in here now.";
        began = "Begynte", "Began";
        last_seen = "Sist brukt", "Last used";
        this_one = "Denne", "This one";
        end_one(began: &str) = "Avslutt påloggingen fra {began}", "End the session from {began}";
        end_one_short = "Avslutt", "End";
        everywhere = "Logg ut overalt", "Sign out everywhere";
        everywhere_lead = "Avslutter alle påloggingene dine, også denne.", "Ends all your sessions, this one too.";
    }
}
