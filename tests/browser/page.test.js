// The page itself, in every state that matters: axe-core finds nothing, light and dark, wide and
// narrow, and nothing is wider than the window.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nothingToComplainOf, stage } from './stage.js';

const set = stage('Ana', 'slack');
const doors = {
  Ana: { door: 'sandbox', user: 'U0001', channel: 'C0002' },
  Olga: { door: 'sandbox', user: 'U0005', channel: 'C0002' },
  Dino: { door: 'sandbox/mattermost', user: 'dino', channel: 'acme' },
};

/** Types a line where that person lives, without the page. */
async function says(person, line) {
  const { door, user, channel } = doors[person];
  const response = await fetch(`${set.demo.url}${door}/say`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ user, channel, text: `/handoff ${line}` }),
  });
  const answer = await response.json();
  assert.equal(answer.outcome, 'ok', `${person}: /handoff ${line}: ${JSON.stringify(answer)}`);
}

/** What a card says in a state, and how it comes into that: after Ana's offer of a task to Dino. */
const accepts = ['Dino', 'accept KEY'];
const states = [
  { says: 'Dino has not accepted', lines: [] },
  { says: 'Which logo is it?', lines: [['Dino', 'ask KEY Which logo is it?']] },
  { says: 'Dino holds this', lines: [accepts] },
  { says: 'the logo as a vector file', lines: [['Dino', 'accept KEY gap: the logo as a vector file']] },
  { says: 'returned', lines: [['Dino', 'return KEY missing-asset The logo is not there']] },
  { says: 'was withdrawn by Ana', lines: [['Ana', 'withdraw KEY']] },
  { says: 'The font has no licence', lines: [accepts, ['Dino', 'block KEY The font has no licence']] },
  { says: 'They choose a colour', lines: [accepts, ['Dino', 'wait KEY client 2031-03-31 They choose a colour']] },
  { says: 'The client changed their mind', lines: [accepts, ['Olga', 'cancel KEY The client changed their mind']] },
  { says: 'Done', lines: [accepts, ['Dino', 'give KEY result=https://files.example.com/x'], ['Ana', 'accept KEY'], ['Ana', 'done KEY']] },
];
const key_of = (state) => `ACME-${states.indexOf(state) + 4}`;

test('cards in all their states are on their way', async () => {
  for (const state of states) {
    await says('Ana', '@dino ACME banner, by tomorrow 15:00');
    for (const [person, line] of state.lines) await says(person, line.replace('KEY', key_of(state)));
  }
  await says('Ana', 'approve ACME-3 sign-off by "Mr Keller" on today how: "on the phone" https://files.example.com/sign-off');
  await says('Olga', 'urgent ACME-3 to deployment-ready The shop opens tomorrow');
});

test('the first steps', async () => {
  const { chat } = set;
  await chat.go('general');
  await chat.isAccessibleEverywhere('the first steps');
  await chat.enter('Mattermost');
  await chat.isAccessibleEverywhere('the first steps in Mattermost', { brief: true });
  await chat.page.getByRole('button', { name: 'Got it' }).click();
  await chat.page.getByRole('region', { name: 'See a handoff in one minute' }).waitFor({ state: 'hidden' });
});

test('an empty place says what to do, and where the messages are', async () => {
  const { chat } = set;
  await chat.enter('Slack');
  await chat.log.getByText('Type /handoff to see what you can do').waitFor();
  await chat.become('Dino');
  await chat.go('Baton');
  await chat.log.getByText('Baton writes to Dino in Mattermost').waitFor();
  await chat.isAccessibleEverywhere('an empty place', { brief: true });
  await chat.page.getByRole('button', { name: 'Open Mattermost' }).click();
  await chat.message('ACME-1', 'Accept');
});

