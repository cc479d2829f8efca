-- Working with a client: finding her, who is around her, her journal as it is written, who may see her.

ALTER TABLE clients ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE clients ADD COLUMN is_protected BOOLEAN NOT NULL DEFAULT FALSE;
-- The day the last consent to keep a journal was withdrawn: from then on only the lead opens her.
ALTER TABLE clients ADD COLUMN locked_on DATE;
ALTER TABLE clients ADD COLUMN aftercare_until DATE;
ALTER TABLE clients ADD COLUMN merged_into_id BIGINT;
-- What the list of clients shows and sorts by, derived from the rows of other tables in the same transaction.
ALTER TABLE clients ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN lacks_identity BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE clients ADD COLUMN latest_status TEXT;
ALTER TABLE clients ADD COLUMN latest_status_valid_to DATE;
ALTER TABLE clients ADD COLUMN latest_facility_id BIGINT;
ALTER TABLE clients ADD COLUMN latest_stay_began_on DATE;
ALTER TABLE clients ADD COLUMN latest_stay_ended_on DATE;
ALTER TABLE clients ADD COLUMN latest_entry_on DATE;
-- All that the list of clients filters and counts by, in each order it is sorted by, so that it reads these and not the cases.
CREATE INDEX clients_by_caseworker ON clients (
    caseworker_id, closed_on, merged_into_id, locked_on, is_protected, lacks_identity, intake_date, latest_status,
    latest_status_valid_to, latest_facility_id, latest_stay_ended_on, latest_entry_on
);
CREATE INDEX clients_by_case ON clients (
    case_number, id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date,
    latest_status, latest_status_valid_to, latest_facility_id, latest_stay_ended_on, latest_entry_on
);
CREATE INDEX clients_by_name ON clients (
    sort_name, id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date,
    latest_status, latest_status_valid_to, latest_facility_id, latest_stay_ended_on, latest_entry_on
);
CREATE INDEX clients_by_entry ON clients (
    latest_entry_on, id, closed_on, merged_into_id, locked_on, is_protected, caseworker_id, lacks_identity, intake_date,
    latest_status, latest_status_valid_to, latest_facility_id, latest_stay_ended_on
);
CREATE INDEX clients_intake_date ON clients (intake_date, id);
CREATE INDEX clients_merged_into ON clients (merged_into_id) WHERE merged_into_id IS NOT NULL;

ALTER TABLE client_identities ADD COLUMN interpreter_note TEXT;
ALTER TABLE client_identities ADD COLUMN note TEXT;

-- The words of all names and aliases, folded, each once; by their keys a misspelt word is found.
CREATE TABLE search_words (
    id INTEGER PRIMARY KEY NOT NULL,
    word TEXT NOT NULL UNIQUE
);

CREATE TABLE search_word_keys (
    sound TEXT NOT NULL,
    word_id BIGINT NOT NULL REFERENCES search_words (id),
    PRIMARY KEY (sound, word_id)
) WITHOUT ROWID;
CREATE INDEX search_word_keys_word ON search_word_keys (word_id);

CREATE TABLE client_words (
    word_id BIGINT NOT NULL REFERENCES search_words (id),
    client_id BIGINT NOT NULL REFERENCES clients (id),
    PRIMARY KEY (word_id, client_id)
) WITHOUT ROWID;
CREATE INDEX client_words_client ON client_words (client_id);

-- Digits of numbers, last first, so that the last digits find her.
CREATE TABLE client_numbers (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    reversed TEXT NOT NULL
);
CREATE INDEX client_numbers_reversed ON client_numbers (reversed);
CREATE INDEX client_numbers_client ON client_numbers (client_id);

-- Two who look alike and are not the same person, the smaller id first.
CREATE TABLE distinct_clients (
    client_id BIGINT NOT NULL REFERENCES clients (id),
    other_id BIGINT NOT NULL REFERENCES clients (id),
    decided_by_id BIGINT REFERENCES users (id),
    decided_at TIMESTAMP NOT NULL,
    PRIMARY KEY (client_id, other_id)
) WITHOUT ROWID;
CREATE INDEX distinct_clients_other ON distinct_clients (other_id);

-- A record that turned out to be about the same person points to the other; what was moved can be moved back.
CREATE TABLE client_merges (
    id INTEGER PRIMARY KEY NOT NULL,
    survivor_id BIGINT NOT NULL REFERENCES clients (id),
    merged_id BIGINT NOT NULL REFERENCES clients (id),
    merged_by_id BIGINT REFERENCES users (id),
    merged_at TIMESTAMP NOT NULL,
    undone_by_id BIGINT REFERENCES users (id),
    undone_at TIMESTAMP
);
CREATE INDEX client_merges_survivor ON client_merges (survivor_id);
CREATE INDEX client_merges_merged ON client_merges (merged_id);

CREATE TABLE client_merge_moves (
    id INTEGER PRIMARY KEY NOT NULL,
    merge_id BIGINT NOT NULL REFERENCES client_merges (id),
    record_kind TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    label_before TEXT
);
CREATE INDEX client_merge_moves_merge ON client_merge_moves (merge_id);

