-- Whether holders' data were confirmed: a row for each set of data of an account, however many names rest on it. Business time.
CREATE TABLE verification (
    account_id text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    -- Of all the data: whatever is changed is asked about anew.
    data_hash text COLLATE "C" NOT NULL,
    email text NOT NULL,
    asked_at timestamptz NOT NULL,
    verified_at timestamptz,
    PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX verification_of_data ON verification (account_id, data_hash);

-- The links that were mailed; their secrets are only in the mails.
CREATE TABLE verification_link (
    secret_hash bytea PRIMARY KEY,
    account_id text COLLATE "C" NOT NULL,
    verification_id uuid NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX verification_link_of ON verification_link (account_id, verification_id, created_at);
