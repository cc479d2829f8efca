DROP INDEX clients_by_entry;
CREATE INDEX clients_by_entry ON clients (
    latest_entry_on, id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date,
    latest_status, latest_status_valid_to, latest_facility_id, latest_stay_ended_on
);
