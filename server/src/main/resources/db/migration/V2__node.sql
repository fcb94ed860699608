-- The servers that share this database, each for as long as it keeps saying so. expires_at is the database's own time.
CREATE TABLE node (
    node_id    text COLLATE "C" PRIMARY KEY,
    started_at timestamptz      NOT NULL DEFAULT now(),
    expires_at timestamptz      NOT NULL
);
