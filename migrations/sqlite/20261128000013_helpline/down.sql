DROP TABLE night_cards;
DROP TABLE enquiry_handovers;
DROP INDEX enquiries_entered;
ALTER TABLE enquiries DROP COLUMN version;
ALTER TABLE enquiries DROP COLUMN entered_at;
ALTER TABLE enquiries DROP COLUMN author_id;
