-- Enquiries in the order of their list, with all that it filters by, so that they are counted and passed over in the index alone; the
-- one by date that was there is its beginning.
DROP INDEX enquiries_received_on;
CREATE INDEX enquiries_listed ON enquiries (
    received_on DESC, received_minute DESC, id DESC, client_id, topic, caller, channel, author_id
);

-- Possible victims are counted in the index alone.
DROP INDEX enquiry_subjects_enquiry;
CREATE INDEX enquiry_subjects_counted ON enquiry_subjects (enquiry_id, first_time, persons);

-- Only these can be hidden otherwise than by name.
CREATE INDEX clients_guarded ON clients (id) WHERE locked_on IS NOT NULL OR is_protected;

-- Who was born near a day, when somebody is compared with all who share a name.
CREATE INDEX client_identities_born ON client_identities (birth_date, client_id);

-- A withdrawn consent to the journal locks the case at once. Registers that were brought in before the import did so are made up for:
-- where one was withdrawn and none stands, the case is locked from the last withdrawal.
UPDATE clients SET locked_on = (
    SELECT MAX(consents.withdrawn_on) FROM consents
    JOIN consent_scopes ON consent_scopes.consent_id = consents.id AND consent_scopes.scope = 'journal'
    WHERE consents.client_id = clients.id
)
WHERE locked_on IS NULL
    AND EXISTS (
        SELECT 1 FROM consents
        JOIN consent_scopes ON consent_scopes.consent_id = consents.id AND consent_scopes.scope = 'journal'
        WHERE consents.client_id = clients.id AND consents.withdrawn_on IS NOT NULL
    )
    AND NOT EXISTS (
        SELECT 1 FROM consents
        JOIN consent_scopes ON consent_scopes.consent_id = consents.id AND consent_scopes.scope = 'journal'
        WHERE consents.client_id = clients.id AND (consents.withdrawn_on IS NULL OR consents.withdrawn_on > CURRENT_DATE)
    );
