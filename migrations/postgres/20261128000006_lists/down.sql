DROP INDEX amendment_search;
DROP INDEX journal_search;
DROP FUNCTION journal_words;
CREATE INDEX journal_search ON journal_entries USING gin (
    to_tsvector('simple', regexp_replace(translate(lower(text), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'), '[^[:alnum:]]+', ' ', 'g'))
);
CREATE INDEX amendment_search ON journal_amendments USING gin (
    to_tsvector('simple', regexp_replace(translate(lower(text), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'), '[^[:alnum:]]+', ' ', 'g'))
);
DROP INDEX clients_active_by_case;
DROP INDEX clients_by_entry;
CREATE INDEX clients_by_entry ON clients (
    latest_entry_on, id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date,
    latest_status, latest_status_valid_to, latest_facility_id, latest_stay_ended_on
);
DROP INDEX clients_by_caseworker;
CREATE INDEX clients_by_caseworker ON clients (
    caseworker_id, closed_on, merged_into_id, locked_on, is_protected, lacks_identity, intake_date, latest_status,
    latest_status_valid_to, latest_facility_id, latest_stay_ended_on, latest_entry_on
);
