DROP TABLE benefit_exports;
DROP TABLE benefit_rates;
DROP INDEX benefits_period;
ALTER TABLE benefits DROP COLUMN approved_at;
ALTER TABLE benefits DROP COLUMN approved_by_id;
ALTER TABLE benefits DROP COLUMN calculated_by_id;