-- Every closing of a case and its reopening; clients.closed_on holds the one that stands.
CREATE TABLE client_closures (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    closed_on DATE NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    aftercare_until DATE,
    closed_by_id BIGINT REFERENCES users (id),
    reopened_on DATE,
    reopened_by_id BIGINT REFERENCES users (id)
);
CREATE INDEX client_closures_client ON client_closures (client_id);

-- Named users: those who may open a protected client, and those who may not open this one.
CREATE TABLE client_access (
    client_id BIGINT NOT NULL REFERENCES clients (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    rule TEXT NOT NULL,
    reason TEXT,
    set_by_id BIGINT REFERENCES users (id),
    set_at TIMESTAMP NOT NULL,
    PRIMARY KEY (client_id, user_id)
) WITHOUT ROWID;
CREATE INDEX client_access_user ON client_access (user_id);

-- A protected client opened in an emergency, with the reason in writing.
CREATE TABLE break_glass (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    reason TEXT NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    seen_by_id BIGINT REFERENCES users (id),
    seen_at TIMESTAMP
);
CREATE INDEX break_glass_user ON break_glass (user_id, ends_at);
CREATE INDEX break_glass_client ON break_glass (client_id);

CREATE TABLE client_contacts (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT,
    phone TEXT,
    email TEXT,
    note TEXT,
    ended_on DATE,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX client_contacts_client ON client_contacts (client_id);

-- How she can be reached, and what is safe.
CREATE TABLE contact_points (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    safety TEXT NOT NULL,
    note TEXT,
    ended_on DATE,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX contact_points_client ON contact_points (client_id);

CREATE TABLE client_identifiers (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT,
    is_verified BOOLEAN NOT NULL,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX client_identifiers_client ON client_identifiers (client_id);

CREATE TABLE client_alerts (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    level TEXT NOT NULL,
    text TEXT NOT NULL,
    began_on DATE NOT NULL,
    ends_on DATE,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX client_alerts_client ON client_alerts (client_id);

ALTER TABLE children ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- When an entry was written (UTC); NULL for what came from a register, which is locked from the start.
ALTER TABLE journal_entries ADD COLUMN written_at TIMESTAMP;
ALTER TABLE journal_entries ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX journal_entries_date ON journal_entries (client_id, occurred_on);

-- What stood before a correction.
CREATE TABLE journal_versions (
    id INTEGER PRIMARY KEY NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES journal_entries (id),
    text TEXT NOT NULL,
    visibility TEXT,
    replaced_at TIMESTAMP NOT NULL
);
CREATE INDEX journal_versions_entry ON journal_versions (entry_id);

CREATE TABLE journal_amendments (
    id INTEGER PRIMARY KEY NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES journal_entries (id),
    text TEXT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES users (id),
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX journal_amendments_entry ON journal_amendments (entry_id);

-- Files, each sealed with a key of its own purpose besides the database's.
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    entry_id BIGINT NOT NULL REFERENCES journal_entries (id),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    added_by_id BIGINT REFERENCES users (id),
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX attachments_client ON attachments (client_id);
CREATE INDEX attachments_entry ON attachments (entry_id);

-- The sealed bytes, apart, so that a list of files does not read them.
CREATE TABLE attachment_contents (
    attachment_id INTEGER PRIMARY KEY NOT NULL REFERENCES attachments (id),
    sealed BLOB NOT NULL
);

-- The journal's text as words. FTS5 keeps it in tables of its own; deleted words are overwritten.
CREATE VIRTUAL TABLE journal_search USING fts5(
    text, content='journal_entries', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO journal_search (journal_search, rank) VALUES ('secure-delete', 1);
INSERT INTO journal_search (journal_search) VALUES ('rebuild');
CREATE TRIGGER journal_search_insert AFTER INSERT ON journal_entries BEGIN
    INSERT INTO journal_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER journal_search_delete AFTER DELETE ON journal_entries BEGIN
    INSERT INTO journal_search (journal_search, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER journal_search_update AFTER UPDATE OF text ON journal_entries BEGIN
    INSERT INTO journal_search (journal_search, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO journal_search (rowid, text) VALUES (new.id, new.text);
END;

-- The same for amendments, which are never changed.
CREATE VIRTUAL TABLE amendment_search USING fts5(
    text, content='journal_amendments', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO amendment_search (amendment_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER amendment_search_insert AFTER INSERT ON journal_amendments BEGIN
    INSERT INTO amendment_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER amendment_search_delete AFTER DELETE ON journal_amendments BEGIN
    INSERT INTO amendment_search (amendment_search, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- Half-written forms: one per user and page.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    address TEXT NOT NULL,
    client_id BIGINT REFERENCES clients (id),
    body TEXT NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    UNIQUE (user_id, address)
);
CREATE INDEX drafts_client ON drafts (client_id) WHERE client_id IS NOT NULL;

-- What somebody searched for, as long as her session lasts: names never stand in an address.
CREATE TABLE stored_searches (
    id INTEGER PRIMARY KEY NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    terms TEXT NOT NULL,
    searched_at TIMESTAMP NOT NULL
);
CREATE INDEX stored_searches_session ON stored_searches (session_id);

CREATE INDEX audit_log_actor ON audit_log (actor, action, id);
