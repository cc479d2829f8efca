//! The words of legal aid, benefits and rates.

use crate::web::texts::texts;

texts! {
    /// The words of benefits.
    BenefitTexts {
        heading = "Ytelser", "Benefits";
        heading_of(month: &str) = "Ytelser for {month}", "Benefits for {month}";
        lead = "Én beregner, en annen godkjenner. Så utbetales det, og UDI refunderer.", "One person calculates, another approves. Then it is paid, and UDI refunds.";
        month = "Måned", "Month";
        months = "Måneder", "Months";
        show = "Vis", "Show";
        previous = "Forrige måned", "Previous month";
        next = "Neste måned", "Next month";
        client = "Bruker", "Client";
        case_number = "Saksnummer", "Case number";
        duf = "DUF-nummer", "DUF number";
        period = "Måned", "Month";
        category = "Kategori", "Category";
        category_hint = "Beløpet fylles ut fra satsen når feltet står tomt.", "The amount is filled in from the rate when it is left blank.";
        category_other = "Annen kategori", "Another category";
        category_other_only = "Kategori", "Category";
        other_hint = "Skriv den her hvis den ikke står i listen.", "Write it here if it is not in the list.";
        other_choice = "Annen (skriv under)", "Another (write below)";
        category_missing = "Velg eller skriv en kategori.", "Choose or write a category.";
        amount = "Beløp", "Amount";
        amount_hint = "Kroner", "Kroner";
        amount_missing = "Skriv beløpet.", "Write the amount.";
        no_rate(category: &str, month: &str) = "Ingen sats gjelder for «{category}» i {month}. Skriv beløpet.", "No rate is in force for “{category}” in {month}. Write the amount.";
        rate(category: &str, amount: &str) = "{category}, sats {amount}", "{category}, rate {amount}";
        status = "Status", "Status";
        paid_on = "Utbetalt dato", "Paid on";
        paid_on_missing = "Skriv datoen det ble utbetalt.", "Write the date on which it was paid.";
        new_heading = "Ny ytelse", "New benefit";
        change_heading = "Endre ytelse", "Change a benefit";
        falls_back(status: &str) = "Ytelsen er {status}. Endres måned, kategori eller beløp, blir den beregnet på nytt og må godkjennes av en annen igjen",
            "The benefit is {status}. If month, category or amount is changed, it is calculated anew and must be approved by somebody else again";
        twice(month: &str) = "Brukeren har denne ytelsen for {month} allerede", "The client has this benefit for {month} already";
        ahead(month: &str) = "{month} er mer enn én måned fram i tid", "{month} is more than a month ahead";
        waiting = "Venter på godkjenning", "Waiting for approval";
        waiting_own = "Du beregnet den; en annen må godkjenne.", "You calculated it; somebody else must approve.";
        waiting_own_short = "beregnet av deg", "calculated by you";
        approved = "Godkjent, ikke utbetalt", "Approved, not paid";
        paid = "Utbetalt", "Paid";
        refunded = "Refundert av UDI", "Refunded by UDI";
        approve = "Godkjenn", "Approve";
        approve_chosen = "Godkjenn valgte", "Approve the chosen";
        pay = "Før utbetaling", "Enter payment";
        pay_chosen = "Før utbetaling av valgte", "Enter payment of the chosen";
        refund = "Refundert av UDI", "Refunded by UDI";
        refund_chosen = "Valgte er refundert av UDI", "The chosen are refunded by UDI";
        unapprove = "Trekk godkjenningen", "Take back the approval";
        unpay = "Angre utbetalingen", "Undo the payment";
        unrefund = "Angre refusjonen", "Undo the refund";
        choose = "Velg", "Choose";
        choose_line(case: &str, category: &str) = "Velg {case}, {category}", "Choose {case}, {category}";
        none_chosen = "Velg minst én ytelse i listen.", "Choose at least one benefit in the list.";
        own_refused(case: &str) = "Den som har beregnet en ytelse, kan ikke godkjenne den selv. Be en annen godkjenne {case}.",
            "Whoever calculated a benefit cannot approve it. Ask somebody else to approve {case}.";
        stale(case: &str) = "Noen andre har endret ytelsen for {case} siden siden ble vist. Se over den og prøv igjen.", "Somebody else has changed the benefit of {case} since the page was shown. Look at it and try again.";
        locked(case: &str) = "Saken {case} er låst. Det kan ikke føres noe i den.", "The case {case} is locked. Nothing can be entered in it.";
        not_there(case: &str) = "Ytelsen for {case} har ikke kommet dit, eller er kommet lenger. Se på statusen.", "The benefit of {case} has not come that far, or has come further. Look at its status.";
        sums = "Sum per kategori", "Sum by category";
        payments = "Antall", "Number";
        sum = "Sum", "Sum";
        all = "I alt", "In all";
        not_shown_word = "Vises ikke", "Not shown";
        not_shown(n: &usize) = "{n} vises ikke for deg, men er med i summene.", "{n} are not shown to you but are in the sums.", one "1 vises ikke for deg, men er med i summene.", "1 is not shown to you but is in the sums.";
        empty(month: &str) = "Ingen ytelser er ført for {month}. De føres i hver brukers sak, under «Økonomi og rettshjelp».",
            "No benefits are entered for {month}. They are entered in each client's file, under “Economy and legal aid”.";
        said_approved = "Godkjent.", "Approved.";
        said_paid = "Utbetalingen er ført.", "The payment is entered.";
        said_refunded = "Refusjonen er ført.", "The refund is entered.";
        export = "Ta ut liste", "Take out a list";
        export_heading = "Ta ut liste over utbetalinger", "Take out a list of payments";
        export_lead = "En fil til regnskapet eller til UDI, uten navn. Den har med dem du kan se. Hvert uttrekk loggføres.", "A file for the accounts or for UDI, without names. It has those whom you may see. Every list is logged.";
        receiver = "Hvem skal ha listen", "Who is to have the list";
        receiver_missing = "Velg hvem som skal ha listen.", "Choose who is to have the list.";
        to_accounts = "Regnskapet: saksnummer; godkjent, utbetalt og refundert", "The accounts: case number; approved, paid and refunded";
        to_udi = "UDI: DUF-nummer; utbetalt og refundert", "UDI: DUF number; paid and refunded";
        accounts = "Regnskapet", "The accounts";
        udi = "UDI", "UDI";
        reason = "Hvorfor tas listen ut", "Why is the list taken out";
        reason_hint = "Ikke skriv navn.", "Do not write names.";
        reason_missing = "Skriv hvorfor listen tas ut.", "Write why the list is taken out.";
        without_duf(n: &usize, cases: &str) = "{n} av dem mangler DUF-nummer: {cases}. Før nummeret under «Person» først.", "{n} of them lack a DUF number: {cases}. Enter it under “Person” first.";
        nothing_to_take(month: &str) = "Ingen ytelser for {month} hører til i den listen.", "No benefits for {month} belong in that list.";
        download = "Last ned", "Download";
        download_without = "Last ned uten dem", "Download without them";
        latest_lists = "Siste uttrekk", "Latest lists";
        lines = "Linjer", "Lines";
        taken_by = "Tatt ut av", "Taken out by";
        taken_at = "Når", "When";
        file_name = "ytelser", "benefits";
    }
}

