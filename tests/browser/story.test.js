// One baton moves: the story of how Baton is shown, in the demo, with a real browser. The steps
// build on each other.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { ChatPage } from './chat_page.js';
import { startBrowser, startDemo } from './demo.js';

let demo;
let browser;
let chat;
let key;   // of the story's own task
let card;  // its one message in #acme

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  chat = new ChatPage(browser.context.pages()[0] ?? await browser.context.newPage());
  await chat.page.goto(demo.url);
  await chat.page.getByRole('button', { name: /^Ana/, pressed: true }).waitFor();
});

after(async () => {
  await browser?.end();
  const ended = await demo?.end();
  if (ended) {
    assert.equal(ended.code, 0, `the demo ended with ${ended.code}`);
    assert.equal(ended.out.trim().split('\n').length, 1, `the demo says one line on stdout, it said:\n${ended.out}`);
  }
});

test('the page greets with four things to try', async () => {
  await chat.page.getByRole('heading', { name: 'Four things to try' }).waitFor();
  await chat.go('acme');
  await chat.shot('01-welcome');
  await chat.page.getByRole('button', { name: 'Got it' }).click();
});

test('the page holds to the rules of accessibility, light and dark', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of ['light', 'dark']) {
    await chat.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await chat.page.evaluate(axe);
    const { violations } = await chat.page.evaluate(() => globalThis.axe.run());
    const told = violations.map((one) => `${one.id}: ${one.help}\n  ${one.nodes.map((node) => node.html).join('\n  ')}`);
    assert.deepEqual(told, [], `${colorScheme}:\n${told.join('\n')}`);
  }
  await chat.page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
});

test('Ana starts a campaign', async () => {
  await chat.become('Ana');
  await chat.go('acme');
  const answer = await chat.command('/handoff new paid-campaign-launch ACME "Spring launch"');
  const text = await chat.says(answer, 'Spring launch', 'Only visible to you');
  key = /ACME-\d+/.exec(text)?.[0];
  assert.ok(key, `the answer names the task's key:\n${text}`);
  await chat.shot('02-started');
});

test('give is refused with all that is missing', async () => {
  const answer = await chat.command(`/handoff give ${key}`);
  await chat.says(answer, key, 'Campaign objective', 'Audience', 'Rationale');
  await chat.shot('03-refused');
});

test('supplied, it is given, and the card and the direct message appear', async () => {
  await chat.command(`/handoff set ${key} objective="500 new customers by June"`);
  await chat.command(`/handoff set ${key} audience="Runners, 20 to 40"`);
  const answer = await chat.command(`/handoff give ${key} rationale="Spring is when they buy shoes"`);
  await chat.says(answer, key, 'Dino');
  card = await chat.message(key, 'Accept');
  await chat.says(card, 'Ana still holds this', 'Dino has not accepted', 'Spring launch', '500 new customers by June');
  await chat.shot('04-offered-card');
  await chat.become('Dino');
  await chat.go('Baton');
  const direct = await chat.message(key, 'Accept');
  await chat.says(direct, 'Ana', 'Creative Production');
  await chat.shot('05-offered-direct-message');
});

test("Petra's press on Dino's button is refused in private", async () => {
  await chat.become('Petra');
  await chat.go('acme');
  card = await chat.message(key, 'Accept');
  const before_press = await chat.lastTs();
  await card.getByRole('button', { name: 'Accept', exact: true }).click();
  const refusal = await chat.privateAfter(before_press, 'the refusal of the press');
  await chat.says(refusal, 'Only visible to you', 'Dino');
  await chat.shot('06-refused-in-private');
  await chat.says(card, 'Ana still holds this');
  const ts = await refusal.getAttribute('data-ts');
  await chat.become('Ana');
  await chat.go('acme');
  assert.equal(await chat.page.locator(`.log [data-ts="${ts}"]`).count(), 0,
    'nobody but Petra sees the refusal');
});

test('Dino asks in a form', async () => {
  await chat.become('Dino');
  await chat.go('Baton');
  const direct = await chat.message(key, 'Accept');
  await direct.getByRole('button', { name: 'Ask', exact: true }).click();
  await chat.form.waitFor();
  await chat.form.getByRole('button', { name: 'Close' }).waitFor();
  const submit = chat.form.locator('button[type=submit]');
  await submit.click();
  await chat.form.getByText('Please complete this required field.').waitFor();
  await chat.shot('07-form-error');
  await chat.page.keyboard.press('Escape');
  await chat.form.waitFor({ state: 'hidden' });

  await direct.getByRole('button', { name: 'Ask', exact: true }).click();
  await chat.form.locator('textarea, input').first().fill('Which sizes does the shop need?');
  await chat.shot('08-form');
  await submit.click();
  await chat.form.getByText(`Your question on ${key}`).waitFor();
  await chat.page.keyboard.press('Escape');
  await chat.form.waitFor({ state: 'hidden' });
  await chat.turns(await chat.message(key, 'Accept'), 'Which sizes does the shop need?');
});

