-- What happened, step by step, for people who ask later. Rows are never changed.
CREATE TABLE workflow_move (
    account_id  text COLLATE "C" NOT NULL,
    workflow_id uuid             NOT NULL,
    number      bigint           GENERATED ALWAYS AS IDENTITY,
    -- The step that was taken, and how the workflow stood then.
    step        text COLLATE "C" NOT NULL,
    undoing     boolean          NOT NULL,
    state       text COLLATE "C" NOT NULL,
    error_code  text COLLATE "C",
    -- Business time.
    at          timestamptz      NOT NULL,
    PRIMARY KEY (account_id, workflow_id, number)
);

-- What was said to a registry about a name, secrets masked. at is real time, business_at what the clock showed then.
CREATE TABLE registry_frame (
    domain_name text COLLATE "C" NOT NULL,
    number      bigint           GENERATED ALWAYS AS IDENTITY,
    registry_id text COLLATE "C" NOT NULL,
    at          timestamptz      NOT NULL,
    business_at timestamptz      NOT NULL,
    direction   text COLLATE "C" NOT NULL CHECK (direction IN ('sent', 'received')),
    cl_trid     text COLLATE "C" NOT NULL,
    xml         text             NOT NULL,
    PRIMARY KEY (domain_name, number)
);

-- For forgetting the oldest.
CREATE INDEX registry_frame_by_age ON registry_frame (at);

CREATE INDEX audit_entry_by_subject ON audit_entry (account_id, subject, audit_id);

CREATE INDEX notice_by_subject ON notice (account_id, subject, number);
