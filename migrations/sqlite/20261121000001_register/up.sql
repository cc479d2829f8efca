-- Every table of the register format (docs/register-format.md). The same names stand in migrations/postgres.
-- Blank is NULL and means "not recorded", which is not the code `unknown`.

CREATE TABLE facilities (
    id INTEGER PRIMARY KEY NOT NULL,
    facility_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    facility_type TEXT NOT NULL,
    municipality TEXT,
    secret_address BOOLEAN,
    valid_from DATE,
    valid_to DATE
);

CREATE TABLE users (
    id INTEGER PRIMARY KEY NOT NULL,
    username TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL
);

CREATE TABLE user_facilities (
    user_id BIGINT NOT NULL REFERENCES users (id),
    position INTEGER NOT NULL,
    facility_id BIGINT NOT NULL REFERENCES facilities (id),
    PRIMARY KEY (user_id, position)
) WITHOUT ROWID;

-- The case. Who the person is stands in client_identities, so that a list of cases need not touch it.
CREATE TABLE clients (
    id INTEGER PRIMARY KEY NOT NULL,
    case_number TEXT NOT NULL UNIQUE,
    intake_date DATE NOT NULL,
    referred_by TEXT,
    identified_in_id BIGINT REFERENCES facilities (id),
    pregnant_at_intake TEXT,
    children_abroad TEXT,
    children_abroad_count INTEGER,
    caseworker_id BIGINT REFERENCES users (id),
    closed_on DATE,
    closure_reason TEXT
);
CREATE INDEX clients_closed_on ON clients (closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX clients_caseworker ON clients (caseworker_id);

CREATE TABLE client_identities (
    client_id INTEGER PRIMARY KEY NOT NULL REFERENCES clients (id),
    given_name TEXT,
    family_name TEXT,
    alias TEXT,
    birth_date DATE,
    birth_date_certainty TEXT,
    gender TEXT NOT NULL,
    duf_number TEXT,
    interpreter BOOLEAN,
    address_protection TEXT
);

CREATE TABLE client_citizenships (
    client_id BIGINT NOT NULL REFERENCES clients (id),
    position INTEGER NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (client_id, position)
) WITHOUT ROWID;

CREATE TABLE client_languages (
    client_id BIGINT NOT NULL REFERENCES clients (id),
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (client_id, position)
) WITHOUT ROWID;

CREATE TABLE client_exploitations (
    client_id BIGINT NOT NULL REFERENCES clients (id),
    position INTEGER NOT NULL,
    exploitation TEXT NOT NULL,
    PRIMARY KEY (client_id, position)
) WITHOUT ROWID;

CREATE TABLE client_exploitation_countries (
    client_id BIGINT NOT NULL REFERENCES clients (id),
    position INTEGER NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (client_id, position)
) WITHOUT ROWID;

CREATE TABLE consents (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    given_on DATE NOT NULL,
    form TEXT NOT NULL,
    expires_on DATE,
    withdrawn_on DATE,
    note TEXT
);
CREATE INDEX consents_client ON consents (client_id, given_on);

CREATE TABLE consent_scopes (
    consent_id BIGINT NOT NULL REFERENCES consents (id),
    position INTEGER NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (consent_id, position)
) WITHOUT ROWID;

-- One row is one period in which a child accompanies the client; child_label tells one client's children apart.
CREATE TABLE children (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    child_label TEXT NOT NULL,
    birth_date DATE,
    gender TEXT,
    accompanying_from DATE NOT NULL,
    accompanying_to DATE,
    born_in_norway TEXT
);
CREATE INDEX children_client ON children (client_id, accompanying_from);

-- What a person experienced is a local date with an optional minute of the day (0 to 1439).
CREATE TABLE journal_entries (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    occurred_on DATE NOT NULL,
    occurred_minute INTEGER,
    mode TEXT NOT NULL,
    text TEXT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES users (id),
    visibility TEXT
);
-- The report asks who had a conversation in a period, and on which dates one person had any.
CREATE INDEX journal_entries_mode ON journal_entries (mode, occurred_on, client_id);
CREATE INDEX journal_entries_client ON journal_entries (client_id, mode, occurred_on);

CREATE TABLE journal_entry_aspects (
    entry_id BIGINT NOT NULL REFERENCES journal_entries (id),
    position INTEGER NOT NULL,
    aspect TEXT NOT NULL,
    PRIMARY KEY (entry_id, position)
) WITHOUT ROWID;

CREATE TABLE journal_entry_topics (
    entry_id BIGINT NOT NULL REFERENCES journal_entries (id),
    position INTEGER NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (entry_id, position)
) WITHOUT ROWID;

-- The stay covers the nights from began_on up to, not including, ended_on; NULL means still there.
CREATE TABLE stays (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    facility_id BIGINT NOT NULL REFERENCES facilities (id),
    began_on DATE NOT NULL,
    ended_on DATE,
    arranged_by TEXT,
    exit_reason TEXT,
    destination_id BIGINT REFERENCES facilities (id)
);
CREATE INDEX stays_client ON stays (client_id, began_on);
CREATE INDEX stays_facility ON stays (facility_id, began_on);
CREATE INDEX stays_ended_on ON stays (ended_on, began_on, client_id);

CREATE TABLE residence_statuses (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    began_on DATE NOT NULL,
    status TEXT NOT NULL,
    valid_to DATE,
    legal_basis TEXT,
    decided_by TEXT,
    note TEXT,
    UNIQUE (client_id, began_on)
);

CREATE TABLE activities (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    activity_type TEXT NOT NULL,
    provider TEXT,
    began_on DATE NOT NULL,
    ended_on DATE,
    completed TEXT,
    support_ore BIGINT
);
CREATE INDEX activities_client ON activities (client_id, began_on);

CREATE TABLE police_matters (
    id INTEGER PRIMARY KEY NOT NULL,
    matter_key TEXT NOT NULL UNIQUE,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    offence TEXT NOT NULL,
    role TEXT,
    district TEXT,
    case_number TEXT
);
CREATE INDEX police_matters_client ON police_matters (client_id);

CREATE TABLE police_events (
    id INTEGER PRIMARY KEY NOT NULL,
    matter_id BIGINT NOT NULL REFERENCES police_matters (id),
    happened_on DATE NOT NULL,
    event TEXT NOT NULL,
    ground TEXT,
    note TEXT
);
CREATE INDEX police_events_matter ON police_events (matter_id, happened_on);
CREATE INDEX police_events_happened_on ON police_events (happened_on, matter_id);

CREATE TABLE returns (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    programme TEXT NOT NULL,
    country TEXT,
    applied_on DATE,
    decided_on DATE,
    decision TEXT,
    withdrawn_on DATE,
    returned_on DATE
);
CREATE INDEX returns_client ON returns (client_id, applied_on);

-- Hours are kept in hundredths: half an hour is 50.
CREATE TABLE legal_aid (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    lawyer TEXT NOT NULL,
    granted_on DATE NOT NULL,
    hours_granted_hundredths BIGINT NOT NULL,
    hours_used_hundredths BIGINT,
    kind TEXT
);
CREATE INDEX legal_aid_client ON legal_aid (client_id, granted_on);

-- period is the first day of the month that the benefit is for.
CREATE TABLE benefits (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    period DATE NOT NULL,
    category TEXT NOT NULL,
    amount_ore BIGINT NOT NULL,
    status TEXT NOT NULL,
    paid_on DATE
);
CREATE INDEX benefits_client ON benefits (client_id, period);
CREATE INDEX benefits_paid_on ON benefits (paid_on);

CREATE TABLE enquiries (
    id INTEGER PRIMARY KEY NOT NULL,
    enquiry_key TEXT NOT NULL UNIQUE,
    received_on DATE NOT NULL,
    received_minute INTEGER,
    channel TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    caller TEXT NOT NULL,
    topic TEXT NOT NULL,
    client_id BIGINT REFERENCES clients (id),
    facility_id BIGINT REFERENCES facilities (id),
    note TEXT
);
CREATE INDEX enquiries_received_on ON enquiries (received_on);
CREATE INDEX enquiries_client ON enquiries (client_id) WHERE client_id IS NOT NULL;

-- One row may stand for several possible victims of one call: persons.
CREATE TABLE enquiry_subjects (
    id INTEGER PRIMARY KEY NOT NULL,
    enquiry_id BIGINT NOT NULL REFERENCES enquiries (id),
    persons INTEGER NOT NULL,
    gender TEXT NOT NULL,
    nationality TEXT,
    minors_along INTEGER,
    first_time BOOLEAN NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    client_id BIGINT REFERENCES clients (id)
);
CREATE INDEX enquiry_subjects_enquiry ON enquiry_subjects (enquiry_id);
CREATE INDEX enquiry_subjects_client ON enquiry_subjects (client_id) WHERE client_id IS NOT NULL;

CREATE TABLE enquiry_subject_exploitations (
    subject_id BIGINT NOT NULL REFERENCES enquiry_subjects (id),
    position INTEGER NOT NULL,
    exploitation TEXT NOT NULL,
    PRIMARY KEY (subject_id, position)
) WITHOUT ROWID;

CREATE TABLE outreach_events (
    id INTEGER PRIMARY KEY NOT NULL,
    held_on DATE NOT NULL,
    outreach_type TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT,
    facility_id BIGINT REFERENCES facilities (id),
    audience TEXT,
    participants INTEGER,
    abroad BOOLEAN
);
CREATE INDEX outreach_events_held_on ON outreach_events (held_on);

-- Figures typed by hand: earlier years, and what no record holds (figure begins with manual.).
CREATE TABLE yearly_figures (
    id INTEGER PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    figure TEXT NOT NULL,
    value DOUBLE NOT NULL,
    source TEXT,
    UNIQUE (year, figure)
);
