-- The one move of a sandbox's clock that is under way; it is resumed after a crash.
CREATE TABLE clock_move (
    only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    from_at    timestamptz NOT NULL,
    to_at      timestamptz NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now()
);
