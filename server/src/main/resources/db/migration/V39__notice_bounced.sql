-- A mail that its server had accepted, and reported later that it could not be delivered.
ALTER TABLE notice DROP CONSTRAINT notice_state_check;
ALTER TABLE notice ADD CONSTRAINT notice_state_check CHECK (state IN ('due', 'sent', 'kept', 'refused', 'bounced'));

-- What did not reach its reader, for whoever has to find another way.
CREATE INDEX notice_undelivered ON notice (number) WHERE state IN ('refused', 'bounced');

-- In what language it was written.
ALTER TABLE notice ADD COLUMN language text COLLATE "C" NOT NULL DEFAULT 'en';
