-- Who said last that she still lives there, and days away from a stay. An absence is noted and shown; nothing is subtracted for it.

ALTER TABLE stays ADD COLUMN confirmed_on DATE;
ALTER TABLE stays ADD COLUMN confirmed_by_id BIGINT REFERENCES users (id);

CREATE TABLE stay_absences (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    stay_id BIGINT NOT NULL REFERENCES stays (id) ON DELETE CASCADE,
    began_on DATE NOT NULL,
    -- The day she came back, whose night she spends there again.
    ended_on DATE,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX stay_absences_client ON stay_absences (client_id);
CREATE INDEX stay_absences_stay ON stay_absences (stay_id);
