-- Applications and decisions on residence beside the status, their appeals, and the children who follow a parent's permit.

CREATE TABLE residence_decisions (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    kind TEXT NOT NULL,
    body TEXT,
    applied_on DATE,
    decided_on DATE,
    outcome TEXT,
    legal_basis TEXT,
    -- When she or her lawyer was told: appeal deadlines run from here. The minute (0 to 1439) matters for those of 48 hours.
    notified_on DATE,
    notified_minute INTEGER,
    -- The departure deadline that the decision sets.
    departure_by DATE,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX residence_decisions_client ON residence_decisions (client_id);

CREATE TABLE residence_appeals (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    decision_id BIGINT NOT NULL REFERENCES residence_decisions (id),
    kind TEXT NOT NULL,
    body TEXT,
    sent_on DATE NOT NULL,
    decided_on DATE,
    outcome TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX residence_appeals_client ON residence_appeals (client_id);
CREATE INDEX residence_appeals_decision ON residence_appeals (decision_id);

-- A child follows the permit and limits of its parent (Immigration Regulations § 8-3, fourth paragraph).
CREATE TABLE residence_status_children (
    status_id BIGINT NOT NULL REFERENCES residence_statuses (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    child_label TEXT NOT NULL,
    PRIMARY KEY (status_id, position)
) WITHOUT ROWID;
