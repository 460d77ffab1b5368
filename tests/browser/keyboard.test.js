// The first handoff by keyboard alone: not one press of a mouse, and whoever listens hears it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nothingToComplainOf, stage } from './stage.js';

const set = stage('Ana', 'slack', 'general');
const box = 'Message as Ana';
const stops_max = 40;
let key;

/** What has the focus: its words, whether that can be seen, and where it stands. */
const focused = () => set.chat.page.evaluate(() => {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  const said = node.cloneNode(true);
  for (const unsaid of said.querySelectorAll('[aria-hidden]')) unsaid.remove();
  return {
    words: node.getAttribute('aria-label') ?? (node.id === 'log' ? 'log' : (node.labels?.[0] ?? said).textContent.trim()),
    tag: node.localName,
    is_marked: style.outlineStyle !== 'none' || node.id === 'composer-text',  // its frame is marked
    in_view: node.getBoundingClientRect().bottom > 0 && node.getBoundingClientRect().top < innerHeight,
    message: node.closest('[data-key]')?.dataset.key ?? '',
  };
});

/** Presses Tab, or Shift+Tab, until that has the focus; yields every stop. */
async function tabTo(words, press = 'Tab') {
  const stops = [];
  for (let pressed = 0; pressed < stops_max; ++pressed) {
    await set.chat.page.keyboard.press(press);
    const stop = await focused();
    if (stop.tag === 'body') continue;  // past the last one, before the first
    assert.ok(stop.is_marked && stop.in_view, `one sees where the focus is: ${JSON.stringify(stop)}`);
    stops.push(stop.words);
    if (words.test(stop.words)) return stops;
  }
  throw new Error(`no stop says ${words}: ${stops.join(' | ')}`);
}

async function enter() { await set.chat.page.keyboard.press('Enter'); }
async function hears(words) { await set.chat.page.locator('#announced').filter({ hasText: words }).waitFor({ state: 'attached' }); }

test('the order of the page is the order in which one reads it', async () => {
  const { chat } = set;
  await chat.page.evaluate(() => document.activeElement.blur());
  const stops = await tabTo(/^Got it/);
  const order = ['Skip to the newest message', 'Skip to the message box', 'Slack', 'Mattermost', 'First steps', 'Ana', 'Olga', '# handoffs', '# general', 'Baton', 'Break the chat', 'Got it'];
  let before = -1;
  for (const one of order) {
    const at = stops.findIndex((words) => words.startsWith(one));
    assert.ok(at > before, `${one} comes in its turn: ${stops.join(' | ')}`);
    before = at;
  }
  await enter();
  assert.equal((await focused()).words, box, 'closed, the first steps give the focus to the message box');
});

test('Ana types, hears the answer, and finds its buttons', async () => {
  const { chat } = set;
  await chat.page.keyboard.type('/handoff new paid-campaign-launch ACME "Night run"');
  await enter();
  await hears(/^Baton: ACME-\d+ is started\. You hold it/);
  key = /ACME-\d+/.exec(await chat.page.locator('#announced').innerText())[0];
  const stops = await tabTo(/^Hand over$/, 'Shift+Tab');
  assert.deepEqual(stops, ['More', 'Blocked', 'Add', 'Hand over'], 'the newest buttons are the nearest');
});

test('Escape closes the form, and gives the focus back', async () => {
  const { chat } = set;
  await enter();
  await chat.form.waitFor();
  assert.equal((await focused()).words, 'To whom (optional)', 'the first field has the focus');
  await chat.page.keyboard.press('Escape');
  await chat.form.waitFor({ state: 'hidden' });
  assert.equal((await focused()).words, 'Hand over');
});

test('the form is filled in and sent', async () => {
  const { chat } = set;
  await enter();
  await chat.form.waitFor();
  await tabTo(/^Campaign objective/);
  await chat.page.keyboard.type('300 runners');
  await tabTo(/^Offer$/);
  await enter();
  await chat.form.locator('[aria-invalid]').first().waitFor();
  assert.equal((await focused()).words, 'Audience', 'the first field that is wrong has the focus');
  const told = await chat.page.evaluate(() => document.activeElement.getAttribute('aria-describedby').split(' ')
    .map((id) => document.getElementById(id)?.innerText).join(' '));
  assert.match(told, /complete this required field/, 'its error is read with it');
  await chat.page.keyboard.type('Whoever runs after work');
  await tabTo(/^Rationale/);
  await chat.page.keyboard.type('They are many');
  await tabTo(/^Offer$/);
  await enter();
  await chat.form.getByText('Dino').first().waitFor();
  assert.equal((await focused()).words, 'Close', 'the answer stands in the place of the form, and its button has the focus');
  await enter();
  await chat.form.waitFor({ state: 'hidden' });
  assert.notEqual((await focused()).tag, 'body', 'the focus is not lost');
});

test('Dino is become, in his chat, and accepts', async () => {
  const { chat } = set;
  await chat.page.keyboard.press('Tab');
  await tabTo(/^Mattermost/);
  await enter();
  await tabTo(/^Dino/);
  await enter();
  await chat.page.waitForFunction(() => document.title.includes('Dino') && document.title.includes('Mattermost'));
  assert.match((await focused()).words, /^Dino/, 'the focus stays with whom one became');
  await tabTo(/^Baton/);
  await enter();
  await chat.message(key, 'Accept');
  await tabTo(/^Accept$/, 'Shift+Tab');
});

test('a card that changes under the focus keeps it', async () => {
  const { chat } = set;
  const at = (await focused()).message;
  const response = await fetch(`${set.demo.url}sandbox/say`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: 'U0001', channel: 'C0004', text: `/handoff set ${key} audience="Whoever runs before work"` }),
  });
  assert.equal((await response.json()).outcome, 'ok');
  await chat.turns(chat.withKey(at), 'before work');
  const { words, message } = await focused();
  assert.deepEqual({ words, message }, { words: 'Accept', message: at });
  await hears(/^Changed: Ana still holds this/);
});

test('accepted, the focus stays at the card, and on no button that came in its place', async () => {
  const { chat } = set;
  const at = (await focused()).message;
  await enter();
  await chat.turns(chat.withKey(at), 'Dino holds this');
  await hears(/Dino holds this/);
  const { tag, message } = await focused();
  assert.deepEqual({ tag, message }, { tag: 'article', message: at });
});

test('the skip links lead to the newest message and to the box', async () => {
  const { chat } = set;
  await chat.page.evaluate(() => document.activeElement.blur());
  await tabTo(/^Skip to the message box/);
  await enter();
  assert.equal((await focused()).words, 'Message as Dino');
  await tabTo(/^Skip to the newest/);
  await enter();
  const { message } = await focused();
  assert.equal(message, await chat.lastKey());
});

test('the commands are offered while one types', async () => {
  const { chat } = set;
  await chat.box.focus();
  await chat.page.keyboard.type('/handoff l');
  await chat.page.keyboard.press('ArrowDown');
  const option = await chat.box.evaluate((box) => document.getElementById(box.getAttribute('aria-activedescendant')).textContent);
  assert.match(option, /^\/handoff list/);
  await chat.page.keyboard.press('Escape');
  assert.equal(await chat.box.getAttribute('aria-expanded'), 'false');
  assert.equal(await chat.box.inputValue(), '/handoff l', 'what was typed is kept');
});

nothingToComplainOf(set);
