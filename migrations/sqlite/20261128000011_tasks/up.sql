-- Tasks and appointments, and the indexes of the first page.

CREATE TABLE tasks (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT REFERENCES clients (id),
    title TEXT NOT NULL,
    note TEXT,
    due_on DATE,
    assignee_id BIGINT REFERENCES users (id),
    created_by_id BIGINT REFERENCES users (id),
    created_on DATE NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    reason TEXT,
    closed_by_id BIGINT REFERENCES users (id),
    closed_at TIMESTAMP,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX tasks_client ON tasks (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX tasks_assignee ON tasks (assignee_id, state, due_on);
CREATE INDEX tasks_due ON tasks (state, due_on);
CREATE INDEX tasks_closed ON tasks (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE appointments (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    title TEXT NOT NULL,
    held_on DATE NOT NULL,
    begins_minute INTEGER,
    ends_minute INTEGER,
    place TEXT,
    with_whom TEXT,
    assignee_id BIGINT REFERENCES users (id),
    interpreter_language TEXT,
    interpreter_state TEXT NOT NULL,
    interpreter_note TEXT,
    state TEXT NOT NULL,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX appointments_client ON appointments (client_id, held_on);
CREATE INDEX appointments_assignee ON appointments (assignee_id, state, held_on);

-- The first page: notes written lately, who has been quiet the longest, and what centres did.
CREATE INDEX journal_entries_written ON journal_entries (written_at) WHERE written_at IS NOT NULL;
CREATE INDEX clients_quiet ON clients (caseworker_id, latest_entry_on, intake_date)
WHERE closed_on IS NULL AND merged_into_id IS NULL;
CREATE INDEX audit_log_role ON audit_log (role, action, id);