texts! {
    /// The words of the rates.
    RateTexts {
        heading = "Satser", "Rates";
        lead = "Satsene fyller ut beløpet når en ytelse føres. En ny sats avslutter den forrige i samme kategori. ROSA journal kommer uten satser: før dem som gjelder.",
            "Rates fill in the amount when a benefit is entered. A new rate ends the one before it in the same category. ROSA journal comes without rates: enter those in force.";
        new_heading = "Ny sats", "New rate";
        change_heading = "Endre sats", "Change a rate";
        add = "Ny sats", "New rate";
        again = "Ny sats fra en dato", "New rate from a date";
        category = "Kategori", "Category";
        category_hint = "Slik den skal stå på ytelsene, for eksempel «Enslig».", "As it is to stand on benefits, for example “Single”.";
        category_missing = "Skriv kategorien.", "Write the category.";
        amount = "Beløp per måned", "Amount per month";
        amount_missing = "Skriv beløpet.", "Write the amount.";
        valid_from = "Gjelder fra", "In force from";
        valid_to = "Gjelder til og med", "In force until";
        valid_to_hint = "La stå tomt til den får en etterfølger.", "Leave blank until another follows.";
        same_day = "Kategorien har en sats fra denne dagen allerede. Endre den som står der.", "The category has a rate from this day already. Change the one that stands there.";
        into_next(day: &str) = "En annen sats gjelder fra {day}. Denne må slutte før det.", "Another rate is in force from {day}. This one must end before.";
        source = "Kilde", "Source";
        source_hint = "For eksempel rundskriv og dato.", "For example the circular and its date.";
        state = "Status", "Status";
        in_force = "Gjelder", "In force";
        to_come = "Kommer", "To come";
        over = "Avsluttet", "Over";
        act = "Valg", "Choices";
        empty = "Ingen satser er ført. Beløpene må da skrives for hver ytelse.", "No rates are entered. Amounts must then be written for each benefit.";
    }
}

texts! {
    /// The words of hours with lawyers.
    AidTexts {
        free(used: &str, left: &str) = "Fri rettshjelp: {used} av 3 timer brukt, {left} igjen.", "Free legal advice: {used} of 3 hours used, {left} left.";
        free_unsaid = "Fri rettshjelp: 3 timer, forbruk ikke oppgitt.", "Free legal advice: 3 hours, use not stated.";
        other(used: &str, granted: &str) = "Andre timer med advokat: {used} av {granted} brukt.", "Other hours with a lawyer: {used} of {granted} used.";
        other_unsaid(granted: &str) = "Andre timer med advokat: {granted} innvilget, forbruk ikke oppgitt.", "Other hours with a lawyer: {granted} granted, use not stated.";
    }
}
