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
    }
}

diesel::table! {
    yearly_figures (id) {
        id -> BigInt,
        year -> Integer,
        figure -> Text,
        value -> Double,
        source -> Nullable<Text>,
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

// The clients who can appear in a year's report: a scratch table that lives as long as its transaction.
diesel::table! {
    report_scope (client_id) {
        client_id -> BigInt,
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
    stays,
    residence_statuses,
    activities,
    police_matters,
    police_events,
    returns,
    legal_aid,
    benefits,
    enquiries,
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
    report_scope,
);
