-- The list of clients: the order by latest entry from an index alone. On PostgreSQL the counts have one too.

DROP INDEX clients_by_entry;
CREATE INDEX clients_by_entry ON clients (
    latest_entry_on, case_number, id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity,
    intake_date, latest_status, latest_status_valid_to, latest_facility_id, latest_stay_ended_on
);
