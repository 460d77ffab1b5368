-- Where the latest attempt went: while its outcome is unknown it is looked up there, also where the
-- configuration has moved a channel or a person's home since. Without a channel: to the person's direct
-- messages; who that is in a chat stands in no file in clear. No workspace: it is not known.
ALTER TABLE outbox ADD COLUMN attempt_workspace TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN attempt_channel TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 7;
