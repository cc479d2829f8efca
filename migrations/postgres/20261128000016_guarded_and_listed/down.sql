DROP INDEX enquiries_listed;
CREATE INDEX enquiries_received_on ON enquiries (received_on);
DROP INDEX enquiry_subjects_counted;
CREATE INDEX enquiry_subjects_enquiry ON enquiry_subjects (enquiry_id);
DROP INDEX clients_guarded;
DROP INDEX client_identities_born;
