-- What an account pays with. The card itself is the provider's; here is its reference.
CREATE TABLE payment_method (
    account_id text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    provider text COLLATE "C" NOT NULL,
    reference text COLLATE "C" NOT NULL,
    is_default boolean NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE UNIQUE INDEX payment_method_default ON payment_method (account_id) WHERE is_default;

-- The journal of what is asked of the provider: a row before each call, its outcome after it.
CREATE TABLE payment (
    account_id text COLLATE "C" NOT NULL,
    workflow_id uuid NOT NULL,
    provider text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    -- How often it was authorised; part of the provider's idempotency key.
    round integer NOT NULL DEFAULT 1,
    state text COLLATE "C" NOT NULL
        CHECK (state IN ('authorising', 'authorised', 'declined', 'captured', 'capture_failed', 'released')),
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    provider_reference text COLLATE "C",
    authorised_at timestamptz,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, workflow_id)
);

-- Double entry, a row a transfer: what is taken from one ledger account is given to the other, so that all always
-- sums to zero. Rows are never changed.
CREATE TABLE ledger_transfer (
    account_id text COLLATE "C" NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    workflow_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('hold', 'post', 'void', 'capture', 'cost')),
    subject text COLLATE "C" NOT NULL,
    debit text COLLATE "C" NOT NULL,
    credit text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL CHECK (amount >= 0),
    at timestamptz NOT NULL,
    PRIMARY KEY (account_id, number),
    CHECK (debit <> credit)
);

CREATE UNIQUE INDEX ledger_transfer_once ON ledger_transfer (workflow_id, kind);

-- A hold is settled one way only.
CREATE UNIQUE INDEX ledger_transfer_settled ON ledger_transfer (workflow_id) WHERE kind IN ('post', 'void');

CREATE FUNCTION ledger_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger transfers are never changed';
END;
$$;

CREATE TRIGGER ledger_transfer_immutable BEFORE UPDATE OR DELETE ON ledger_transfer
    FOR EACH ROW EXECUTE FUNCTION ledger_is_immutable();

-- The sandbox's own payment provider: what it was asked, kept apart from the registrar's journal, so that one can be
-- held against the other.
CREATE TABLE sandbox_payment (
    idempotency_key text COLLATE "C" PRIMARY KEY,
    card text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('authorised', 'declined', 'captured', 'released'))
);
