-- Where the latest attempt went: what came of it is looked up there, also where the configuration has
-- moved its channel or its person's home since. An empty workspace: it is not known.
ALTER TABLE outbox ADD COLUMN attempt_workspace TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN attempt_channel TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN attempt_user TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 7;
