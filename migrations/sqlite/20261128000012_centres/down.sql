DROP INDEX stays_at_facility;
DROP TABLE centre_exports;
DROP TABLE withdrawal_notices;
DROP TABLE arrivals;
DROP TABLE announced_arrivals;
