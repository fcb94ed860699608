-- Sandbox environments beside the first one, each a schema world_<id>: which server made them, for they end with it.
CREATE TABLE world (
    world_id   text COLLATE "C" PRIMARY KEY,
    node_id    text COLLATE "C" NOT NULL,
    created_at timestamptz      NOT NULL DEFAULT now()
);
