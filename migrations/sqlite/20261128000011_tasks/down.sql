DROP INDEX audit_log_role;
DROP INDEX clients_quiet;
DROP INDEX journal_entries_written;
DROP TABLE appointments;
DROP TABLE tasks;
