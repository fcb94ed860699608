-- Customers' accounts, who may act for them, what they agreed to, their saved contacts, and the record of what was done.
CREATE TABLE account (
    account_id   text        NOT NULL PRIMARY KEY CHECK (account_id ~ '^[0-9a-f]{32}$'),
    name         text        NOT NULL,
    -- The contract's limit on domains; the count holds running registrations too and is moved by conditional updates only.
    domain_limit integer     NOT NULL CHECK (domain_limit >= 0),
    domain_count integer     NOT NULL DEFAULT 0 CHECK (domain_count >= 0),
    created_at   timestamptz NOT NULL DEFAULT business_now()
);

CREATE TABLE account_agreement (
    account_id  text        NOT NULL REFERENCES account,
    version     text        NOT NULL,
    accepted_at timestamptz NOT NULL DEFAULT business_now(),
    accepted_by text        NOT NULL,
    PRIMARY KEY (account_id, version)
);

-- Tokens live in machine time: neither expiry nor revocation moves with the business clock.
CREATE TABLE api_token (
    token_id   text        NOT NULL PRIMARY KEY,
    token_hash bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    name       text        NOT NULL,
    scopes     text[]      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);

CREATE TABLE api_token_account (
    account_id text NOT NULL REFERENCES account,
    token_id   text NOT NULL REFERENCES api_token,
    PRIMARY KEY (account_id, token_id)
);
CREATE INDEX api_token_account_by_token ON api_token_account (token_id);

CREATE TABLE account_user (
    user_id    text        NOT NULL PRIMARY KEY,
    email      text        NOT NULL,
    key_hash   bytea       NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX account_user_by_email ON account_user (lower(email));

CREATE TABLE account_member (
    account_id text NOT NULL REFERENCES account,
    user_id    text NOT NULL REFERENCES account_user,
    PRIMARY KEY (account_id, user_id)
);
CREATE INDEX account_member_by_user ON account_member (user_id);

CREATE TABLE address_book_entry (
    account_id   text        NOT NULL REFERENCES account,
    entry_id     text        NOT NULL,
    is_default   boolean     NOT NULL,
    name         text        NOT NULL,
    organization text,
    email        text        NOT NULL,
    phone        text        NOT NULL,
    fax          text,
    street       text        NOT NULL,
    city         text        NOT NULL,
    state        text        NOT NULL,
    postal_code  text        NOT NULL,
    country_code text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT business_now(),
    PRIMARY KEY (account_id, entry_id)
);
CREATE UNIQUE INDEX address_book_one_default ON address_book_entry (account_id) WHERE is_default;

-- Written in the transaction of what it records, never changed.
CREATE TABLE audit_entry (
    audit_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    business_at timestamptz NOT NULL DEFAULT business_now(),
    account_id  text,
    actor_kind  text        NOT NULL,
    actor_id    text        NOT NULL,
    request_id  text        NOT NULL,
    action      text        NOT NULL,
    subject     text        NOT NULL,
    details     jsonb       NOT NULL
);
CREATE INDEX audit_entry_by_account ON audit_entry (account_id, audit_id);
