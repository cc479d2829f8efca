//! What the pages of consents say.

use crate::kernel::codes::ConsentScope;
use crate::web::texts::texts;

texts! {
    /// Consents.
    ConsentTexts {
        heading = "Samtykke", "Consent";
        new = "Nytt samtykke", "New consent";
        saved = "Samtykket er registrert.", "The consent is recorded.";
        unlocked = "Samtykket er registrert, og saken er åpen igjen.", "The consent is recorded, and the case is open again.";
        withdrawn_done = "Samtykket er trukket.", "The consent is withdrawn.";
        list = "Samtykker", "Consents";
        empty = "Ingen samtykker er registrert. Registrer det brukeren har samtykket til.", "No consents are here. Record what the client has consented to.";
        given(form: &str, date: &str) = "{form}, gitt {date}", "{form}, given {date}";
        covers = "Omfatter", "Covers";
        stands = "Gjelder", "Stands";
        expires(date: &str) = "Går ut {date}", "Expires {date}";
        expired(date: &str) = "Gikk ut {date}, deler ikke lenger", "Expired {date}, shares no longer";
        was_withdrawn(date: &str) = "Trukket {date}", "Withdrawn {date}";
        withdraw = "Trekk samtykket", "Withdraw the consent";
        withdraw_named(date: &str) = "som ble gitt {date}", "given {date}";
        ask_again_heading = "Spør om samtykket på nytt", "Ask for the consent again";
        ask_again = "Et samtykke har gått ut og deler ikke lenger. Journalen kan fortsatt føres. Spør brukeren om det skal fornyes, og registrer svaret.",
            "A consent has expired and shares no longer. The journal can still be kept. Ask the client whether to renew it, and record the answer.";
        locked_heading = "Saken er låst", "The case is locked";
        locked(on: &str, until: &str) = "Samtykket til journal er trukket. Bare leder ser saken, siden {on}. Den slettes etter {until}, hvis brukeren ikke ber om noe annet. Et nytt samtykke til journal åpner den igjen.",
            "The consent to the journal is withdrawn. Since {on} only the lead sees the case. It is erased after {until}, unless the client asks otherwise. A new consent to the journal opens it again.";
        no_journal = "Det finnes ikke noe samtykke til journal som gjelder. Registrer et samtykke, eller avklar med leder.",
            "There is no consent to the journal that stands. Record one, or settle it with the lead.";
        now_heading = "Dette deles nå", "What is shared now";
        now_lead = "Bare det brukeren har samtykket til, og bare så lenge samtykket gjelder.", "Only what the client has consented to, and only while the consent stands.";
        yes_word = "Ja:", "Yes:";
        no_word = "Nei:", "No:";

        form = "Hvordan ble det gitt", "How it was given";
        form_missing = "Velg hvordan samtykket ble gitt.", "Choose how the consent was given.";
        given_on = "Gitt", "Given";
        scopes = "Hva brukeren samtykker til", "What the client consents to";
        scopes_hint = "Gå gjennom hvert punkt med brukeren. Velg bare det brukeren har sagt ja til.",
            "Go through each point with the client. Choose only what the client has said yes to.";
        scopes_missing = "Velg minst ett punkt.", "Choose at least one point.";
        expires_on = "Går ut", "Expires";
        expires_hint = "Siste dag samtykket gjelder. Etter den deles ingenting.", "The last day on which it stands. After it nothing is shared.";
        expires_wrong = "Samtykket går ut før det er gitt.", "The consent expires before it is given.";
        note = "Merknad", "Note";
        note_hint = "For eksempel språk, tolk, vilkår brukeren har satt.", "For example language, interpreter, conditions the client has set.";
        before_withdrawal(date: &str) = "Samtykket til journal ble trukket {date}. Bare et samtykke fra den dagen eller senere kan åpne saken igjen.",
            "The consent to the journal was withdrawn on {date}. Only a consent from that day or later can open the case again.";
        save = "Lagre samtykket", "Save the consent";
        cancel = "Avbryt", "Cancel";
        back = "Tilbake til samtykke", "Back to consent";

        withdrawal_lead = "Brukeren kan trekke hele samtykket eller deler av det, når som helst og uten grunn. Under hvert punkt står hva som skjer.",
            "The client may withdraw all of the consent or parts of it, at any time and without a reason. Under each point stands what happens.";
        withdrawal_of = "Samtykket", "The consent";
        withdraw_scopes = "Hva trekkes", "What is withdrawn";
        withdrawn_on = "Trukket", "Withdrawn";
        before_given(date: &str) = "Samtykket ble gitt {date}. Skriv den dagen eller en senere.", "The consent was given on {date}. Write that day or a later one.";
        rest_goes_on = "Det som ikke velges, fortsetter å gjelde som før, som et eget samtykke.", "What is not chosen goes on as before, as a consent of its own.";
        at_once = "Det virker i samme øyeblikk. Ingenting må gjøres etterpå for at delingen skal stoppe.", "It takes effect at once. Nothing has to be done afterwards to stop the sharing.";
        another_covers(what: &str) = "Et annet samtykke åpner fortsatt for dette: {what}. Trekk det også hvis brukeren ønsker det.",
            "Another consent still covers this: {what}. Withdraw that one too if the client so wishes.";
        continues(given: &str, withdrawn: &str) = "Fortsetter samtykket gitt {given}, der deler ble trukket {withdrawn}.",
            "Continues the consent given on {given}, parts of which were withdrawn on {withdrawn}.";

        date_hint = "dd.mm.åååå", "dd.mm.yyyy";
        date_missing = "Skriv datoen.", "Write the date.";
        date_ahead(today: &str) = "Datoen er fram i tid. Skriv i dag, {today}, eller tidligere.", "The date is in the future. Write today, {today}, or earlier.";
        choice_wrong = "Velg blant punktene i listen.", "Choose among the points in the list.";
        too_long(most: &usize) = "Teksten er for lang. Den kan ha høyst {most} tegn.", "The text is too long. It may have {most} characters at most.";

        on_journal = "Journalen kan føres, og rådgiverne kan åpne saken.", "The journal may be kept, and caseworkers may open the case.";
        on_shelter = "Kontaktpersoner på botilbudet ser hvem brukeren er og notater for botilbudet.",
            "Contact persons at the shelter see who the client is and the notes for the shelter.";
        on_police = "Opplysninger kan gis til politi og etterforsker.", "Information may be given to the police and the investigator.";
        on_udi = "Opplysninger kan gis til UDI.", "Information may be given to UDI.";
        on_nav = "Opplysninger kan gis til NAV.", "Information may be given to NAV.";
        on_lawyer = "Opplysninger kan gis til advokaten.", "Information may be given to the lawyer.";
        on_iom = "Opplysninger kan gis til IOM om retur.", "Information may be given to IOM about a return.";
        on_health = "Opplysninger kan gis til lege og helsetjeneste.", "Information may be given to doctors and health services.";
        on_ngo = "Opplysninger kan gis til organisasjoner som hjelper.", "Information may be given to organisations that help.";
        on_research = "Opplysninger kan brukes i forskning uten navn.", "Information may be used in research without names.";

        off_journal = "Saken låses straks for alle andre enn leder og slettes etter 30 dager, hvis brukeren ikke ber om noe annet. Ingenting deles mer med noen.",
            "The case is locked at once for all but the lead and erased after 30 days, unless the client asks otherwise. Nothing more is shared with anybody.";
        off_shelter = "Kontaktpersoner på botilbudet ser straks ikke lenger hvem brukeren er eller notater, bare selve oppholdet.",
            "Contact persons at the shelter at once no longer see who the client is nor any notes, only the stay itself.";
        off_police = "Ingenting gis lenger til politi eller etterforsker.", "Nothing more is given to the police or the investigator.";
        off_udi = "Ingenting gis lenger til UDI.", "Nothing more is given to UDI.";
        off_nav = "Ingenting gis lenger til NAV.", "Nothing more is given to NAV.";
        off_lawyer = "Ingenting gis lenger til advokaten.", "Nothing more is given to the lawyer.";
        off_iom = "Ingenting gis lenger til IOM.", "Nothing more is given to IOM.";
        off_health = "Ingenting gis lenger til lege eller helsetjeneste.", "Nothing more is given to doctors or health services.";
        off_ngo = "Ingenting gis lenger til organisasjoner.", "Nothing more is given to organisations.";
        off_research = "Opplysningene brukes ikke lenger i ny forskning.", "The information is no longer used in new research.";
    }
}

