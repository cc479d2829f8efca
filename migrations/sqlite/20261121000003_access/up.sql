-- Signing in. A password is kept as its Argon2id hash, a token (session, invitation) as its SHA-256: whoever reads the
-- database can use neither.

ALTER TABLE users ADD COLUMN password_hash TEXT;
ALTER TABLE users ADD COLUMN language TEXT;
ALTER TABLE users ADD COLUMN deactivated_at TIMESTAMP;
ALTER TABLE users ADD COLUMN last_sign_in_at TIMESTAMP;
ALTER TABLE users ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- A second person must agree before somebody becomes a lead.
ALTER TABLE users ADD COLUMN awaits_approval BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE facilities ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    user_id BIGINT NOT NULL REFERENCES users (id),
    state TEXT NOT NULL,
    csrf TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    verified_at TIMESTAMP NOT NULL,
    previous_sign_in_at TIMESTAMP
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE invitations (
    id INTEGER PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    user_id BIGINT NOT NULL REFERENCES users (id),
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX invitations_user ON invitations (user_id);

-- Failed attempts to sign in, by keyed hashes of the account and of the network: never a name, never an address.
CREATE TABLE sign_in_failures (
    id INTEGER PRIMARY KEY NOT NULL,
    account_key TEXT NOT NULL,
    network_key TEXT NOT NULL,
    failed_at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_failures_account ON sign_in_failures (account_key, failed_at);
CREATE INDEX sign_in_failures_network ON sign_in_failures (network_key, failed_at);

-- Keys of forms that create something: a form sent twice has one effect.
CREATE TABLE once_keys (
    id INTEGER PRIMARY KEY NOT NULL,
    once_key TEXT NOT NULL UNIQUE,
    used_at TIMESTAMP NOT NULL
);
