-- What changes over time is entered and corrected through pages: rows get versions, and what stood before is kept.

ALTER TABLE residence_statuses ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE stays ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE activities ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE police_matters ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE police_events ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE returns ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE legal_aid ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE benefits ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outreach_events ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE yearly_figures ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What stood before a correction or a removal, as the answers of its form. record_id names a row of the table of its kind, which
-- may be gone.
CREATE TABLE record_changes (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT REFERENCES clients (id),
    record_kind TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    is_removal BOOLEAN NOT NULL,
    before TEXT NOT NULL,
    reason TEXT,
    changed_by_id BIGINT REFERENCES users (id),
    changed_at TIMESTAMP NOT NULL
);
CREATE INDEX record_changes_client ON record_changes (client_id, record_kind) WHERE client_id IS NOT NULL;
CREATE INDEX record_changes_record ON record_changes (record_kind, record_id);
