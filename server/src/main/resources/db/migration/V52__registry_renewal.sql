-- Years that a registry has added and charged by itself. Each is paid by a customer in the end, or given back for a deletion.
CREATE TABLE registry_renewal (
    account_id text COLLATE "C" NOT NULL,
    workflow_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    from_date date NOT NULL,
    currency text COLLATE "C" NOT NULL,
    cost bigint NOT NULL,
    -- Whether a customer's renewal has taken it over, or a deletion has ended it.
    settled boolean NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, workflow_id)
);
CREATE UNIQUE INDEX registry_renewal_once ON registry_renewal (registration_id, from_date);
