-- Durable workflows. wake_at, in_progress_since, created_at and updated_at are business time, leases are the
-- database's own time. The fence counts the leases: a write that names an older one is refused.
CREATE TABLE workflow (
    account_id text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    lane text COLLATE "C" NOT NULL,
    request_hash text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    step text COLLATE "C" NOT NULL,
    undoing boolean NOT NULL DEFAULT false,
    attempts integer NOT NULL DEFAULT 0,
    data jsonb NOT NULL,
    context jsonb NOT NULL DEFAULT '{}',
    error_code text,
    error_message text,
    wake_at timestamptz,
    wakes bigint NOT NULL DEFAULT 0,
    lease_owner text COLLATE "C",
    lease_until timestamptz,
    fence bigint NOT NULL DEFAULT 0,
    in_progress_since timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (account_id, id),
    CONSTRAINT workflow_ended CHECK ((state IN ('succeeded', 'failed')) = (wake_at IS NULL))
);

CREATE UNIQUE INDEX workflow_by_id ON workflow (id);

CREATE INDEX workflow_due ON workflow (lane, wake_at) WHERE wake_at IS NOT NULL;

-- The latest workflow of a kind is the one that the status URL means.
CREATE INDEX workflow_latest ON workflow (account_id, kind, subject, number DESC);

-- One workflow at a time changes a subject: the rules for commands in doubt rest on it.
CREATE UNIQUE INDEX workflow_live ON workflow (subject) WHERE wake_at IS NOT NULL;
