-- Moves that were asked for under a name, so that a request whose answer was lost can be sent again.
CREATE TABLE clock_request (
    request_id text        NOT NULL PRIMARY KEY,
    to_at      timestamptz NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now()
);
