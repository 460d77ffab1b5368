// The durable peer of `./dev bench`: the same command as a careful author would answer it with
// Slack's own Bolt for JavaScript and SQLite. One process, as people run it. Prints its port on a
// line of its own and serves until it is killed.
//
//   node peer.js FILE     with SLACK_SIGNING_SECRET in the environment
//
// Bolt's HTTP receiver checks the signature; the command is parsed; the state and an event are
// committed in one transaction that is on the disk before the answer. It does less than Baton: no
// chain, no sealing, no stored reply for a delivery that comes twice, no timers.

import bolt from '@slack/bolt';
import Database from 'better-sqlite3';

const person = 'U0001';
const fields = {
  objective: 'Campaign objective',
  audience: 'Target audience',
  budget: 'Budget range',
  dates: 'Campaign dates',
  approver: 'Client approver',
};

const db = new Database(process.argv[2]);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE IF NOT EXISTS person (user TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS task (
    key TEXT PRIMARY KEY, title TEXT NOT NULL, stage TEXT NOT NULL, holder TEXT NOT NULL,
    version INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS answer (
    task TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (task, field)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY, task TEXT NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL,
    by TEXT NOT NULL, at INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
`);

const sql = {
  person: db.prepare('SELECT name FROM person WHERE user = ?'),
  task: db.prepare('SELECT key, title, stage, holder, version FROM task WHERE key = ?'),
  answers: db.prepare('SELECT field, value FROM answer WHERE task = ?'),
  putAnswer: db.prepare(
    'INSERT INTO answer (task, field, value) VALUES (?, ?, ?)' +
      ' ON CONFLICT DO UPDATE SET value = excluded.value',
  ),
  putVersion: db.prepare('UPDATE task SET version = ?, updated_at = ? WHERE key = ?'),
  addEvent: db.prepare(
    'INSERT INTO event (task, version, type, by, at, data) VALUES (?, ?, ?, ?, ?, ?)',
  ),
};

db.transaction(() => {
  db.prepare('INSERT OR IGNORE INTO person VALUES (?, ?)').run(person, 'Ana');
  const add = db.prepare('INSERT OR IGNORE INTO task VALUES (?, ?, ?, ?, 1, ?)');
  for (let number = 1; number <= 256; ++number) {
    add.run(`ACME-${number}`, `Launch ${number}`, 'Briefing', person, Date.now());
  }
})();

/** Sets a value: all of it in one transaction, which is on the disk when this returns. */
const setValue = db.transaction((key, field, value, user) => {
  const task = sql.task.get(key);
  if (task === undefined) return undefined;
  const version = task.version + 1;
  const at = Date.now();
  sql.putAnswer.run(key, field, value);
  sql.putVersion.run(version, at, key);
  sql.addEvent.run(key, version, 'value-set', user, at, JSON.stringify({ field, value }));
  return { task, answers: new Map(sql.answers.all(key).map((row) => [row.field, row.value])) };
});

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const section = (text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
const answerWith = (text, ...more) => ({
  response_type: 'ephemeral',
  text,
  blocks: [section(text), ...more],
});

const typed = /^set\s+(?<key>[A-Z]+-\d+)\s+(?<field>\w+)=(?:"(?<quoted>[^"]*)"|(?<word>\S+))$/;

function answerTo(text, user) {
  const author = sql.person.get(user);
  if (author === undefined) return answerWith('You are not in the list of people yet.');
  const found = typed.exec(text.trim());
  if (found === null) return answerWith('Type: set <task> <field>="<value>"');
  const { key, field, quoted, word } = found.groups;
  const label = fields[field];
  if (label === undefined) return answerWith(`There is no field ${escaped(field)}.`);
  const set = setValue.immediate(key, field, quoted ?? word, user);
  if (set === undefined) return answerWith(`There is no task ${escaped(key)}.`);
  const { task, answers } = set;
  const missing = Object.keys(fields).filter((id) => !answers.has(id));
  const given = Object.keys(fields).filter((id) => answers.has(id));
  return answerWith(
    `Recorded for *${key}* ${escaped(task.title)}: ${label}.`,
    section(given.map((id) => `*${fields[id]}*: ${escaped(answers.get(id))}`).join('\n')),
    section(`Still missing: ${missing.map((id) => fields[id]).join(', ') || 'nothing'}.`),
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: `${task.stage} · <@${task.holder}> holds`, verbatim: true }],
    },
  );
}

const app = new bolt.App({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  endpoints: '/slack/commands',
  // Known beforehand, so that Slack is not asked who the bot is.
  token: 'xoxb-bench',
  botId: 'B0001',
  botUserId: 'U0000',
  tokenVerificationEnabled: false,
  logLevel: bolt.LogLevel.ERROR,
});

app.command('/handoff', async ({ command, ack }) => {
  await ack(answerTo(command.text, command.user_id));
});

const server = await app.start({ port: 0, host: '127.0.0.1' });
console.log(server.address().port);
