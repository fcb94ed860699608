-- What registries have said of names, so that a search needs no registry. Nothing is decided by it: it may be old.
CREATE TABLE name_knowledge (
    name    text COLLATE "C" PRIMARY KEY,
    state   text             NOT NULL CHECK (state IN ('available', 'unavailable', 'premium')),
    -- Business time.
    seen_at timestamptz      NOT NULL
);

-- For forgetting the oldest.
CREATE INDEX name_knowledge_by_age ON name_knowledge (seen_at);
