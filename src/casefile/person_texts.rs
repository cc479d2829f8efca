//! What the pages of the person and of what is around her say.

use crate::web::texts::texts;

texts! {
    /// The page of the person.
    PersonTexts {
        heading = "Personen", "The person";
        draft_kept = "Utkast lagret.", "Draft saved.";
        not_stated = "Ikke oppgitt", "Not stated";
        yes = "Ja", "Yes";
        no = "Nei", "No";
        add = "Legg til", "Add";
        change = "Endre", "Change";
        earlier = "Tidligere", "Earlier";
        back = "Tilbake til personen", "Back to the person";
        save = "Lagre", "Save";
        save_anyway = "Lagre likevel", "Save anyway";
        cancel = "Avbryt", "Cancel";
        one_more = "Ny rad", "One more row";
        choose = "Velg", "Choose";
        none_chosen = "Ikke oppgitt", "Not stated";
        date_hint = "dd.mm.åååå", "dd.mm.yyyy";
        note = "Merknad", "Note";
        ended_on = "Avsluttet", "Ended";
        ended_hint = "Siste dag. Blank så lenge det gjelder.", "The last day. Blank as long as it holds.";
        kind = "Type", "Kind";
        doubts_heading = "Se over dette før du lagrer", "Look at this before you save";
        doubts_lead = "Det kan likevel være riktig. Rett det, eller lagre likevel.", "It may be right all the same. Correct it, or save anyway.";

        identity = "Hvem brukeren er", "Who the client is";
        identity_change = "Endre personopplysninger", "Change personal data";
        part_name = "Navn og fødsel", "Name and birth";
        part_language = "Statsborgerskap og språk", "Citizenship and language";
        part_register = "Registrering og adresse", "Registration and address";
        part_intake = "Inntak og henvisning", "Intake and referral";
        part_exploitation = "Utnyttelse", "Exploitation";
        part_family = "Graviditet og barn i utlandet", "Pregnancy and children abroad";
        given_name = "Fornavn", "Given name";
        family_name = "Etternavn", "Family name";
        alias = "Alias", "Alias";
        birth_date = "Fødselsdato", "Date of birth";
        certainty = "Hvor sikker er fødselsdatoen", "How certain is the date of birth";
        gender = "Kjønn", "Gender";
        citizenships = "Statsborgerskap", "Citizenships";
        citizenships_hint = "Det første er nasjonaliteten i årsrapporten.", "The first is the nationality in the annual report.";
        languages = "Språk", "Languages";
        interpreter = "Trenger tolk", "Needs an interpreter";
        interpreter_note = "Om tolking", "About interpreting";
        interpreter_note_hint = "Dialekt, ønsker, tolker som ikke skal brukes.", "Dialect, wishes, interpreters who must not be used.";
        duf = "DUF-nummer", "DUF number";
        duf_hint = "12 siffer", "12 digits";
        address_protection = "Adressebeskyttelse", "Protection of the address";
        intake_date = "Inntaksdato", "Date of intake";
        referred_by = "Henvist av", "Referred by";
        identified_in = "Identifisert på", "Identified at";
        exploitation = "Utnyttelsesform", "Form of exploitation";
        exploitation_countries = "Land for utnyttelsen", "Countries of exploitation";
        pregnant = "Gravid ved inntak", "Pregnant at intake";
        children_abroad = "Barn i et annet land", "Children in another country";
        children_abroad_count = "Antall barn i et annet land", "Number of children in another country";
        age(n: &str) = "{n} år", "{n} years old", one "1 år", "1 year old";
        other_note = "Annet om personen", "Anything else about the person";

        reach = "Slik kan brukeren nås", "How the client can be reached";
        reach_empty = "Ingen måte å nå brukeren på er registrert. Legg til en, med hva som er trygt.",
            "There is no way to reach the client here. Add one, with what is safe.";
        reach_new = "Ny måte å nå brukeren på", "A new way to reach the client";
        reach_change = "Endre måte å nå brukeren på", "Change a way to reach the client";
        value_phone = "Nummer eller adresse", "Number or address";
        value_phone_missing = "Skriv nummeret eller adressen.", "Write the number or address.";
        safety = "Hva er trygt", "What is safe";
        safety_missing = "Velg hva som er trygt.", "Choose what is safe.";
        point_note_hint = "Avtalte tider, hvem man går gjennom, hvem som kan se telefonen.", "Agreed times, through whom, who may see the telephone.";
        through_missing = "Skriv hvem kontakten skal gå gjennom.", "Write through whom.";

        contacts = "Rundt brukeren", "Around the client";
        contacts_empty = "Ingen er registrert. Legg til advokat, kontaktperson på botilbudet, etterforsker og andre.",
            "Nobody is here. Add the lawyer, the contact person at the shelter, the investigator and others.";
        contact_new = "Ny kontakt", "New contact";
        contact_change = "Endre kontakt", "Change a contact";
        name = "Navn", "Name";
        name_missing = "Skriv navnet.", "Write the name.";
        organisation = "Arbeidssted", "Organisation";
        phone = "Telefon", "Telephone";
        email = "E-post", "E-mail";
        email_wrong = "Skriv e-postadressen som navn@eksempel.no.", "Write the e-mail address as name@example.org.";
        may_share = "Samtykket åpner for deling", "The consent lets one share";
        may_not_share = "Samtykket åpner ikke for deling", "The consent does not let one share";
        ask_first = "Samtykket dekker ikke dette, spør brukeren først", "Not covered by the consent, ask the client first";

        numbers = "Identifikasjon", "Identification";
        numbers_empty = "Ingen flere nummer er registrert. Legg til pass, D-nummer og andre.",
            "There are no more numbers. Add a passport, a D number and others.";
        number_new = "Nytt nummer", "New number";
        number_change = "Endre nummer", "Change a number";
        number = "Nummer", "Number";
        number_missing = "Skriv nummeret.", "Write the number.";
        source = "Kilde", "Source";
        source_hint = "Hvem som oppga det, eller hvor det er lest.", "Who gave it, or where it was read.";
        verified = "Kontrollert mot dokument eller register", "Checked against a document or register";
        verified_short = "Kontrollert", "Checked";
        unverified_short = "Ikke kontrollert", "Not checked";
        verified_missing = "Velg om nummeret er kontrollert.", "Choose whether the number has been checked.";
        doubt_digits = "Kontrollsifrene stemmer ikke", "The check digits do not fit";
        doubt_length_11 = "Nummeret har ikke 11 siffer", "The number has not 11 digits";
        doubt_length_12 = "Nummeret har ikke 12 siffer", "The number has not 12 digits";
        doubt_date = "Datoen i nummeret finnes ikke", "The date in the number does not exist";
        doubt_synthetic = "Nummeret er et testnummer", "The number is one for tests";
        doubt_is_national = "Nummeret er et fødselsnummer", "The number is a national identity number";
        doubt_is_d = "Nummeret er et D-nummer", "The number is a D number";
        doubt_is_help = "Nummeret er et hjelpenummer (H-nummer)", "The number is a help number (H number)";

        alerts = "Varsler", "Alerts";
        alerts_empty = "Ingen varsler. Legg til det alle må vite før de gjør noe.", "No alerts. Add what everybody must know before doing anything.";
        alert_new = "Nytt varsel", "New alert";
        alert_change = "Endre varsel", "Change an alert";
        level = "Hvor viktig", "How important";
        level_missing = "Velg hvor viktig det er.", "Choose how important it is.";
        alert_text = "Varsel", "Alert";
        alert_text_hint = "Kort, og hva man skal gjøre. Står øverst på alle sider om brukeren.", "Short, and what to do. It stands on top of all pages about the client.";
        alert_text_missing = "Skriv hva varselet gjelder.", "Write what the alert is about.";
        began_on = "Gjelder fra", "Holds from";
        ends_on = "Gjelder til", "Holds to";
        ends_hint = "Siste dag. Blank når det ikke har noen slutt.", "The last day. Blank when it has no end.";
        since(date: &str) = "fra {date}", "from {date}";
        until(date: &str) = "til {date}", "to {date}";
        ended(date: &str) = "avsluttet {date}", "ended {date}";

        children = "Medfølgende barn", "Accompanying children";
        children_empty = "Ingen medfølgende barn er registrert. Legg til en periode for hvert barn.",
            "There are no accompanying children here. Add a period for each child.";
        child_new = "Ny periode for barn", "New period of a child";
        child_change = "Endre periode for barn", "Change a period of a child";
        child(label: &str) = "Barn {label}", "Child {label}";
        child_label = "Barn", "Child";
        child_label_hint = "Skiller barna fra hverandre, for eksempel 1, 2. Det samme barnet har det samme i alle perioder.",
            "Tells the children apart, for example 1, 2. The same child has the same in all periods.";
        child_label_missing = "Skriv hva som skiller barnet fra andre, for eksempel 1.", "Write what tells the child apart, for example 1.";
        born(date: &str) = "født {date}", "born {date}";
        accompanying_from = "Følger brukeren fra", "Accompanies from";
        accompanying_to = "Følger brukeren til", "Accompanies to";
        accompanying_to_hint = "Siste dag. Blank så lenge barnet følger brukeren.", "The last day. Blank as long as the child accompanies.";
        born_in_norway = "Født i Norge", "Born in Norway";
        was_born_in_norway = "født i Norge", "born in Norway";
        child_overlap(period: &str) = "Perioden overlapper en annen periode for det samme barnet: {period}.",
            "The period overlaps another one of the same child: {period}.";
        child_grown = "Barnet er 18 år eller eldre når perioden begynner", "The child is 18 or older when the period begins";

        kind_missing = "Velg en type.", "Choose a kind.";
        choice_wrong = "Velg et av svarene i listen.", "Choose one of the answers in the list.";
        gender_missing = "Velg kjønn. «Ukjent» er også et svar.", "Choose the gender. “Unknown” is an answer too.";
        duf_wrong = "Et DUF-nummer har 12 siffer.", "A DUF number has 12 digits.";
        count_wrong = "Skriv et helt tall fra 0 til 99.", "Write a whole number from 0 to 99.";
        intake_unconsented = "Det finnes ikke noe samtykke til journal som var gitt og gjaldt på denne datoen. Rett datoen, eller registrer samtykket først.",
            "There is no consent to a journal that was given and stood on this date. Correct the date, or record the consent first.";
        doubt_minor = "Brukeren var under 18 år ved inntak", "The client was under 18 at intake";
        doubt_unborn = "Fødselsdatoen er etter inntaksdatoen", "The date of birth is after the date of intake";
    }
}