impl ConsentTexts {
    /// What a scope opens.
    #[must_use]
    pub const fn opens(&self, scope: ConsentScope) -> &'static str {
        match scope {
            ConsentScope::Journal => self.on_journal(),
            ConsentScope::ShareShelter => self.on_shelter(),
            ConsentScope::SharePolice => self.on_police(),
            ConsentScope::ShareUdi => self.on_udi(),
            ConsentScope::ShareNav => self.on_nav(),
            ConsentScope::ShareLawyer => self.on_lawyer(),
            ConsentScope::ShareIom => self.on_iom(),
            ConsentScope::ShareHealth => self.on_health(),
            ConsentScope::ShareNgo => self.on_ngo(),
            ConsentScope::Research => self.on_research(),
        }
    }

    /// What happens when a scope is withdrawn.
    #[must_use]
    pub const fn closes(&self, scope: ConsentScope) -> &'static str {
        match scope {
            ConsentScope::Journal => self.off_journal(),
            ConsentScope::ShareShelter => self.off_shelter(),
            ConsentScope::SharePolice => self.off_police(),
            ConsentScope::ShareUdi => self.off_udi(),
            ConsentScope::ShareNav => self.off_nav(),
            ConsentScope::ShareLawyer => self.off_lawyer(),
            ConsentScope::ShareIom => self.off_iom(),
            ConsentScope::ShareHealth => self.off_health(),
            ConsentScope::ShareNgo => self.off_ngo(),
            ConsentScope::Research => self.off_research(),
        }
    }
}
