// One baton moves, among people who live in Slack: the story of how Baton is shown, in the demo, with
// a real browser. The steps build on each other.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nothingToComplainOf, stage } from './stage.js';

const set = stage('Ana', 'slack');
const key = 'ACME-3';  // at Approved, held by Ana
let card;              // its one message in #acme

test('the page greets with what to do, and with who lives where', async () => {
  const { chat } = set;
  const intro = chat.page.getByRole('region', { name: 'See a handoff in one minute' });
  await intro.waitFor();
  await chat.says(intro, 'Dino lives in Mattermost');
  await chat.shot('slack-01-welcome');
  await chat.page.getByRole('button', { name: 'Got it' }).click();
});

test('the page holds to the rules of accessibility, light and dark, in both chats', async () => {
  const { chat } = set;
  for (const which of ['Mattermost', 'Slack']) {
    await chat.enter(which);
    await chat.isAccessible(which);
  }
});

test('Ana starts a campaign, and give is refused with all that is missing', async () => {
  const { chat } = set;
  const started = await chat.command('/handoff new paid-campaign-launch ACME "Spring launch"');
  const text = await chat.says(started, 'Spring launch', 'Only visible to you');
  const fresh = /ACME-\d+/.exec(text)?.[0];
  assert.ok(fresh, `the answer names the task's key:\n${text}`);
  await chat.shot('slack-02-started');
  const refused = await chat.command(`/handoff give ${fresh}`);
  await chat.says(refused, fresh, 'Campaign objective', 'Audience', 'Rationale');
  await chat.shot('slack-03-refused');
});

test('the task at Approved shows the five missing things of RC-03', async () => {
  const { chat } = set;
  const answer = await chat.command(`/handoff give ${key}`);
  await chat.says(answer, key, 'Approved creative files', 'Copy document', 'Tracking sheet', 'Budget allocation', 'Client sign-off');
  await chat.shot('slack-04-five-missing-things');
});

test('supplied, it is given, and the card and the direct message appear', async () => {
  const { chat } = set;
  const files = 'https://files.example.com/ACME-3';
  await chat.command(`/handoff attach ${key} creative ${files}/creative`);
  await chat.command(`/handoff attach ${key} copy ${files}/copy`);
  await chat.command(`/handoff approve ${key} sign-off by "Mr Keller" on today how: "on the phone" ${files}/sign-off`);
  const answer = await chat.command(`/handoff give ${key} to deployment-ready budget="12000 EUR" tracking=${files}/tracking`);
  await chat.says(answer, key, 'Petra');
  card = await chat.message(key, 'Accept');
  await chat.says(card, 'Ana still holds this', 'Petra has not accepted', 'Black Friday', '12000');
  await chat.shot('slack-05-offered-card');
  await chat.become('Petra');
  await chat.go('Baton');
  await chat.says(await chat.message(key, 'Accept'), 'Ana', 'Deployment Ready');
  await chat.shot('slack-06-offered-direct-message');
});

test("Alex's press on Petra's button is refused in private", async () => {
  const { chat } = set;
  await chat.become('Alex');
  await chat.go('acme');
  card = await chat.message(key, 'Accept');
  const refusal = await chat.pressForAnswer(card, 'Accept');
  await chat.says(refusal, 'Only visible to you', 'Petra');
  await chat.shot('slack-07-refused-in-private');
  await chat.says(card, 'Ana still holds this');
  const refusal_key = await refusal.getAttribute('data-key');
  await chat.become('Ana');
  await chat.go('acme');
  assert.equal(await chat.withKey(refusal_key).count(), 0, 'nobody but Alex sees the refusal');
});

test('Petra asks in a form', async () => {
  const { chat } = set;
  await chat.become('Petra');
  await chat.go('Baton');
  const direct = await chat.message(key, 'Accept');
  await chat.button(direct, 'Ask').click();
  await chat.form.waitFor();
  await chat.form.getByRole('button', { name: 'Close' }).waitFor();
  const submit = chat.form.locator('button[type=submit]');
  await submit.click();
  await chat.form.getByText('Please complete this required field.').waitFor();
  await chat.isAccessible('a form of Slack');
  await chat.shot('slack-08-form-error');
  await chat.page.keyboard.press('Escape');
  await chat.form.waitFor({ state: 'hidden' });

  await chat.button(direct, 'Ask').click();
  await chat.form.locator('textarea, input').first().fill('Which sizes does the shop need?');
  await chat.shot('slack-09-form');
  await submit.click();
  await chat.form.getByText(`Your question on ${key}`).waitFor();
  await chat.page.keyboard.press('Escape');
  await chat.form.waitFor({ state: 'hidden' });
  await chat.turns(await chat.message(key, 'Accept'), 'Which sizes does the shop need?');
});

