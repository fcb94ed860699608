-- What is about to be asked of a registry, committed before it leaves: a row an attempt. opened_at is the database's own
-- time, for it measures how long an answer may still be under way.
CREATE TABLE registry_intent (
    cl_trid text COLLATE "C" PRIMARY KEY,
    workflow_id uuid NOT NULL,
    registry_id text COLLATE "C" NOT NULL,
    command text COLLATE "C" NOT NULL,
    object text COLLATE "C" NOT NULL,
    -- Encrypted, and cleared once the intent is settled.
    auth_info bytea,
    state text COLLATE "C" NOT NULL
        CHECK (state IN ('open', 'completed', 'pending', 'refused', 'not_sent', 'unknown')),
    sv_trid text COLLATE "C",
    -- The registry's later decision on a command answered 1001, told by a poll message.
    decision boolean,
    opened_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz
);

CREATE INDEX registry_intent_workflow ON registry_intent (workflow_id, command, opened_at);

CREATE INDEX registry_intent_sv_trid ON registry_intent (sv_trid) WHERE sv_trid IS NOT NULL;
