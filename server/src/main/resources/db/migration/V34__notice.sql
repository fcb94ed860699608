-- What is written to people: a row first, in the transaction that is the reason for it, mail afterwards.
CREATE TABLE notice (
    id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    account_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    recipient text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    -- kept: there is no mail server to hand it to, as in a sandbox.
    state text COLLATE "C" NOT NULL CHECK (state IN ('due', 'sent', 'kept', 'refused')),
    attempts integer NOT NULL DEFAULT 0,
    -- The database's own time: mail does not wait for a movable clock.
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    failure text,
    created_at timestamptz NOT NULL,
    sent_at timestamptz
);

CREATE INDEX notice_due ON notice (next_attempt_at) WHERE state = 'due';

CREATE INDEX notice_by_number ON notice (number);
