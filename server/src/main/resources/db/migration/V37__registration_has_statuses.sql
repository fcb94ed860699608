-- Most registrations have none, and who only shows a registration need not look into two arrays to learn that.
ALTER TABLE registration ADD COLUMN has_statuses boolean NOT NULL
    GENERATED ALWAYS AS (statuses <> '{}' OR rgp_statuses <> '{}') STORED;
