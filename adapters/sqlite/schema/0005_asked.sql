-- Who is asked for a yes on which task. Derived, as task_owing is: of tasks stored before, it is
-- known from their next change on.
CREATE TABLE task_asked (
  agency TEXT NOT NULL,
  person TEXT NOT NULL,
  task   TEXT NOT NULL,
  PRIMARY KEY (agency, person, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_asked_by_task ON task_asked (agency, task);

PRAGMA user_version = 5;
