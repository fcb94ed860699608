-- What becomes of a registration in time. All instants are business time.
ALTER TABLE registration
    -- When it is looked at again for what is due; null: at the next change of its facts.
    ADD COLUMN life_at timestamptz,
    -- Why we hold it back from the zone (EPP clientHold); no reason, no hold.
    ADD COLUMN holds text[] NOT NULL DEFAULT '{}',
    -- When its registry was last read, and is to be read next.
    ADD COLUMN read_at timestamptz,
    ADD COLUMN read_due_at timestamptz,
    -- Since when its registry says that there is no such name, though there should be.
    ADD COLUMN absent_since timestamptz;

CREATE INDEX registration_life ON registration (life_at) WHERE ended_at IS NULL AND registered;
CREATE INDEX registration_reads ON registration (registry_id, read_due_at) WHERE ended_at IS NULL AND registered;
CREATE INDEX registration_expiring ON registration (paid_until) WHERE ended_at IS NULL AND registered;

-- Where a registry showed something that nobody here had done or expected. It is believed; this is for the operator.
CREATE TABLE drift (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text COLLATE "C" NOT NULL,
    registration_id uuid NOT NULL,
    domain_name text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    ours text NOT NULL,
    theirs text NOT NULL,
    seen_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX drift_once ON drift (registration_id, field, ours, theirs);

-- Each time that a renewal was tried by ourselves, whatever came of it.
CREATE TABLE renewal_try (
    account_id text COLLATE "C" NOT NULL,
    registration_id uuid NOT NULL,
    from_date date NOT NULL,
    tried_at timestamptz NOT NULL,
    -- Null where it could not begin.
    workflow_id uuid,
    problem text,
    PRIMARY KEY (account_id, registration_id, from_date, tried_at)
);

-- Notices that are due by rule carry what an auditor asks for; the mark keeps them from being written twice.
ALTER TABLE notice
    ADD COLUMN about uuid,
    ADD COLUMN mark text COLLATE "C",
    ADD COLUMN due_at timestamptz,
    ADD COLUMN policy text COLLATE "C";
CREATE UNIQUE INDEX notice_mark ON notice (about, mark) WHERE mark IS NOT NULL;

-- What one server at a time does. expires_at is the database's own time.
CREATE TABLE chore (
    chore text COLLATE "C" PRIMARY KEY,
    holder text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL
);