test('Ana answers', async () => {
  await chat.become('Ana');
  await chat.go('Baton');
  const question = await chat.message(key, 'Which sizes does the shop need?');
  await chat.says(question, 'Dino');
  await chat.shot('09-question');
  const answer = await chat.command(`/handoff answer ${key} 1200 by 628, and the square one`);
  await chat.says(answer, key);
});

test('Dino accepts, and the one card turns in place', async () => {
  await chat.go('acme');
  card = await chat.message(key, 'Spring launch');
  const ts = await card.getAttribute('data-ts');
  const messages = await chat.page.locator('.log .message:not(.ephemeral)').filter({ hasText: key }).count();
  await chat.become('Dino');
  await chat.go('Baton');
  const direct = await chat.message(key, '1200 by 628');
  await chat.shot('10-answered');
  await direct.getByRole('button', { name: 'Accept', exact: true }).click();
  const offer = await chat.message(key, 'What comes with it');
  await chat.turns(offer, 'Dino holds this');
  assert.equal(await offer.getByRole('button', { name: 'Accept', exact: true }).count(), 0, 'the offer is no offer any more');
  await offer.scrollIntoViewIfNeeded();
  await chat.shot('11-accepted-direct-message');
  await chat.go('acme');
  const turned = chat.page.locator(`.log [data-ts="${ts}"]`);
  await chat.turns(turned, 'Dino holds this');
  await chat.says(turned, 'accepted', 'Spring launch');
  assert.equal(await turned.getByRole('button', { name: 'Accept', exact: true }).count(), 0, 'nothing is left to accept');
  assert.equal(await chat.page.locator('.log .message:not(.ephemeral)').filter({ hasText: key }).count(), messages,
    'the card is the same message: no new one');
  await chat.shot('12-card-turned');
});

test('the task at Approved shows the five missing things of RC-03', async () => {
  await chat.become('Ana');
  await chat.go('acme');
  const answer = await chat.command('/handoff give ACME-3');
  await chat.says(answer, 'ACME-3', 'Approved creative files', 'Copy document', 'Tracking sheet', 'Budget allocation', 'Client sign-off');
  await chat.shot('13-five-missing-things');
});

test('six tasks are open, in different states', async () => {
  const answer = await chat.command('/handoff list');
  for (const task of ['ACME-1', 'ACME-2', 'ACME-3', 'BOLT-1', 'BOLT-2', 'BOLT-3']) await chat.says(answer, task);
  await chat.shot('14-list');
  await chat.go('bolt-coffee');
  const second = await chat.message('BOLT-2', 'Loyalty card');
  await chat.says(second, '2nd offer');
  await second.scrollIntoViewIfNeeded();
  await chat.shot('15-second-offer');
});

test('what happens during an outage appears after it', async () => {
  await chat.become('Dino');
  await chat.go('acme');
  await chat.page.getByText('Break the chat').click();
  const outage = chat.page.getByRole('switch', { name: /^Outage/ });
  await outage.click();
  await chat.page.getByRole('switch', { name: /^Outage/, checked: true }).waitFor();
  card = await chat.message('ACME-1', 'Accept');
  const ts = await card.getAttribute('data-ts');
  const answer = await chat.command('/handoff accept ACME-1');
  await chat.says(answer, 'ACME-1');
  await chat.shot('16-outage');
  await outage.click();
  await chat.page.getByRole('switch', { name: /^Outage/, checked: false }).waitFor();
  const turned = chat.page.locator(`.log [data-ts="${ts}"]`);
  await turned.filter({ hasText: 'Dino holds this' }).waitFor({ timeout: 60_000 });
  await chat.page.getByText('Break the chat').click();
});

test('everything can be done by keyboard', async () => {
  await chat.page.getByRole('button', { name: /^Petra/ }).focus();
  await chat.page.keyboard.press('Enter');
  await chat.page.waitForFunction(() => document.title.includes('Petra'));
  assert.match(await chat.page.evaluate(() => document.activeElement.textContent), /Petra/, 'the focus stays where it was');
  await chat.page.keyboard.press('Tab');
  assert.match(await chat.page.evaluate(() => document.activeElement.textContent), /Alex/, 'Tab goes on to the next person');
  await chat.box.focus();
  await chat.page.keyboard.type('/handoff h');
  await chat.page.keyboard.press('ArrowDown');
  await chat.page.keyboard.press('Enter');
  assert.equal(await chat.box.inputValue(), '/handoff help');
  const before_help = await chat.lastTs();
  await chat.page.keyboard.press('Enter');
  await chat.privateAfter(before_help, 'the help');
  await chat.shot('17-help');
});

test('it fits a narrow window, in the dark', async () => {
  await chat.page.setViewportSize({ width: 420, height: 860 });
  await chat.page.emulateMedia({ colorScheme: 'dark' });
  await chat.become('Dino');
  await chat.go('acme');
  const wider = await chat.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wider, false, 'nothing is wider than the window');
  await chat.shot('18-narrow-dark');
});

test('the page complained of nothing', () => {
  assert.deepEqual(chat.complaints, []);
});
