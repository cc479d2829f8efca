-- Enquiries as people enter them: who wrote one and when, what is handed to another shift or promised, and the cards that clients
-- let the night duty find.

ALTER TABLE enquiries ADD COLUMN author_id BIGINT REFERENCES users (id);
ALTER TABLE enquiries ADD COLUMN entered_at TIMESTAMP;
ALTER TABLE enquiries ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX enquiries_entered ON enquiries (author_id, entered_at) WHERE entered_at IS NOT NULL;

CREATE TABLE enquiry_handovers (
    id INTEGER PRIMARY KEY NOT NULL,
    enquiry_id BIGINT NOT NULL UNIQUE REFERENCES enquiries (id),
    shift TEXT NOT NULL,
    handed_by_id BIGINT REFERENCES users (id),
    handed_at TIMESTAMP NOT NULL,
    call_on DATE,
    call_minute INTEGER,
    call_name TEXT,
    call_number TEXT,
    call_note TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    taken_by_id BIGINT REFERENCES users (id),
    taken_at TIMESTAMP,
    done_by_id BIGINT REFERENCES users (id),
    done_at TIMESTAMP,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX enquiry_handovers_open ON enquiry_handovers (shift) WHERE done_at IS NULL;

CREATE TABLE night_cards (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    alias TEXT NOT NULL,
    safe_number TEXT,
    instructions TEXT,
    ring TEXT,
    agreed_on DATE NOT NULL,
    valid_to DATE NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX night_cards_client ON night_cards (client_id);
CREATE INDEX night_cards_valid ON night_cards (valid_to);
