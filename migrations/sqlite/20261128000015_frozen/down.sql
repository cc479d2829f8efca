DROP TABLE frozen_publications;
DROP TABLE frozen_files;
DROP TABLE frozen_records;
DROP TABLE frozen_reports;
