-- Links of confirmations whose mail was sent again; the first one stands in the confirmation. All of them stay good.
CREATE TABLE confirmation_link (
    secret_hash bytea PRIMARY KEY,
    workflow_id uuid NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX confirmation_link_of ON confirmation_link (workflow_id, created_at);

-- Whoever confirms his data is not asked for them again by what else waits in his account.
CREATE INDEX confirmation_awaited ON confirmation (account_id, email) WHERE confirmed_at IS NULL;
