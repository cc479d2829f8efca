DROP TABLE stay_absences;
ALTER TABLE stays DROP COLUMN confirmed_by_id;
ALTER TABLE stays DROP COLUMN confirmed_on;
