//! The tables as both backends hold them. One `table!` file serves both: the migrations have the same names, tables
//! and columns, and a test compares them.

#![allow(missing_docs, reason = "the catalogue in docs/data-catalogue.csv says what each column is for")]

diesel::table! {
    facilities (id) {
        id -> BigInt,
        facility_key -> Text,
        name -> Text,
        facility_type -> Text,
        municipality -> Nullable<Text>,
        secret_address -> Nullable<Bool>,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        username -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Nullable<Text>,
        language -> Nullable<Text>,
        deactivated_at -> Nullable<Timestamp>,
        last_sign_in_at -> Nullable<Timestamp>,
        version -> Integer,
        awaits_approval -> Bool,
    }
}

diesel::table! {
    user_facilities (user_id, position) {
        user_id -> BigInt,
        position -> Integer,
        facility_id -> BigInt,
    }
}

diesel::table! {
    clients (id) {
        id -> BigInt,
        case_number -> Text,
        intake_date -> Date,
        referred_by -> Nullable<Text>,
        identified_in_id -> Nullable<BigInt>,
        pregnant_at_intake -> Nullable<Text>,
        children_abroad -> Nullable<Text>,
        children_abroad_count -> Nullable<Integer>,
        caseworker_id -> Nullable<BigInt>,
        closed_on -> Nullable<Date>,
        closure_reason -> Nullable<Text>,
        version -> Integer,
        is_protected -> Bool,
        locked_on -> Nullable<Date>,
        aftercare_until -> Nullable<Date>,
        merged_into_id -> Nullable<BigInt>,
        sort_name -> Text,
        lacks_identity -> Bool,
        latest_status -> Nullable<Text>,
        latest_status_valid_to -> Nullable<Date>,
        latest_facility_id -> Nullable<BigInt>,
        latest_stay_began_on -> Nullable<Date>,
        latest_stay_ended_on -> Nullable<Date>,
        latest_entry_on -> Nullable<Date>,
    }
}

