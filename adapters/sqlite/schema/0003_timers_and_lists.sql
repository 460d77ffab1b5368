-- How each task stands: two more phases, and what lists ask for. Made anew, for a CHECK cannot be
-- widened.
CREATE TABLE task_wider (
  agency           TEXT    NOT NULL,
  key              TEXT    NOT NULL,
  client           TEXT    NOT NULL,
  workflow         TEXT    NOT NULL,
  workflow_version INTEGER NOT NULL,
  stage            TEXT    NOT NULL,
  phase            TEXT    NOT NULL CHECK (phase IN ('absent', 'idle', 'offered', 'waiting', 'blocked', 'done', 'cancelled')),
  holder           TEXT    NOT NULL,
  receiver         TEXT    NOT NULL,
  question_open    INTEGER NOT NULL CHECK (question_open IN (0, 1)),
  version          INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  parent           TEXT    NOT NULL,
  due              INTEGER NOT NULL,
  priority         TEXT    NOT NULL,
  PRIMARY KEY (agency, key)
) STRICT, WITHOUT ROWID;
INSERT INTO task_wider
  SELECT agency, key, client, workflow, workflow_version, stage, phase, holder, receiver,
         question_open, version, updated_at, '', 0, 'normal' FROM task;
DROP TABLE task;
ALTER TABLE task_wider RENAME TO task;
CREATE INDEX task_by_holder ON task (agency, holder, updated_at);
CREATE INDEX task_by_receiver ON task (agency, receiver, updated_at);
CREATE INDEX task_by_client ON task (agency, client, updated_at);
CREATE INDEX task_by_change ON task (agency, updated_at);
CREATE INDEX task_by_parent ON task (agency, parent, updated_at);

-- Who owes a gap or a debt on which task.
CREATE TABLE task_owing (
  agency TEXT NOT NULL,
  person TEXT NOT NULL,
  task   TEXT NOT NULL,
  PRIMARY KEY (agency, person, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_owing_by_task ON task_owing (agency, task);

-- What must be done at a time: all of a task's timers are of the epoch that is kept for it, also
-- while it has none. No timer was ever written in the earlier shape.
DROP TABLE timer;
CREATE TABLE timer (
  agency TEXT    NOT NULL,
  task   TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  number INTEGER NOT NULL,
  due    INTEGER NOT NULL,
  PRIMARY KEY (agency, task, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_by_due ON timer (agency, due);
CREATE TABLE timer_epoch (
  agency TEXT    NOT NULL,
  task   TEXT    NOT NULL,
  epoch  INTEGER NOT NULL,
  PRIMARY KEY (agency, task)
) STRICT, WITHOUT ROWID;

-- When a notice was settled; 0: it is not, or that was not written down. Of earlier ones the begin
-- of the latest attempt is known.
ALTER TABLE outbox ADD COLUMN settled_at INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET settled_at = attempt_at WHERE state IN ('delivered', 'superseded', 'dead');
-- Who did what a notice tells of; the slot by which somebody must have been told before; the slot
-- of the card in whose thread it goes.
ALTER TABLE outbox ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN only_after TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN thread_of TEXT NOT NULL DEFAULT '';
-- `show` tells who was told of a task.
CREATE INDEX outbox_by_task ON outbox (agency, task, id);

PRAGMA user_version = 3;
