-- One row says which keyring belongs to this database (an HMAC over a fixed text, not a key).
CREATE TABLE installation (
    id INTEGER PRIMARY KEY NOT NULL,
    created_at TIMESTAMP NOT NULL,
    keyring_check TEXT NOT NULL
);

-- The log of acts: append-only, each row chained to the one before by an HMAC whose key is outside the database.
-- It holds who did what to which object, never a name, a value or an address.
CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY NOT NULL,
    at_utc TIMESTAMP NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT,
    object_id BIGINT,
    result TEXT NOT NULL,
    mac TEXT NOT NULL
);
CREATE INDEX audit_log_object ON audit_log (object_kind, object_id);

CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE (ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE (ABORT, 'the audit log is append-only');
END;
