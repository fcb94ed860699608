-- A term of a registration that is being renewed or was: sold once. The dates are the registry's, in UTC.
CREATE TABLE renewal (
    account_id text COLLATE "C" NOT NULL,
    workflow_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    domain_name text COLLATE "C" NOT NULL,
    -- Until when had been paid.
    from_date date NOT NULL,
    years integer NOT NULL CHECK (years > 0),
    -- Pinned when the registry was asked for its price: the date that every attempt names, and the one to be reached.
    current_expiry date,
    target date,
    voided boolean NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, workflow_id)
);

CREATE UNIQUE INDEX renewal_once ON renewal (registration_id, from_date) WHERE NOT voided;
