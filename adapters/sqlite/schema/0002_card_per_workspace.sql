-- A card stands in each workspace where sender or receiver is at home: the notice says in which.
ALTER TABLE outbox ADD COLUMN workspace TEXT NOT NULL DEFAULT '';

-- Cards made before stand in one workspace; their messages are known by the slot of that one.
UPDATE outbox SET
  workspace = (SELECT slot.workspace FROM slot
               WHERE slot.agency = outbox.agency AND slot.slot = outbox.slot)
WHERE kind = 'card' AND EXISTS (SELECT 1 FROM slot
                                WHERE slot.agency = outbox.agency AND slot.slot = outbox.slot);
-- Those that were not posted yet belong to the only workspace there is, where there is one alone.
UPDATE outbox SET
  workspace = (SELECT min(slot.workspace) FROM slot WHERE slot.agency = outbox.agency)
WHERE kind = 'card' AND workspace = ''
  AND (SELECT count(DISTINCT slot.workspace) FROM slot WHERE slot.agency = outbox.agency) = 1;
UPDATE outbox SET
  slot = 'card/' || workspace || substr(slot, 5),
  lane = 'channel/' || workspace || substr(lane, 8)
WHERE kind = 'card' AND workspace <> '';
UPDATE slot SET slot = 'card/' || workspace || substr(slot, 5) WHERE slot LIKE 'card/%';

-- A press asks what its message shows.
CREATE INDEX outbox_by_slot ON outbox (agency, slot, id);

PRAGMA user_version = 2;
