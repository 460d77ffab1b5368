-- Keys of texts are always read a stream at a time, and rarely erased: one tree ordered by stream, in
-- place of three. In each of those a new text changed a page of its own, for ids are random.
CREATE TABLE text_key_regrouped (
  agency TEXT NOT NULL,
  stream TEXT NOT NULL,
  id     TEXT NOT NULL,
  person TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (agency, stream, id)
) STRICT, WITHOUT ROWID;
INSERT INTO text_key_regrouped SELECT agency, stream, id, person, sealed FROM text_key;
DROP TABLE text_key;
ALTER TABLE text_key_regrouped RENAME TO text_key;

-- Lists are ordered when they are read: that is a few thousand tasks at most. A task's place in these
-- changes only when it changes hands, not with every word about it.
DROP INDEX task_by_holder;
DROP INDEX task_by_receiver;
DROP INDEX task_by_client;
DROP INDEX task_by_parent;
CREATE INDEX task_by_holder ON task (agency, holder);
CREATE INDEX task_by_receiver ON task (agency, receiver);
CREATE INDEX task_by_client ON task (agency, client);
CREATE INDEX task_by_parent ON task (agency, parent);

PRAGMA user_version = 6;
