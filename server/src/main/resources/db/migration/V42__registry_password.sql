-- How far the change of our password at a registry has come. There is no row where none was ever changed: then the
-- configuration's is the one. The boxes are encrypted with the key of all nodes, the tags keyed digests.
CREATE TABLE registry_password (
    registry_id  text COLLATE "C" PRIMARY KEY,
    current_box  bytea   NOT NULL,
    next_box     bytea,
    -- The registry may have been told the next one, so that either may be right.
    offered      boolean NOT NULL,
    -- What is not used again: a password that was replaced, or one that the registry does not accept.
    given_up     text[]  NOT NULL,
    changed_at   timestamptz NOT NULL,
    CHECK (next_box IS NOT NULL OR NOT offered)
);
