-- Deletions that were carried out: what the registry wiped, for a restore to set again, and what it gave back. Business time.
CREATE TABLE deletion (
    account_id text COLLATE "C" NOT NULL,
    workflow_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    domain_name text COLLATE "C" NOT NULL,
    extension text COLLATE "C" NOT NULL,
    deleted_at timestamptz NOT NULL,
    add_grace boolean NOT NULL,
    locked boolean NOT NULL,
    name_servers text[] NOT NULL,
    signers jsonb NOT NULL,
    PRIMARY KEY (account_id, workflow_id)
);

CREATE INDEX deletion_of_registration ON deletion (account_id, registration_id, deleted_at);

-- Deletions in the add grace period are limited by extension and month.
CREATE INDEX deletion_in_add_grace ON deletion (extension, deleted_at) WHERE add_grace;

-- A workflow may sell several things, a restore and a year for instance, each of which is settled for itself.
ALTER TABLE ledger_transfer ADD COLUMN part text COLLATE "C" NOT NULL DEFAULT '';
DROP INDEX ledger_transfer_once;
CREATE UNIQUE INDEX ledger_transfer_once ON ledger_transfer (workflow_id, kind, part);
DROP INDEX ledger_transfer_settled;
CREATE UNIQUE INDEX ledger_transfer_settled ON ledger_transfer (workflow_id, part) WHERE kind IN ('post', 'void');
ALTER TABLE ledger_transfer DROP CONSTRAINT ledger_transfer_kind_check;
ALTER TABLE ledger_transfer ADD CONSTRAINT ledger_transfer_kind_check
    CHECK (kind IN ('hold', 'post', 'void', 'capture', 'cost', 'credit'));
