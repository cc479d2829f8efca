-- The list of clients: counts, and the order by latest entry, from indexes alone.

-- The active clients by caseworker, with all that lists filter by: the counts walk through this, which is half as long as an
-- index of all and holds the id too, without which no index answers who may be seen. What is only read stands after the key.
DROP INDEX clients_by_caseworker;
CREATE INDEX clients_by_caseworker ON clients (caseworker_id, case_number) INCLUDE (
    id, closed_on, merged_into_id, locked_on, is_protected, lacks_identity, intake_date, latest_status, latest_status_valid_to,
    latest_facility_id, latest_stay_ended_on, latest_entry_on
) WHERE closed_on IS NULL AND merged_into_id IS NULL;
-- The same in the order of lists, so that a page far back is counted off among the active ones alone.
CREATE INDEX clients_active_by_case ON clients (case_number) INCLUDE (
    id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date, latest_status,
    latest_status_valid_to, latest_facility_id, latest_stay_ended_on, latest_entry_on
) WHERE closed_on IS NULL AND merged_into_id IS NULL;
-- Those without any entry are the most silent of all; SQLite takes NULL to be there by itself.
DROP INDEX clients_by_entry;
CREATE INDEX clients_by_entry ON clients (latest_entry_on NULLS FIRST, case_number) INCLUDE (
    id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date, latest_status,
    latest_status_valid_to, latest_facility_id, latest_stay_ended_on
);

-- The journal's text as words is a function that says what it costs. PostgreSQL took the expression for cheap, and to find a rare
-- word read all entries from the newest on instead of asking the index: minutes instead of milliseconds.
CREATE FUNCTION journal_words(text TEXT) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
BEGIN
    RETURN to_tsvector('simple', regexp_replace(translate(lower(text), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'), '[^[:alnum:]]+', ' ', 'g'));
END
$$;
DROP INDEX journal_search;
CREATE INDEX journal_search ON journal_entries USING gin (journal_words(text));
DROP INDEX amendment_search;
CREATE INDEX amendment_search ON journal_amendments USING gin (journal_words(text));
