-- A workflow is updated half a dozen times before it ends, without any change to an indexed column: with some room
-- left in its page PostgreSQL writes the new version beside the old one and touches no index (HOT).
ALTER TABLE workflow SET (fillfactor = 60);
