-- One environment a schema: its mode, its clock, its epoch. The row is written at the first start,
-- when the mode is known.
CREATE TABLE environment (
    only_row            boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    mode                text        NOT NULL CHECK (mode IN ('sandbox', 'production')),
    -- Business time is database time plus this; it only grows.
    clock_offset_micros bigint      NOT NULL DEFAULT 0 CHECK (clock_offset_micros >= 0),
    -- Grows with each reset of a sandbox, so that a worker of the old world cannot write into the new one.
    epoch               bigint      NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT production_time_is_real CHECK (mode = 'sandbox' OR clock_offset_micros = 0)
);

-- Bound to this schema's table when it is created, whatever the search path is later.
CREATE FUNCTION business_now() RETURNS timestamptz
    LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT now() + clock_offset_micros * interval '1 microsecond' FROM environment;
    END;
