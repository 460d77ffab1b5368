-- The store's first shape. A migration that has been released is never changed: write the next one.
-- Times are milliseconds since 1970-01-01 UTC. docs/journal.md explains every table.

PRAGMA application_id = 0x4261746e;  -- "Batn"

-- Whose store it is.
CREATE TABLE meta (
  agency     TEXT NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What has happened: the only truth. Everything but the keys below can be made anew from it.
CREATE TABLE journal (
  agency  TEXT    NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq >= 1),
  stream  TEXT    NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  type    TEXT    NOT NULL,
  v       INTEGER NOT NULL CHECK (v >= 1),
  by      TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  data    TEXT    NOT NULL,
  hash    BLOB    NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (agency, seq)
) STRICT;
CREATE UNIQUE INDEX journal_by_stream ON journal (agency, stream, version);
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal is never shortened'); END;

-- The last event of the journal. Moved in the transaction that appends.
CREATE TABLE head (
  agency TEXT    NOT NULL PRIMARY KEY,
  seq    INTEGER NOT NULL,
  hash   BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

-- The version of each stream.
CREATE TABLE stream (
  agency  TEXT    NOT NULL,
  stream  TEXT    NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (agency, stream)
) STRICT, WITHOUT ROWID;

-- Keys of people, sealed by the secret key. An empty one was shredded, and stays so.
CREATE TABLE person_key (
  agency TEXT NOT NULL,
  person TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (agency, person)
) STRICT, WITHOUT ROWID;

-- Keys of texts, each sealed by its person's key.
CREATE TABLE text_key (
  agency TEXT NOT NULL,
  id     TEXT NOT NULL,
  person TEXT NOT NULL,
  stream TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (agency, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_key_by_stream ON text_key (agency, stream);
CREATE INDEX text_key_by_person ON text_key (agency, person);

-- How each task stands, for lists.
CREATE TABLE task (
  agency           TEXT    NOT NULL,
  key              TEXT    NOT NULL,
  client           TEXT    NOT NULL,
  workflow         TEXT    NOT NULL,
  workflow_version INTEGER NOT NULL,
  stage            TEXT    NOT NULL,
  phase            TEXT    NOT NULL CHECK (phase IN ('absent', 'idle', 'offered', 'done', 'cancelled')),
  holder           TEXT    NOT NULL,
  receiver         TEXT    NOT NULL,
  question_open    INTEGER NOT NULL CHECK (question_open IN (0, 1)),
  version          INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  PRIMARY KEY (agency, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_by_holder ON task (agency, holder, updated_at);
CREATE INDEX task_by_receiver ON task (agency, receiver, updated_at);
CREATE INDEX task_by_client ON task (agency, client, updated_at);
CREATE INDEX task_by_change ON task (agency, updated_at);

-- Notices on their way, and what became of them. `lane` is one destination, kept in order.
CREATE TABLE outbox (
  agency     TEXT    NOT NULL,
  id         INTEGER NOT NULL,
  key        TEXT    NOT NULL,
  lane       TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  task       TEXT    NOT NULL,
  person     TEXT    NOT NULL,
  handoff    INTEGER NOT NULL,
  detail     INTEGER NOT NULL,
  slot       TEXT    NOT NULL,
  edit_only  INTEGER NOT NULL CHECK (edit_only IN (0, 1)),
  text       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('waiting', 'inflight', 'unknown', 'delivered', 'superseded', 'dead')),
  made       INTEGER NOT NULL,
  reconciled INTEGER NOT NULL,
  hops       INTEGER NOT NULL,
  plain      INTEGER NOT NULL CHECK (plain IN (0, 1)),
  first_at   INTEGER NOT NULL,
  repeat     INTEGER NOT NULL CHECK (repeat IN (0, 1)),
  due        INTEGER NOT NULL,
  attempt_at INTEGER NOT NULL,
  reason     TEXT    NOT NULL,
  PRIMARY KEY (agency, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX outbox_by_key ON outbox (agency, key);
CREATE INDEX outbox_on_its_way ON outbox (agency, lane, id)
  WHERE state IN ('waiting', 'inflight', 'unknown');
CREATE INDEX outbox_edits ON outbox (agency, slot)
  WHERE edit_only = 1 AND state IN ('waiting', 'inflight', 'unknown');
CREATE INDEX outbox_dead ON outbox (agency) WHERE state = 'dead';

-- The last number given to a row of the outbox. Numbers are never used twice.
CREATE TABLE outbox_number (
  agency TEXT    NOT NULL PRIMARY KEY,
  last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The message that each slot is, where the chat keeps it.
CREATE TABLE slot (
  agency        TEXT    NOT NULL,
  slot          TEXT    NOT NULL,
  workspace     TEXT    NOT NULL,
  channel       TEXT    NOT NULL,
  message       TEXT    NOT NULL,
  shown_version INTEGER NOT NULL,
  PRIMARY KEY (agency, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_by_message ON slot (agency, workspace, channel, message);

-- What must be done at a time. Of one task and kind only the newest epoch is kept.
CREATE TABLE timer (
  agency TEXT    NOT NULL,
  task   TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  epoch  INTEGER NOT NULL,
  due    INTEGER NOT NULL,
  PRIMARY KEY (agency, task, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_by_due ON timer (agency, due);

-- Deliveries that were dealt with, and what each was answered.
CREATE TABLE delivery (
  agency TEXT    NOT NULL,
  key    TEXT    NOT NULL,
  reply  TEXT    NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (agency, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_by_age ON delivery (agency, at);

PRAGMA user_version = 1;