diesel::table! {
    client_identities (client_id) {
        client_id -> BigInt,
        given_name -> Nullable<Text>,
        family_name -> Nullable<Text>,
        alias -> Nullable<Text>,
        birth_date -> Nullable<Date>,
        birth_date_certainty -> Nullable<Text>,
        gender -> Text,
        duf_number -> Nullable<Text>,
        interpreter -> Nullable<Bool>,
        address_protection -> Nullable<Text>,
        interpreter_note -> Nullable<Text>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    client_citizenships (client_id, position) {
        client_id -> BigInt,
        position -> Integer,
        country -> Text,
    }
}

diesel::table! {
    client_languages (client_id, position) {
        client_id -> BigInt,
        position -> Integer,
        language -> Text,
    }
}

diesel::table! {
    client_exploitations (client_id, position) {
        client_id -> BigInt,
        position -> Integer,
        exploitation -> Text,
    }
}

diesel::table! {
    client_exploitation_countries (client_id, position) {
        client_id -> BigInt,
        position -> Integer,
        country -> Text,
    }
}

diesel::table! {
    consents (id) {
        id -> BigInt,
        client_id -> BigInt,
        given_on -> Date,
        form -> Text,
        expires_on -> Nullable<Date>,
        withdrawn_on -> Nullable<Date>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    consent_scopes (consent_id, position) {
        consent_id -> BigInt,
        position -> Integer,
        scope -> Text,
    }
}

diesel::table! {
    children (id) {
        id -> BigInt,
        client_id -> BigInt,
        child_label -> Text,
        birth_date -> Nullable<Date>,
        gender -> Nullable<Text>,
        accompanying_from -> Date,
        accompanying_to -> Nullable<Date>,
        born_in_norway -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    journal_entries (id) {
        id -> BigInt,
        client_id -> BigInt,
        occurred_on -> Date,
        occurred_minute -> Nullable<Integer>,
        mode -> Text,
        text -> Text,
        author_id -> BigInt,
        visibility -> Nullable<Text>,
        written_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    journal_entry_aspects (entry_id, position) {
        entry_id -> BigInt,
        position -> Integer,
        aspect -> Text,
    }
}

diesel::table! {
    journal_entry_topics (entry_id, position) {
        entry_id -> BigInt,
        position -> Integer,
        topic -> Text,
    }
}

diesel::table! {
    stays (id) {
        id -> BigInt,
        client_id -> BigInt,
        facility_id -> BigInt,
        began_on -> Date,
        ended_on -> Nullable<Date>,
        arranged_by -> Nullable<Text>,
        exit_reason -> Nullable<Text>,
        destination_id -> Nullable<BigInt>,
        version -> Integer,
        confirmed_on -> Nullable<Date>,
        confirmed_by_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    stay_absences (id) {
        id -> BigInt,
        client_id -> BigInt,
        stay_id -> BigInt,
        began_on -> Date,
        ended_on -> Nullable<Date>,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    residence_statuses (id) {
        id -> BigInt,
        client_id -> BigInt,
        began_on -> Date,
        status -> Text,
        valid_to -> Nullable<Date>,
        legal_basis -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    activities (id) {
        id -> BigInt,
        client_id -> BigInt,
        activity_type -> Text,
        provider -> Nullable<Text>,
        began_on -> Date,
        ended_on -> Nullable<Date>,
        completed -> Nullable<Text>,
        support_ore -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    police_matters (id) {
        id -> BigInt,
        matter_key -> Text,
        client_id -> BigInt,
        offence -> Text,
        role -> Nullable<Text>,
        district -> Nullable<Text>,
        case_number -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    police_events (id) {
        id -> BigInt,
        matter_id -> BigInt,
        happened_on -> Date,
        event -> Text,
        ground -> Nullable<Text>,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    returns (id) {
        id -> BigInt,
        client_id -> BigInt,
        programme -> Text,
        country -> Nullable<Text>,
        applied_on -> Nullable<Date>,
        decided_on -> Nullable<Date>,
        decision -> Nullable<Text>,
        withdrawn_on -> Nullable<Date>,
        returned_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    legal_aid (id) {
        id -> BigInt,
        client_id -> BigInt,
        lawyer -> Text,
        granted_on -> Date,
        hours_granted_hundredths -> BigInt,
        hours_used_hundredths -> Nullable<BigInt>,
        kind -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    benefits (id) {
        id -> BigInt,
        client_id -> BigInt,
        period -> Date,
        category -> Text,
        amount_ore -> BigInt,
        status -> Text,
        paid_on -> Nullable<Date>,
        version -> Integer,
        calculated_by_id -> Nullable<BigInt>,
        approved_by_id -> Nullable<BigInt>,
        approved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    enquiries (id) {
        id -> BigInt,
        enquiry_key -> Text,
        received_on -> Date,
        received_minute -> Nullable<Integer>,
        channel -> Text,
        answered_by -> Text,
        caller -> Text,
        topic -> Text,
        client_id -> Nullable<BigInt>,
        facility_id -> Nullable<BigInt>,
        note -> Nullable<Text>,
        author_id -> Nullable<BigInt>,
        entered_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    enquiry_handovers (id) {
        id -> BigInt,
        enquiry_id -> BigInt,
        shift -> Text,
        handed_by_id -> Nullable<BigInt>,
        handed_at -> Timestamp,
        call_on -> Nullable<Date>,
        call_minute -> Nullable<Integer>,
        call_name -> Nullable<Text>,
        call_number -> Nullable<Text>,
        call_note -> Nullable<Text>,
        state -> Text,
        taken_by_id -> Nullable<BigInt>,
        taken_at -> Nullable<Timestamp>,
        done_by_id -> Nullable<BigInt>,
        done_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    night_cards (id) {
        id -> BigInt,
        client_id -> BigInt,
        alias -> Text,
        safe_number -> Nullable<Text>,
        instructions -> Nullable<Text>,
        ring -> Nullable<Text>,
        agreed_on -> Date,
        valid_to -> Date,
        version -> Integer,
    }
}

diesel::table! {
    enquiry_subjects (id) {
        id -> BigInt,
        enquiry_id -> BigInt,
        persons -> Integer,
        gender -> Text,
        nationality -> Nullable<Text>,
        minors_along -> Nullable<Integer>,
        first_time -> Bool,
        outcome -> Text,
        reason -> Nullable<Text>,
        client_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    enquiry_subject_exploitations (subject_id, position) {
        subject_id -> BigInt,
        position -> Integer,
        exploitation -> Text,
    }
}

diesel::table! {
    outreach_events (id) {
        id -> BigInt,
        held_on -> Date,
        outreach_type -> Text,
        title -> Text,
        place -> Nullable<Text>,
        facility_id -> Nullable<BigInt>,
        audience -> Nullable<Text>,
        participants -> Nullable<Integer>,
        abroad -> Nullable<Bool>,
        version -> Integer,
    }
}

diesel::table! {
    yearly_figures (id) {
        id -> BigInt,
        year -> Integer,
        figure -> Text,
        value -> Double,
        source -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    installation (id) {
        id -> BigInt,
        created_at -> Timestamp,
        keyring_check -> Text,
    }
}

diesel::table! {
    audit_log (id) {
        id -> BigInt,
        at_utc -> Timestamp,
        actor -> Text,
        role -> Text,
        action -> Text,
        object_kind -> Nullable<Text>,
        object_id -> Nullable<BigInt>,
        result -> Text,
        mac -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Text,
        user_id -> BigInt,
        state -> Text,
        csrf -> Text,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        verified_at -> Timestamp,
        previous_sign_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    invitations (id) {
        id -> BigInt,
        token_hash -> Text,
        user_id -> BigInt,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    sign_in_failures (id) {
        id -> BigInt,
        account_key -> Text,
        network_key -> Text,
        failed_at -> Timestamp,
    }
}

diesel::table! {
    once_keys (id) {
        id -> BigInt,
        once_key -> Text,
        used_at -> Timestamp,
    }
}

diesel::table! {
    search_words (id) {
        id -> BigInt,
        word -> Text,
    }
}

diesel::table! {
    search_word_keys (sound, word_id) {
        sound -> Text,
        word_id -> BigInt,
    }
}

diesel::table! {
    client_words (word_id, client_id) {
        word_id -> BigInt,
        client_id -> BigInt,
    }
}

diesel::table! {
    client_numbers (id) {
        id -> BigInt,
        client_id -> BigInt,
        reversed -> Text,
    }
}

diesel::table! {
    distinct_clients (client_id, other_id) {
        client_id -> BigInt,
        other_id -> BigInt,
        decided_by_id -> Nullable<BigInt>,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    client_merges (id) {
        id -> BigInt,
        survivor_id -> BigInt,
        merged_id -> BigInt,
        merged_by_id -> Nullable<BigInt>,
        merged_at -> Timestamp,
        undone_by_id -> Nullable<BigInt>,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    client_merge_moves (id) {
        id -> BigInt,
        merge_id -> BigInt,
        record_kind -> Text,
        record_id -> BigInt,
        label_before -> Nullable<Text>,
    }
}

diesel::table! {
    client_closures (id) {
        id -> BigInt,
        client_id -> BigInt,
        closed_on -> Date,
        reason -> Text,
        note -> Nullable<Text>,
        aftercare_until -> Nullable<Date>,
        closed_by_id -> Nullable<BigInt>,
        reopened_on -> Nullable<Date>,
        reopened_by_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    client_access (client_id, user_id) {
        client_id -> BigInt,
        user_id -> BigInt,
        rule -> Text,
        reason -> Nullable<Text>,
        set_by_id -> Nullable<BigInt>,
        set_at -> Timestamp,
    }
}

diesel::table! {
    break_glass (id) {
        id -> BigInt,
        client_id -> BigInt,
        user_id -> BigInt,
        reason -> Text,
        opened_at -> Timestamp,
        ends_at -> Timestamp,
        seen_by_id -> Nullable<BigInt>,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    client_contacts (id) {
        id -> BigInt,
        client_id -> BigInt,
        kind -> Text,
        name -> Text,
        organisation -> Nullable<Text>,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        note -> Nullable<Text>,
        ended_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    contact_points (id) {
        id -> BigInt,
        client_id -> BigInt,
        kind -> Text,
        value -> Text,
        safety -> Text,
        note -> Nullable<Text>,
        ended_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    client_identifiers (id) {
        id -> BigInt,
        client_id -> BigInt,
        kind -> Text,
        value -> Text,
        source -> Nullable<Text>,
        is_verified -> Bool,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    client_alerts (id) {
        id -> BigInt,
        client_id -> BigInt,
        level -> Text,
        text -> Text,
        began_on -> Date,
        ends_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    journal_versions (id) {
        id -> BigInt,
        entry_id -> BigInt,
        text -> Text,
        visibility -> Nullable<Text>,
        replaced_at -> Timestamp,
    }
}

diesel::table! {
    journal_amendments (id) {
        id -> BigInt,
        entry_id -> BigInt,
        text -> Text,
        author_id -> BigInt,
        written_at -> Timestamp,
    }
}

diesel::table! {
    attachments (id) {
        id -> BigInt,
        client_id -> BigInt,
        entry_id -> BigInt,
        file_name -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        added_by_id -> Nullable<BigInt>,
        added_at -> Timestamp,
    }
}

diesel::table! {
    attachment_contents (attachment_id) {
        attachment_id -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    drafts (id) {
        id -> BigInt,
        user_id -> BigInt,
        address -> Text,
        client_id -> Nullable<BigInt>,
        body -> Text,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    stored_searches (id) {
        id -> BigInt,
        session_id -> BigInt,
        token -> Text,
        terms -> Text,
        searched_at -> Timestamp,
    }
}

// The clients who can appear in a year's report: a scratch table that lives as long as its transaction.
diesel::table! {
    report_scope (client_id) {
        client_id -> BigInt,
    }
}

diesel::table! {
    record_changes (id) {
        id -> BigInt,
        client_id -> Nullable<BigInt>,
        record_kind -> Text,
        record_id -> BigInt,
        is_removal -> Bool,
        before -> Text,
        reason -> Nullable<Text>,
        changed_by_id -> Nullable<BigInt>,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    residence_decisions (id) {
        id -> BigInt,
        client_id -> BigInt,
        kind -> Text,
        body -> Nullable<Text>,
        applied_on -> Nullable<Date>,
        decided_on -> Nullable<Date>,
        outcome -> Nullable<Text>,
        legal_basis -> Nullable<Text>,
        notified_on -> Nullable<Date>,
        notified_minute -> Nullable<Integer>,
        departure_by -> Nullable<Date>,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    residence_appeals (id) {
        id -> BigInt,
        client_id -> BigInt,
        decision_id -> BigInt,
        kind -> Text,
        body -> Nullable<Text>,
        sent_on -> Date,
        decided_on -> Nullable<Date>,
        outcome -> Nullable<Text>,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    residence_status_children (status_id, position) {
        status_id -> BigInt,
        position -> Integer,
        child_label -> Text,
    }
}

diesel::table! {
    benefit_rates (id) {
        id -> BigInt,
        category -> Text,
        amount_ore -> BigInt,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        source -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    benefit_exports (id) {
        id -> BigInt,
        period -> Date,
        receiver -> Text,
        reason -> Text,
        lines -> Integer,
        exported_by_id -> BigInt,
        exported_at -> Timestamp,
    }
}

diesel::table! {
    tasks (id) {
        id -> BigInt,
        client_id -> Nullable<BigInt>,
        title -> Text,
        note -> Nullable<Text>,
        due_on -> Nullable<Date>,
        assignee_id -> Nullable<BigInt>,
        created_by_id -> Nullable<BigInt>,
        created_on -> Date,
        state -> Text,
        reason -> Nullable<Text>,
        closed_by_id -> Nullable<BigInt>,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    appointments (id) {
        id -> BigInt,
        client_id -> BigInt,
        title -> Text,
        held_on -> Date,
        begins_minute -> Nullable<Integer>,
        ends_minute -> Nullable<Integer>,
        place -> Nullable<Text>,
        with_whom -> Nullable<Text>,
        assignee_id -> Nullable<BigInt>,
        interpreter_language -> Nullable<Text>,
        interpreter_state -> Text,
        interpreter_note -> Nullable<Text>,
        state -> Text,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    deadline_rules (id) {
        id -> BigInt,
        kind -> Text,
        valid_from -> Date,
        is_on -> Bool,
        amount -> Integer,
        unit -> Text,
        source -> Text,
        note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    deadline_rule_leads (rule_id, position) {
        rule_id -> BigInt,
        position -> Integer,
        days -> Integer,
    }
}

diesel::table! {
    deadlines (id) {
        id -> BigInt,
        client_id -> BigInt,
        kind -> Text,
        source_kind -> Nullable<Text>,
        source_id -> Nullable<BigInt>,
        rule_id -> Nullable<BigInt>,
        trigger_on -> Date,
        legal_on -> Date,
        legal_minute -> Nullable<Integer>,
        act_on -> Date,
        title -> Nullable<Text>,
        note -> Nullable<Text>,
        state -> Text,
        reason -> Nullable<Text>,
        handled_by_id -> Nullable<BigInt>,
        handled_at -> Nullable<Timestamp>,
        seen_lead -> Nullable<Integer>,
        shows_on -> Date,
        version -> Integer,
    }
}

diesel::table! {
    announced_arrivals (id) {
        id -> BigInt,
        client_id -> BigInt,
        facility_id -> BigInt,
        expected_on -> Date,
        outcome -> Nullable<Text>,
        stay_id -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    arrivals (id) {
        id -> BigInt,
        facility_id -> BigInt,
        alias -> Text,
        arrived_on -> Date,
        left_on -> Nullable<Date>,
        exit_reason -> Nullable<Text>,
        destination_id -> Nullable<BigInt>,
        noted_by_id -> Nullable<BigInt>,
        noted_at -> Timestamp,
        outcome -> Nullable<Text>,
        client_id -> Nullable<BigInt>,
        stay_id -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    withdrawal_notices (id) {
        id -> BigInt,
        about -> Text,
        said -> Text,
        client_id -> Nullable<BigInt>,
        left_by_id -> Nullable<BigInt>,
        left_at -> Timestamp,
        handled_by_id -> Nullable<BigInt>,
        handled_at -> Nullable<Timestamp>,
        handling -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    centre_exports (id) {
        id -> BigInt,
        facility_id -> BigInt,
        year -> Integer,
        reason -> Text,
        lines -> Integer,
        exported_by_id -> BigInt,
        exported_at -> Timestamp,
    }
}

diesel::table! {
    frozen_reports (id) {
        id -> BigInt,
        year -> Integer,
        number -> Integer,
        as_of -> Date,
        frozen_at -> Timestamp,
        frozen_by_id -> Nullable<BigInt>,
        reason -> Text,
        program_version -> Text,
        figures -> Text,
        names -> Text,
        sha256 -> Text,
    }
}

diesel::table! {
    frozen_records (id) {
        id -> BigInt,
        report_id -> BigInt,
        client_id -> Nullable<BigInt>,
        sealed -> Binary,
    }
}

diesel::table! {
    frozen_files (id) {
        id -> BigInt,
        report_id -> BigInt,
        file_name -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        sha256 -> Text,
        sealed -> Binary,
        added_by_id -> Nullable<BigInt>,
        added_at -> Timestamp,
    }
}

diesel::table! {
    frozen_publications (id) {
        id -> BigInt,
        year -> Integer,
        report_id -> Nullable<BigInt>,
        note -> Nullable<Text>,
        marked_by_id -> Nullable<BigInt>,
        marked_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    facilities,
    users,
    user_facilities,
    clients,
    client_identities,
    client_citizenships,
    client_languages,
    client_exploitations,
    client_exploitation_countries,
    consents,
    consent_scopes,
    children,
    journal_entries,
    journal_entry_aspects,
    journal_entry_topics,
    stay_absences,
    stays,
    residence_statuses,
    activities,
    police_matters,
    police_events,
    returns,
    legal_aid,
    benefits,
    enquiries,
    enquiry_handovers,
    night_cards,
    enquiry_subjects,
    enquiry_subject_exploitations,
    outreach_events,
    yearly_figures,
    installation,
    audit_log,
    sessions,
    invitations,
    sign_in_failures,
    once_keys,
    search_words,
    search_word_keys,
    client_words,
    client_numbers,
    distinct_clients,
    client_merges,
    client_merge_moves,
    client_closures,
    client_access,
    break_glass,
    client_contacts,
    contact_points,
    client_identifiers,
    client_alerts,
    journal_versions,
    journal_amendments,
    attachments,
    attachment_contents,
    drafts,
    stored_searches,
    report_scope,
    record_changes,
    residence_decisions,
    residence_appeals,
    residence_status_children,
    benefit_rates,
    benefit_exports,
    tasks,
    appointments,
    deadline_rules,
    deadline_rule_leads,
    deadlines,
    announced_arrivals,
    arrivals,
    withdrawal_notices,
    centre_exports,
    frozen_reports,
    frozen_records,
    frozen_files,
    frozen_publications,
);