texts! {
    /// Cards for the night.
    CardTexts {
        cards = "Nattkort", "Night card";
        cards_empty = "Ikke noe nattkort. Har brukeren bedt om det, kan nattevakta finne det du skriver her, og ingenting annet.",
            "No night card. When the client has asked for it, the night duty can find what you write here, and nothing else.";
        card_new = "Nytt nattkort", "New night card";
        card_change = "Endre nattkortet", "Change the night card";
        alias = "Alias på telefonen", "Alias on the telephone";
        alias_hint = "Det brukeren sier når hun ringer. Ikke navnet.", "What the client says when calling. Not the name.";
        alias_missing = "Skriv et alias.", "Write an alias.";
        ring = "Hvem nattevakta ringer", "Whom the night duty rings";
        ring_hint = "Navn og nummer, for eksempel rådgiveren eller botilbudet.", "Name and number, for example the caseworker or the facility.";
        safe_number = "Trygt nummer å ringe tilbake til", "A safe number to call back at";
        number_hint = "La stå tomt når det ikke er trygt å ringe tilbake.", "Leave blank when calling back is not safe.";
        instructions = "Hva er trygt å si og gjøre", "What is safe to say and do";
        nothing_said = "Skriv hvem nattevakta ringer, et trygt nummer eller hva som er trygt å gjøre.",
            "Write whom the night duty rings, a safe number, or what is safe to do.";
        agreed_on = "Brukeren sa ja", "The client agreed on";
        agreed_hint = "Dagen brukeren ba om kortet. Uten det finnes det ikke noe kort.", "The day the client asked for the card. Without it there is none.";
        agreed_missing = "Skriv når brukeren sa ja til kortet.", "Write when the client agreed to the card.";
        valid_to = "Vises til og med", "Shown until";
        too_long = "Kortet kan stå høyst tolv måneder før brukeren spørres igjen.", "The card may stand twelve months at most before the client is asked again.";
        shown_to(date: &str) = "Vises for nattevakta til og med {date}", "Shown to the night duty until {date}";
    }
}
