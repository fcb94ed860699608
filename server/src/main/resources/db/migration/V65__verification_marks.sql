-- Who was asked to confirm his data was asked once for all names that rest on them, and the marks of these mails were of the data. Now each
-- name has marks of its own; for those that a mail was about they are the same ones.
UPDATE notice n SET about = r.id, mark = n.mark || ':' || v.id
FROM verification v
JOIN registration r ON r.account_id = v.account_id AND r.ended_at IS NULL
WHERE n.about = v.id AND n.mark IS NOT NULL AND n.subject = r.domain_name AND n.created_at >= r.created_at;
