-- When a notice was made. `first_at` is when it first falls due, from which its age is counted:
-- what waits for a person's next day is not old by then. Until now both were the same.
ALTER TABLE outbox ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET made_at = first_at;

PRAGMA user_version = 4;
