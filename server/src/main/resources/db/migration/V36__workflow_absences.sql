-- How often in a row a step found nobody to talk to, such as a registry out of reach: pauses grow with it, and
-- no attempt is used up. Zero for what a step has tried.
ALTER TABLE workflow ADD COLUMN absences integer NOT NULL DEFAULT 0;
