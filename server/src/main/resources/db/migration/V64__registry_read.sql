-- When somebody last had the name read at its registry (business time): a message, or an instant at which something happens there. Null where
-- it is read only because it is its turn, which is done within a number.
ALTER TABLE registration ADD COLUMN read_asked_at timestamptz;

CREATE INDEX registration_asked ON registration (registry_id, read_due_at)
    WHERE ended_at IS NULL AND registered AND read_asked_at IS NOT NULL;
