-- Which key the secrets in this database are written under; null until a server has said so.
ALTER TABLE environment ADD COLUMN key_fingerprint text;
