-- A domain name held, or about to be held, for a registrant. The row is the reservation of the name, from acceptance
-- until it ends; one live row per name across all accounts. All instants are business time or the registry's.
CREATE TABLE registration (
    account_id text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    domain_name text COLLATE "C" NOT NULL,
    registry_id text COLLATE "C" NOT NULL,
    workflow_id uuid NOT NULL,
    -- False until the registry has made it ours.
    registered boolean NOT NULL DEFAULT false,
    -- The acceptance first, the registry's date of creation then.
    created_at timestamptz NOT NULL,
    -- Only ever read from the registry.
    registry_expires_at timestamptz,
    -- A date of the registry's that was paid for.
    paid_until timestamptz,
    auto_renew boolean NOT NULL,
    privacy_mode text COLLATE "C" NOT NULL CHECK (privacy_mode IN ('off', 'redaction')),
    locked boolean NOT NULL DEFAULT false,
    statuses text[] NOT NULL DEFAULT '{}',
    rgp_statuses text[] NOT NULL DEFAULT '{}',
    contacts jsonb NOT NULL,
    contact_ids jsonb NOT NULL DEFAULT '{}',
    contact_extensions jsonb NOT NULL DEFAULT '{}',
    name_servers text[] NOT NULL DEFAULT '{}',
    ended_at timestamptz,
    ended_reason text COLLATE "C",
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE UNIQUE INDEX registration_live ON registration (domain_name) WHERE ended_at IS NULL;

-- The three orders of the list.
CREATE INDEX registration_by_created ON registration (account_id, created_at, domain_name) WHERE ended_at IS NULL;

CREATE INDEX registration_by_expiry ON registration (account_id, paid_until, domain_name) WHERE ended_at IS NULL;

CREATE UNIQUE INDEX registration_by_name ON registration (account_id, domain_name) WHERE ended_at IS NULL;

-- A registrant's confirmation by e-mail. The link's secret is only in the mail.
CREATE TABLE confirmation (
    workflow_id uuid PRIMARY KEY,
    account_id text COLLATE "C" NOT NULL,
    domain_name text COLLATE "C" NOT NULL,
    secret_hash bytea NOT NULL UNIQUE,
    email text NOT NULL,
    expires_at timestamptz NOT NULL,
    confirmed_at timestamptz
);