test('Ana answers', async () => {
  const { chat } = set;
  await chat.become('Ana');
  await chat.go('Baton');
  const question = await chat.message(key, 'Which sizes does the shop need?');
  await chat.says(question, 'Petra');
  await chat.shot('slack-10-question');
  await chat.says(await chat.command(`/handoff answer ${key} 1200 by 628, and the square one`), key);
});

test('Petra accepts, and the one card turns in place', async () => {
  const { chat } = set;
  await chat.go('acme');
  card = await chat.message(key, 'Deployment Ready');
  const card_key = await card.getAttribute('data-key');
  const messages = await chat.public(key).count();
  await chat.become('Petra');
  await chat.go('Baton');
  const direct = await chat.message(key, '1200 by 628');
  await chat.shot('slack-11-answered');
  await chat.button(direct, 'Accept').click();
  const offer = await chat.message(key, 'What comes with it');
  await chat.turns(offer, 'Petra holds this');
  assert.equal(await chat.button(offer, 'Accept').count(), 0, 'the offer is no offer any more');
  await offer.scrollIntoViewIfNeeded();
  await chat.shot('slack-12-accepted-direct-message');
  await chat.go('acme');
  const turned = chat.withKey(card_key);
  await chat.turns(turned, 'Petra holds this');
  await chat.says(turned, 'accepted', 'Black Friday');
  assert.equal(await chat.button(turned, 'Accept').count(), 0, 'nothing is left to accept');
  assert.equal(await chat.public(key).count(), messages, 'the card is the same message: no new one');
  await turned.locator('.thread summary').filter({ hasText: /repl(y|ies)/ }).waitFor();
  await chat.shot('slack-13-card-turned');
});

test('the tasks are open, in different states', async () => {
  const { chat } = set;
  const answer = await chat.command('/handoff list');
  for (const task of ['ACME-1', 'ACME-2', 'ACME-3', 'BOLT-1', 'BOLT-2', 'BOLT-3']) await chat.says(answer, task);
  await chat.says(answer, 'Iced coffee summer · Tracking · Alex holds it');
  await chat.shot('slack-14-list');
  await chat.go('bolt-coffee');
  const second = await chat.message('BOLT-2', 'Loyalty card');
  await chat.says(second, '2nd offer');
  await second.scrollIntoViewIfNeeded();
  await chat.shot('slack-15-second-offer');
});

test('everything can be done by keyboard', async () => {
  const { chat } = set;
  await chat.page.getByRole('button', { name: /^Petra/ }).focus();
  await chat.page.keyboard.press('Enter');
  await chat.page.waitForFunction(() => document.title.includes('Petra'));
  const focused = () => chat.page.evaluate(() => document.activeElement.textContent);
  assert.match(await focused(), /Petra/, 'the focus stays where it was');
  await chat.page.keyboard.press('Tab');
  assert.match(await focused(), /Alex/, 'Tab goes on to the next person');
  await chat.box.focus();
  await chat.page.keyboard.type('/handoff h');
  await chat.page.keyboard.press('ArrowDown');
  await chat.page.keyboard.press('Enter');
  assert.equal(await chat.box.inputValue(), '/handoff help');
  const before_help = await chat.lastKey();
  await chat.page.keyboard.press('Enter');
  await chat.privateAfter(before_help, 'the help');
  await chat.shot('slack-16-help');
});

test('it fits a narrow window, in the dark', async () => {
  const { chat } = set;
  await chat.page.setViewportSize({ width: 400, height: 860 });
  await chat.page.emulateMedia({ colorScheme: 'dark' });
  await chat.become('Petra');
  await chat.go('acme');
  const wider = await chat.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wider, false, 'nothing is wider than the window');
  await chat.shot('slack-17-narrow-dark');
});

nothingToComplainOf(set);
