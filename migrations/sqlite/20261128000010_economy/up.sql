-- Who calculated a benefit and who approved it are two people; rates are dated and kept by the administrator; every list of
-- payments that leaves the house is remembered with its reason.

ALTER TABLE benefits ADD COLUMN calculated_by_id BIGINT REFERENCES users (id);
ALTER TABLE benefits ADD COLUMN approved_by_id BIGINT REFERENCES users (id);
ALTER TABLE benefits ADD COLUMN approved_at TIMESTAMP;
CREATE INDEX benefits_period ON benefits (period, client_id);

-- valid_to is the last day of the rate; it is open while the rate is the latest of its category.
CREATE TABLE benefit_rates (
    id INTEGER PRIMARY KEY NOT NULL,
    category TEXT NOT NULL,
    amount_ore BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    source TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (category, valid_from)
);

CREATE TABLE benefit_exports (
    id INTEGER PRIMARY KEY NOT NULL,
    period DATE NOT NULL,
    receiver TEXT NOT NULL,
    reason TEXT NOT NULL,
    lines INTEGER NOT NULL,
    exported_by_id BIGINT NOT NULL REFERENCES users (id),
    exported_at TIMESTAMP NOT NULL
);
