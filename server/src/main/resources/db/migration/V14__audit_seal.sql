-- The audit's entries are chained apart from their transactions, by one server at a time: a chain within them would make all commits queue.
-- Each seal is made of the one before and of its entry, under a key that is not in the database.
CREATE TABLE audit_seal (
    position  bigint      PRIMARY KEY,
    audit_id  bigint      NOT NULL UNIQUE,
    seal      text        NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT now()
);

-- Its one row is the end of the chain; who seals holds it locked.
CREATE TABLE audit_chain (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    position    bigint      NOT NULL DEFAULT 0,
    seal        text        NOT NULL DEFAULT '',
    -- Up to here nothing unsealed can be: whatever took a lower number has been committed or given up since.
    complete_to bigint      NOT NULL DEFAULT 0,
    -- What becomes complete_to, and since when it was the newest.
    newest      bigint      NOT NULL DEFAULT 0,
    newest_at   timestamptz NOT NULL DEFAULT now()
);
