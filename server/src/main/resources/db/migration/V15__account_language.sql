-- In what language notices are written to an account's people (ISO 639-1).
ALTER TABLE account ADD COLUMN language text COLLATE "C" NOT NULL DEFAULT 'en';
