-- Messages of registries, stored before they are acknowledged, kept for good. A message is the same one only if all four
-- parts of its key are: registries use ids again.
CREATE TABLE registry_message (
    registry_id text COLLATE "C" NOT NULL,
    message_id text COLLATE "C" NOT NULL,
    -- The epoch where the registry gave no date.
    queued_at timestamptz NOT NULL,
    content_hash text COLLATE "C" NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    -- The frame with its secrets masked.
    xml text NOT NULL,
    message_text text,
    domain_name text COLLATE "C",
    decision boolean,
    decision_cl_trid text COLLATE "C",
    decision_sv_trid text COLLATE "C",
    received_at timestamptz NOT NULL DEFAULT now(),
    applied_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    -- The database's own time: what could not be applied is tried again later and holds up nothing behind it.
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    problem text,
    PRIMARY KEY (registry_id, message_id, queued_at, content_hash)
);

CREATE UNIQUE INDEX registry_message_number ON registry_message (number);

CREATE INDEX registry_message_due ON registry_message (registry_id, next_attempt_at) WHERE applied_at IS NULL;

-- What only one node does at a time at a registry. expires_at is the database's own time.
CREATE TABLE registry_lease (
    registry_id text COLLATE "C" NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    holder text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (registry_id, purpose)
);
