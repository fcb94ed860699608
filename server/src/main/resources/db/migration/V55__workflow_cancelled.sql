-- Whether somebody wishes it to end; it does, as long as what it is to do has not been begun.
ALTER TABLE workflow ADD COLUMN cancelled boolean NOT NULL DEFAULT false;
