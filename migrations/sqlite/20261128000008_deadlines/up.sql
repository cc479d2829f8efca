-- Deadlines: dated rules that the administrator keeps, and what follows from them for each client.

CREATE TABLE deadline_rules (
    id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    -- Holds for what begins to run on this day or later, until the next rule of its kind.
    valid_from DATE NOT NULL,
    is_on BOOLEAN NOT NULL,
    amount INTEGER NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (kind, valid_from)
);

-- How many days before the day it reminds, the most first.
CREATE TABLE deadline_rule_leads (
    rule_id BIGINT NOT NULL REFERENCES deadline_rules (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    days INTEGER NOT NULL,
    PRIMARY KEY (rule_id, position)
) WITHOUT ROWID;

CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    kind TEXT NOT NULL,
    -- The record it follows from; both blank for one written by hand.
    source_kind TEXT,
    source_id BIGINT,
    rule_id BIGINT REFERENCES deadline_rules (id),
    trigger_on DATE NOT NULL,
    legal_on DATE NOT NULL,
    -- The minute of the day (0 to 1439) of a deadline in hours, or one that was written.
    legal_minute INTEGER,
    -- The working day on which to act.
    act_on DATE NOT NULL,
    title TEXT,
    note TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    handled_by_id BIGINT REFERENCES users (id),
    handled_at TIMESTAMP,
    -- The reminder that was seen, in days before, and the day from which it reminds (again).
    seen_lead INTEGER,
    shows_on DATE NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (source_id, source_kind, kind)
);
CREATE INDEX deadlines_client ON deadlines (client_id);
CREATE INDEX deadlines_open ON deadlines (act_on, id, client_id, shows_on, kind) WHERE state = 'open';

INSERT INTO deadline_rules (id, kind, valid_from, is_on, amount, unit, source) VALUES
    (1, 'reflection_ends', '1900-01-01', 1, 6, 'months', 'Utlendingsforskriften § 8-3 første ledd: seks måneder, kan ikke fornyes. Datoen i vedtaket går foran.'),
    (2, 'limited_ends', '1900-01-01', 1, 0, 'days', 'Utlendingsforskriften § 8-3 annet ledd: datoen i vedtaket.'),
    (3, 'limited_renewal', '1900-01-01', 1, 1, 'months', 'UDI: søk om fornyelse senest én måned før tillatelsen går ut.'),
    (4, 'permit_ends', '1900-01-01', 1, 0, 'days', 'Utlendingsloven § 60: datoen i vedtaket.'),
    (5, 'visit_ends', '1900-01-01', 1, 0, 'days', 'Utlendingsloven kapittel 2: siste dag av visum eller visumfritt opphold.'),
    (6, 'appeal', '1900-01-01', 1, 3, 'weeks', 'Forvaltningsloven § 29: tre uker fra underretningen kom fram.'),
    (7, 'stay_request', '1900-01-01', 1, 48, 'hours', 'UNE: 48 timer fra avslaget i en Dublin-sak.'),
    (8, 'dublin_transfer', '1900-01-01', 1, 6, 'months', 'Dublin III-forordningen artikkel 29: seks måneder. Tolv ved fengsling, atten ved unndragelse.'),
    (9, 'departure', '1900-01-01', 1, 0, 'days', 'Utlendingsloven § 90: datoen i vedtaket.'),
    (10, 'dismissal_appeal', '1900-01-01', 1, 3, 'weeks', 'Straffeprosessloven § 59 a: tre uker fra underretningen.'),
    (11, 'dismissal_reversal', '1900-01-01', 1, 3, 'months', 'Straffeprosessloven § 75: tre måneder når noen har vært siktet.'),
    (12, 'family_after_protection', '1900-01-01', 1, 12, 'months', 'UDI: søknad innen ett år etter beskyttelsen, uten inntektskrav.'),
    (13, 'legal_aid_used', '1900-01-01', 1, 0, 'days', 'ROSA: når timene er brukt opp, søker advokaten om flere.'),
    (14, 'consent_expires', '1900-01-01', 1, 0, 'days', 'Personopplysningsloven: samtykket gjelder til sin siste dag.'),
    (15, 'consent_review', '1900-01-01', 1, 12, 'months', 'ROSA: samtykket gjennomgås hvert år.'),
    (16, 'application_waiting', '1900-01-01', 1, 12, 'weeks', 'ROSA: spør etter svar på søknaden.'),
    (17, 'silent_journal', '1900-01-01', 1, 60, 'days', 'ROSA: ta kontakt når det er lenge siden siste notat.'),
    (18, 'stay_unconfirmed', '1900-01-01', 1, 30, 'days', 'ROSA: spør botilbudet om oppholdet varer.'),
    (19, 'card', '1900-01-01', 1, 0, 'days', 'Datoen på kortet eller reisebeviset.'),
    (20, 'own', '1900-01-01', 1, 0, 'days', 'Datoen som ble skrevet.');

INSERT INTO deadline_rule_leads (rule_id, position, days) VALUES
    (1, 0, 90), (1, 1, 60), (1, 2, 30), (1, 3, 14), (1, 4, 7),
    (2, 0, 90), (2, 1, 60), (2, 2, 30), (2, 3, 14), (2, 4, 7),
    (3, 0, 90), (3, 1, 60), (3, 2, 30), (3, 3, 14), (3, 4, 7),
    (4, 0, 90), (4, 1, 60), (4, 2, 30), (4, 3, 14), (4, 4, 7),
    (5, 0, 30), (5, 1, 14), (5, 2, 7),
    (6, 0, 21), (6, 1, 14), (6, 2, 7), (6, 3, 3),
    (7, 0, 2),
    (8, 0, 60), (8, 1, 30), (8, 2, 14), (8, 3, 7),
    (9, 0, 30), (9, 1, 14), (9, 2, 7), (9, 3, 3),
    (10, 0, 21), (10, 1, 14), (10, 2, 7), (10, 3, 3),
    (11, 0, 60), (11, 1, 30), (11, 2, 14), (11, 3, 7),
    (12, 0, 90), (12, 1, 60), (12, 2, 30), (12, 3, 14),
    (13, 0, 0),
    (14, 0, 30), (14, 1, 14), (14, 2, 7),
    (15, 0, 30), (15, 1, 0),
    (16, 0, 0),
    (17, 0, 0),
    (18, 0, 0),
    (19, 0, 90), (19, 1, 60), (19, 2, 30), (19, 3, 14),
    (20, 0, 30), (20, 1, 14), (20, 2, 7), (20, 3, 3);