test('menu, More, refusal and form, in both chats', async () => {
  const { chat } = set;
  for (const [where, person] of [['Slack', 'Ana'], ['Mattermost', 'Dino']]) {
    await chat.become(person);
    await chat.enter(where);
    await chat.go('Baton');
    const menu = await chat.command('/handoff');
    await chat.button(menu, 'More').first().click();
    await chat.log.getByText('Told').last().waitFor();
    await chat.says(await chat.command('/handoff give ACME-99'), 'ACME-99');
    await chat.isAccessibleEverywhere(`what Baton answers in ${where}`, { brief: true });
    await chat.button(menu, 'New task').click();
    await chat.form.waitFor();
    await chat.form.locator('button[type=submit]').click();
    await chat.form.locator('[aria-invalid]').first().waitFor();
    await chat.isAccessibleEverywhere(`a form with errors in ${where}`, { part: '#modal' });
    await chat.shot(`page-01-form-${where.toLowerCase()}`);
    await chat.page.keyboard.press('Escape');
    await chat.form.waitFor({ state: 'hidden' });
  }
});

test('the list of commands, and a chat that is broken', async () => {
  const { chat } = set;
  await chat.enter('Slack');
  await chat.go('general');
  await chat.page.getByText('Break the chat').click();
  const slow = chat.page.getByRole('switch', { name: /^Slow/ });
  await slow.click();
  await chat.page.getByRole('status').filter({ hasText: 'Slack takes two seconds for every answer' }).waitFor();
  await chat.page.getByRole('button', { name: 'Commands' }).click();
  await chat.isAccessibleEverywhere('the list of commands', { brief: true });
  await chat.shot('page-02-commands');
  await chat.page.keyboard.press('Escape');
  await slow.click();
});

test('a card in each of its states, in both chats', async () => {
  const { chat } = set;
  for (const where of ['Slack', 'Mattermost']) {
    await chat.enter(where);
    await chat.go('acme');
    for (const state of states) await chat.turns(chat.public(key_of(state)).last(), state.says, 30_000);
    if (where === 'Slack') await chat.message('ACME-3', 'Petra has not accepted');
    await chat.isAccessibleEverywhere(`the cards in ${where}`);
    await chat.shot(`page-03-cards-${where.toLowerCase()}`);
  }
});

test('the direct messages of each person where they live', async () => {
  const { chat } = set;
  for (const [person, where] of [['Dino', 'Mattermost'], ['Alex', 'Mattermost'], ['Ana', 'Slack'], ['Petra', 'Slack'], ['Olga', 'Slack']]) {
    await chat.enter(where);
    await chat.become(person);
    await chat.go('Baton');
    await chat.log.locator('.message, .empty').first().waitFor();
    await chat.isAccessibleEverywhere(`the direct messages of ${person}`, { brief: true });
    await chat.shot(`page-04-direct-${person.toLowerCase()}`);
  }
});

test('the first steps prepare each thing, and tick what was done', async () => {
  const { chat } = set;
  const { page } = chat;
  const step = (n, what) => page.locator('#steps li[aria-current=step]').filter({ hasText: `${n} of 4` }).filter({ hasText: what }).waitFor();
  await page.getByRole('button', { name: 'First steps', expanded: false }).click();
  await step(1, 'You are Ana');
  await page.getByRole('button', { name: 'Write the line' }).click();
  assert.match(await chat.box.inputValue(), /^\/handoff @dino ACME banner 3/);
  await page.keyboard.press('Enter');
  await step(2, 'Dino lives in Mattermost');
  await page.getByRole('button', { name: 'Be Dino there' }).click();
  const offer = await chat.message('banner 3', 'Accept');
  await chat.button(offer, 'Accept').click();
  await step(3, 'the same message now says that Dino holds it');
  await page.getByRole('button', { name: 'Be Ana again' }).click();
  await step(4, 'says all that is missing');
  await page.getByRole('button', { name: 'Try it too early' }).click();
  await page.keyboard.press('Enter');
  await page.getByText('That was it.').waitFor();
  assert.equal(await page.locator('#steps .done').count(), 4);
  await chat.isAccessibleEverywhere('the first steps, done', { brief: true });
  await chat.shot('page-05-first-steps-done');
});

test('nothing moves for who asks for stillness', async () => {
  const { chat } = set;
  await chat.page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await chat.page.evaluate(() => {
    const probe = document.createElement('button');
    probe.setAttribute('aria-busy', 'true');
    probe.className = 'changed';
    document.body.append(probe);
    const found = [getComputedStyle(probe).animationName, getComputedStyle(probe, '::after').animationName];
    probe.remove();
    return found;
  });
  assert.deepEqual(moving, ['none', 'none']);
});

nothingToComplainOf(set);
