-- The nightly reconciliation: a row a day (the database's own time), written by the server that does it.
CREATE TABLE reconciliation (
    day date PRIMARY KEY,
    begun_at timestamptz NOT NULL,
    done_at timestamptz,
    clean boolean,
    report text
);
