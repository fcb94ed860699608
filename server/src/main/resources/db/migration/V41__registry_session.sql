-- A registry's sessions are counted over all nodes: a node opens no more than it holds rows. What has expired belongs to
-- nobody; expires_at is the database's own time.
CREATE TABLE registry_slot (
    registry_id text COLLATE "C" NOT NULL,
    slot        integer          NOT NULL CHECK (slot > 0),
    holder      text COLLATE "C",
    expires_at  timestamptz,
    PRIMARY KEY (registry_id, slot),
    CHECK ((holder IS NULL) = (expires_at IS NULL))
);

-- A registry that refuses our login: until when no node tries again. There is no row where logins succeed.
CREATE TABLE registry_login (
    registry_id     text COLLATE "C" PRIMARY KEY,
    refused_because text             NOT NULL,
    next_try_at     timestamptz      NOT NULL
);
