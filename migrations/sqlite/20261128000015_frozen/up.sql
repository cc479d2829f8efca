-- Years that were frozen: what a report showed on a day, with the records it counted, so that every later difference can be
-- explained. Nothing here is ever changed. The sealed rows of a client go with her erasure; the figures stay.
CREATE TABLE frozen_reports (
    id INTEGER PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    -- 1, 2, 3 … within the year.
    number INTEGER NOT NULL,
    -- The closing date Z.
    as_of DATE NOT NULL,
    frozen_at TIMESTAMP NOT NULL,
    frozen_by_id BIGINT REFERENCES users (id),
    reason TEXT NOT NULL,
    program_version TEXT NOT NULL,
    -- The report as canonical JSON (rosa-report/1): keys in order, no spaces.
    figures TEXT NOT NULL,
    -- The names of facilities on that day, as JSON.
    names TEXT NOT NULL,
    -- SHA-256 of `figures`, hexadecimal.
    sha256 TEXT NOT NULL,
    UNIQUE (year, number)
);

-- What the figures counted: a row a client, and one without client for calls, events and places. Sealed JSON.
CREATE TABLE frozen_records (
    id INTEGER PRIMARY KEY NOT NULL,
    report_id BIGINT NOT NULL REFERENCES frozen_reports (id),
    client_id BIGINT REFERENCES clients (id),
    sealed BLOB NOT NULL
);
CREATE INDEX frozen_records_report ON frozen_records (report_id);
CREATE INDEX frozen_records_client ON frozen_records (client_id);

-- Files made of a frozen report, as they left the house. Sealed as attachments are.
CREATE TABLE frozen_files (
    id INTEGER PRIMARY KEY NOT NULL,
    report_id BIGINT NOT NULL REFERENCES frozen_reports (id),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    -- SHA-256 of the file, hexadecimal.
    sha256 TEXT NOT NULL,
    sealed BLOB NOT NULL,
    added_by_id BIGINT REFERENCES users (id),
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX frozen_files_report ON frozen_files (report_id);

-- Which version of a year is the published one: the last row of the year says so; without a report, none is.
CREATE TABLE frozen_publications (
    id INTEGER PRIMARY KEY NOT NULL,
    year INTEGER NOT NULL,
    report_id BIGINT REFERENCES frozen_reports (id),
    note TEXT,
    marked_by_id BIGINT REFERENCES users (id),
    marked_at TIMESTAMP NOT NULL
);
CREATE INDEX frozen_publications_year ON frozen_publications (year);

CREATE TRIGGER frozen_reports_no_update BEFORE UPDATE ON frozen_reports BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
CREATE TRIGGER frozen_reports_no_delete BEFORE DELETE ON frozen_reports BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
CREATE TRIGGER frozen_records_no_update BEFORE UPDATE ON frozen_records BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
CREATE TRIGGER frozen_records_no_delete BEFORE DELETE ON frozen_records WHEN OLD.client_id IS NULL BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
CREATE TRIGGER frozen_files_no_update BEFORE UPDATE ON frozen_files BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
CREATE TRIGGER frozen_files_no_delete BEFORE DELETE ON frozen_files BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
CREATE TRIGGER frozen_publications_no_update BEFORE UPDATE ON frozen_publications BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
CREATE TRIGGER frozen_publications_no_delete BEFORE DELETE ON frozen_publications BEGIN SELECT RAISE (ABORT, 'a frozen report stays as it is'); END;
