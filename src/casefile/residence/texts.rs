//! What the page of residence and its forms say.

use crate::web::texts::texts;

texts! {
    /// The page of residence and its forms.
    ResidenceTexts {
        heading = "Oppholdsstatus", "Residence";
        add = "Legg til", "Add";
        change = "Endre", "Change";

        statuses = "Statuser", "Statuses";
        statuses_caption(n: usize) = "{n} statuser, den nyeste øverst", "{n} statuses, the newest first", one "Én status", "One status";
        statuses_empty = "Ingen status er registrert. I årsrapporten teller brukeren som «ukjent» til den første er lagt til.",
            "No status is registered. In the annual report the client counts as “unknown” until the first is added.";
        column_from = "Fra", "From";
        column_status = "Status", "Status";
        column_valid = "Gyldig til", "Valid to";
        column_basis = "Hjemmel og vedtak", "Legal basis and decision";
        column_act = "Endre", "Change";
        until(date: &str) = "til {date}", "until {date}";
        now = "Gjelder nå", "In force";
        ran_out(date: &str) = "Gikk ut {date} uten ny status", "Expired {date} without a new status";
        gap(to: &str, from: &str) = "Gikk ut {to}, ny status først {from}", "Expired {to}, the next status only from {from}";
        not_stated = "Ikke oppgitt", "Not stated";
        follow_it(children: &str) = "Følger tillatelsen: {children}", "Follow the permit: {children}";

        decisions = "Søknader og vedtak", "Applications and decisions";
        decisions_empty = "Ingen søknad eller vedtak er registrert. Legg til søknaden når den sendes, og vedtaket når det kommer: klagefrister regnes fra underretningen.",
            "No application or decision is registered. Add the application when it is sent, and the decision when it comes: appeal deadlines run from the notification.";
        waiting = "Venter på vedtak", "Waiting for a decision";
        applied(date: &str) = "Søkt {date}", "Applied {date}";
        decided(date: &str) = "vedtak {date}", "decided {date}";
        withdrawn(date: &str) = "trukket {date}", "withdrawn {date}";
        notified(date: &str) = "underrettet {date}", "notified {date}";
        notified_at(date: &str, time: &str) = "underrettet {date} kl. {time}", "notified {date} at {time}";
        departure(date: &str) = "utreisefrist {date}", "to leave by {date}";
        add_appeal = "Registrer klage", "Register an appeal";
        sent(date: &str) = "sendt {date}", "sent {date}";
        appeals = "Klager", "Appeals";
        appeal_waiting = "Venter på svar", "Waiting for an answer";
        register_status(status: &str, date: &str) = "Registrer statusen: {status} fra {date}", "Register the status: {status} from {date}";

        next = "Neste steg", "Next step";
        next_lead = "Åpner skjemaet ferdig utfylt med dagens dato.", "Opens the form filled in with today’s date.";
        next_first = "Registrer brukerens første status.", "Register the client’s first status.";
        apply_renewal = "Søkt om fornyelse", "Renewal applied for";
        renewed = "Fornyet begrenset tillatelse", "Renewed limited permit";
        next_decision = "Søknad eller vedtak", "Application or decision";

        deadlines = "Frister", "Deadlines";
        deadlines_empty = "Ingen frister på oppholdet.", "No deadlines of the residence.";

        followers = "Barn som følger tillatelsen", "Children who follow the permit";
        followers_of(status: &str) = "Følger «{status}»", "Follow “{status}”";
        child(label: &str) = "Barn {label}", "Child {label}";

        housing = "Bosted og ytelser", "Housing and benefits";
        housing_lead(status: &str, date: &str) = "Ny status fra {date}: {status}. Bosted, ytelser og rett til å arbeide kan endre seg.",
            "New status from {date}: {status}. Housing, benefits and the right to work may change.";
        housing_asylum = "Asylsøkere som følges av ROSA, bor på krisesenter eller i Lauras hus etter avtalen med UDI, og ROSA forvalter ytelsene.",
            "Asylum seekers whom ROSA follows live at a crisis centre or Lauras hus under the agreement with UDI, and ROSA administers their benefits.";
        housing_reflection = "Refleksjonssporet: Nav og kommunen har ansvar for livsopphold. Bosted er kommunen, Marita Women, Filemon, Lauras hus eller krisesenter.",
            "The reflection track: Nav and the municipality are responsible for living expenses. Housing is the municipality, Marita Women, Filemon, Lauras hus or a crisis centre.";
        housing_refused = "Uten tillatelse må brukeren flytte fra botilbud for refleksjonssporet. Retten til å arbeide kan være borte.",
            "Without a permit the client must leave housing of the reflection track. The right to work may be lost.";
        housing_permit = "Med oppholdstillatelse har kommunen ansvar for bosetting, og Nav for ytelsene.",
            "With a residence permit the municipality is responsible for settlement, and Nav for benefits.";
        housing_left = "Avslutt opphold og ytelser som fortsatt står åpne.", "End stays and benefits that still stand open.";
        to_stays = "Se over bosted", "Look at housing";
        to_economy = "Se over økonomi", "Look at benefits";

        corrected_count(n: usize) = "Rettet og fjernet ({n})", "Corrected and removed ({n})";

        status_new = "Ny oppholdsstatus", "New residence status";
        status_change = "Endre oppholdsstatus", "Change a residence status";
        status = "Status", "Status";
        status_missing = "Velg status.", "Choose a status.";
        from = "Fra", "From";
        from_hint = "Dagen statusen begynte, dd.mm.åååå", "The day the status began, dd.mm.yyyy";
        same_day(status: &str) = "«{status}» begynner samme dag, og bare én status kan begynne på en dag. Rett den, eller skriv en annen dato.",
            "“{status}” begins on the same day, and only one status can begin on a day. Correct that one, or write another date.";
        valid_to = "Gyldig til", "Valid to";
        valid_to_hint = "Kan være fram i tid. Refleksjonsperiode: la stå blank, så fylles seks måneder etter fra-datoen inn.",
            "May be ahead. Reflection period: leave blank, and six months from the first day are filled in.";
        valid_before_from = "Tillatelsen er gyldig til en dag før den begynner. Skriv fra-datoen eller senere.",
            "The permit is valid to a day before it begins. Write the first day or later.";
        legal_basis = "Hjemmel", "Legal basis";
        legal_basis_hint = "For eksempel utf. § 8-3 første ledd", "For example Immigration Regulations § 8-3, first paragraph";
        decided_by = "Avgjort av", "Decided by";
        children = "Barn som følger tillatelsen", "Children who follow the permit";
        children_hint = "Etter utf. § 8-3 fjerde ledd får barn en tillatelse med samme grenser som forelderens.",
            "Under the Immigration Regulations § 8-3, fourth paragraph, children get a permit within the same limits as their parent’s.";
        note = "Merknad", "Note";

        doubt_unlikely(from: &str, to: &str) = "«{to}» etter «{from}» er uvanlig.", "“{to}” after “{from}” is unusual.";
        doubt_second(date: &str) = "Brukeren har alt en refleksjonsperiode fra {date}. Den gis bare én gang og kan ikke fornyes.",
            "The client already has a reflection period from {date}. It is granted once and cannot be renewed.";
        doubt_reflection(date: &str) = "En refleksjonsperiode er seks måneder. Denne skulle vært gyldig til {date}.",
            "A reflection period is six months. This one should be valid to {date}.";
        doubt_limited(date: &str) = "En begrenset tillatelse gjelder høyst tolv måneder om gangen, her til {date}.",
            "A limited permit is for at most twelve months at a time, here to {date}.";
        doubt_no_expiry = "Det står ikke når tillatelsen går ut. Uten datoen kan systemet ikke minne om fristen.",
            "It is not said when the permit expires. Without the date the system cannot remind of the deadline.";
        doubt_asylum_open = "Søknaden om beskyttelse er ikke avgjort eller trukket. Asylsporet og refleksjonssporet utelukker hverandre.",
            "The application for protection is neither decided nor withdrawn. The asylum track and the reflection track exclude each other.";
        doubt_reflection_open = "Søknaden om refleksjonsperiode eller begrenset tillatelse er ikke avgjort eller trukket. Asylsporet og refleksjonssporet utelukker hverandre.",
            "The application for a reflection period or a limited permit is neither decided nor withdrawn. The asylum track and the reflection track exclude each other.";
        doubt_final(date: &str) = "Beskyttelse ble endelig avslått {date}. Da gis refleksjonsperiode som regel bare når opplysningene om menneskehandel er nye og brukeren ikke kan klandres for det (UDI 2013-014).",
            "Protection was refused for good on {date}. A reflection period is then as a rule granted only when the facts of trafficking are new and the client is not to blame for that (UDI 2013-014).";
        doubt_child = "Barn følger en tillatelse, men denne statusen er ingen tillatelse.", "Children follow a permit, but this status is none.";

        decision_new = "Ny søknad eller nytt vedtak", "New application or decision";
        decision_change = "Endre søknad eller vedtak", "Change an application or decision";
        kind = "Hva det gjelder", "What it is about";
        kind_missing = "Velg hva det gjelder.", "Choose what it is about.";
        body = "Hvem avgjør", "Who decides";
        applied_on = "Søkt", "Applied";
        applied_hint = "Blank når ingen har søkt, som ved utvisning", "Blank when nobody applied, as for an expulsion";
        date_of_either = "Skriv når det ble søkt, eller når vedtaket kom.", "Write when it was applied for, or when it was decided.";
        decided_on = "Vedtaksdato", "Decided";
        decided_hint = "Blank til det er avgjort. For en trukket søknad: dagen den ble trukket", "Blank until decided. For a withdrawn application: the day it was withdrawn";
        decided_before_applied = "Vedtaket er datert før søknaden. Skriv søknadsdagen eller senere.", "The decision is dated before the application. Write that day or later.";
        decided_missing = "Skriv når det ble avgjort. Utfall og vedtaksdato hører sammen.", "Write when it was decided. Outcome and date belong together.";
        outcome = "Utfall", "Outcome";
        outcome_none = "Ikke avgjort", "Not decided";
        outcome_missing = "Velg utfallet. Utfall og vedtaksdato hører sammen.", "Choose the outcome. Outcome and date belong together.";
        notified_on = "Underrettet", "Notified";
        notified_hint = "Dagen brukeren eller advokaten fikk vedtaket. Klagefristen løper herfra", "The day the client or her lawyer got the decision. The appeal deadline runs from here";
        notified_before_decided = "Underretningen er før vedtaket. Skriv vedtaksdatoen eller senere.", "The notification is before the decision. Write that day or later.";
        notified_without_decision = "Skriv vedtaksdatoen også: uten vedtak er det ingen underretning.", "Write the date of the decision too: there is no notification without one.";
        notified_time = "Klokkeslett", "Time";
        notified_time_hint = "tt.mm. Trengs ved avslag i Dublin-sak: fristen er 48 timer", "hh.mm. Needed for a Dublin refusal: the deadline is 48 hours";
        time_without_day = "Skriv datoen for underretningen også.", "Write the day of the notification too.";
        departure_by = "Utreisefrist", "To leave by";
        departure_hint = "Står i vedtaket. Kan være fram i tid", "Stands in the decision. May be ahead";
        departure_before_decided = "Utreisefristen er før vedtaket. Skriv vedtaksdatoen eller senere.", "The day to leave by is before the decision. Write that day or later.";
        departure_without_decision = "Skriv vedtaksdatoen også: utreisefristen følger av et vedtak.", "Write the date of the decision too: the day to leave by follows from one.";
        doubt_granted_departure = "Det er innvilget, men har en utreisefrist.", "It is granted, but has a day to leave by.";
        doubt_outcome(outcome: &str, kind: &str) = "Utfallet «{outcome}» er uvanlig for «{kind}».", "The outcome “{outcome}” is unusual for “{kind}”.";
        doubt_minute = "Klokkeslettet for underretningen mangler. Etter avslag i Dublin-sak må ønsket om utsatt iverksetting fram innen 48 timer, og de regnes fra klokkeslettet.",
            "The time of the notification is missing. After a Dublin refusal the request to stay must arrive within 48 hours, counted from that time.";
        has_appeals = "Det står klager på vedtaket. Fjern eller flytt dem først.", "There are appeals about the decision. Remove or move them first.";

        appeal_new = "Ny klage", "New appeal";
        appeal_change = "Endre klage", "Change an appeal";
        of_decision = "Vedtaket det gjelder", "The decision it is about";
        of_decision_missing = "Velg vedtaket klagen gjelder. Er det ikke registrert, legg til vedtaket først.", "Choose the decision it is about. If it is not registered, add it first.";
        removed_decision = "Et vedtak som er fjernet", "A decision that was removed";
        no_decisions = "Ingen vedtak er registrert", "No decision is registered";
        appeal_kind = "Hva som er sendt", "What was sent";
        appeal_kind_missing = "Velg hva som er sendt.", "Choose what was sent.";
        sent_on = "Sendt", "Sent";
        sent_before_decided(date: &str) = "Klagen er sendt før vedtaket, {date}. Skriv den dagen eller senere.", "It was sent before the decision, {date}. Write that day or later.";
        appeal_decided_on = "Avgjort", "Decided";
        appeal_decided_hint = "Blank til det er avgjort eller trukket", "Blank until decided or withdrawn";
        appeal_decided_before_sent = "Avgjort før det ble sendt. Skriv dagen det ble sendt, eller senere.", "Decided before it was sent. Write that day or later.";
        doubt_undecided = "Søknaden har ikke noe vedtak ennå.", "The application has no decision yet.";
        doubt_not_refused = "Vedtaket er innvilget eller trukket. Da er det sjelden noe å klage på.", "The decision is granted or withdrawn. There is seldom anything to appeal.";
    }
}
