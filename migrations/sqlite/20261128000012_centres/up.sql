-- What centres and ROSA tell each other: whom ROSA announced, who came unknown to ROSA, and notices of withdrawals that were
-- told to somebody who may not open the client.

CREATE TABLE announced_arrivals (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    facility_id BIGINT NOT NULL REFERENCES facilities (id),
    expected_on DATE NOT NULL,
    outcome TEXT,
    stay_id BIGINT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX announced_arrivals_client ON announced_arrivals (client_id);
CREATE INDEX announced_arrivals_open ON announced_arrivals (facility_id, expected_on) WHERE outcome IS NULL;

CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY NOT NULL,
    facility_id BIGINT NOT NULL REFERENCES facilities (id),
    alias TEXT NOT NULL,
    arrived_on DATE NOT NULL,
    left_on DATE,
    exit_reason TEXT,
    destination_id BIGINT REFERENCES facilities (id),
    noted_by_id BIGINT REFERENCES users (id),
    noted_at TIMESTAMP NOT NULL,
    outcome TEXT,
    client_id BIGINT REFERENCES clients (id),
    stay_id BIGINT,
    reason TEXT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX arrivals_client ON arrivals (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX arrivals_open ON arrivals (facility_id, arrived_on) WHERE outcome IS NULL;

CREATE TABLE withdrawal_notices (
    id INTEGER PRIMARY KEY NOT NULL,
    about TEXT NOT NULL,
    said TEXT NOT NULL,
    client_id BIGINT REFERENCES clients (id),
    left_by_id BIGINT REFERENCES users (id),
    left_at TIMESTAMP NOT NULL,
    handled_by_id BIGINT REFERENCES users (id),
    handled_at TIMESTAMP,
    handling TEXT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX withdrawal_notices_client ON withdrawal_notices (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX withdrawal_notices_open ON withdrawal_notices (left_at) WHERE handled_at IS NULL;

-- What a centre took out of its own stays and nights, and why.
CREATE TABLE centre_exports (
    id INTEGER PRIMARY KEY NOT NULL,
    facility_id BIGINT NOT NULL REFERENCES facilities (id),
    year INTEGER NOT NULL,
    reason TEXT NOT NULL,
    lines INTEGER NOT NULL,
    exported_by_id BIGINT NOT NULL REFERENCES users (id),
    exported_at TIMESTAMP NOT NULL
);
CREATE INDEX centre_exports_facility ON centre_exports (facility_id, id);

-- Who lives at a place now, and who left lately.
CREATE INDEX stays_at_facility ON stays (facility_id, ended_on);
