-- The list of clients: counts, one's own, and the order by latest entry, from indexes alone.

-- The active clients with all that lists filter by: the counts walk through this, which is half as long as an index of all.
DROP INDEX clients_by_caseworker;
CREATE INDEX clients_by_caseworker ON clients (
    caseworker_id, case_number, closed_on, merged_into_id, locked_on, is_protected, lacks_identity, intake_date, latest_status,
    latest_status_valid_to, latest_facility_id, latest_stay_ended_on, latest_entry_on
) WHERE closed_on IS NULL AND merged_into_id IS NULL;
-- The same in the order of lists, so that a page far back is counted off among the active ones alone.
CREATE INDEX clients_active_by_case ON clients (
    case_number, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date, latest_status,
    latest_status_valid_to, latest_facility_id, latest_stay_ended_on, latest_entry_on
) WHERE closed_on IS NULL AND merged_into_id IS NULL;
DROP INDEX clients_by_entry;
CREATE INDEX clients_by_entry ON clients (
    latest_entry_on, case_number, id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity,
    intake_date, latest_status, latest_status_valid_to, latest_facility_id, latest_stay_ended_on
);
