// Ana lives in Slack, Dino in Mattermost: one baton moves between them, and both cards turn.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nothingToComplainOf, stage } from './stage.js';

const set = stage('Ana', 'slack');
let key;
const cards = {};  // of the task, by chat: the keys of its one message in the channel

test('Ana hands over in Slack', async () => {
  const { chat } = set;
  await chat.page.getByRole('button', { name: 'Got it' }).click();
  const started = await chat.command('/handoff new paid-campaign-launch ACME "Running club"');
  key = /ACME-\d+/.exec(await chat.says(started, 'Running club'))?.[0];
  const given = await chat.command(`/handoff give ${key} objective="500 new members" audience="Runners, 20 to 40" `
    + 'rationale="They run in company"');
  await chat.says(given, key, 'Dino');
  const card = await chat.message(key, 'Accept');
  await chat.says(card, 'Ana still holds this', 'Dino has not accepted', '500 new members');
  cards.Slack = await card.getAttribute('data-key');
  await chat.shot('cross-01-slack-offered-card');
});

test('the same card stands in Mattermost, where Dino is at home', async () => {
  const { chat } = set;
  await chat.become('Dino');
  await chat.go('Baton');
  assert.equal(await chat.public(key).count(), 0, 'nothing is pushed to where he does not live');
  await chat.enter('Mattermost');
  const direct = await chat.message(key, 'Accept');
  await chat.says(direct, 'Ana', 'Creative Production');
  await chat.shot('cross-02-mattermost-direct-message');
  await chat.go('acme');
  const card = await chat.message(key, 'Accept');
  await chat.says(card, 'Ana still holds this', 'Dino has not accepted', '500 new members');
  cards.Mattermost = await card.getAttribute('data-key');
  await card.scrollIntoViewIfNeeded();
  await chat.shot('cross-03-mattermost-offered-card');
});

test('Dino accepts in Mattermost, and both cards turn', async () => {
  const { chat } = set;
  const card = chat.withKey(cards.Mattermost);
  await chat.button(card, 'Accept').click();
  await chat.turns(card, 'Dino holds this');
  assert.equal(await chat.button(card, 'Accept').count(), 0, 'nothing is left to accept');
  await chat.shot('cross-04-mattermost-card-turned');
  await chat.enter('Slack');
  const other = chat.withKey(cards.Slack);
  await chat.turns(other, 'Dino holds this');
  await chat.says(other, 'accepted', 'Running club');
  assert.equal(await chat.button(other, 'Accept').count(), 0, 'nothing is left to accept');
  assert.equal(await chat.public(key).count(), 1, 'the card is one message');
  await chat.shot('cross-05-slack-card-turned');
});

test("Ana's own message in Slack says so too", async () => {
  const { chat } = set;
  await chat.become('Ana');
  await chat.go('Baton');
  await chat.turns(await chat.message(key, 'Running club'), 'Dino holds this');
  await chat.shot('cross-06-slack-own-message');
});

test('the switch shows what is new in the other chat', async () => {
  const { chat } = set;
  await chat.go('acme');
  await chat.says(await chat.command(`/handoff note ${key} The club meets on Tuesdays`), key);
  await chat.become('Dino');
  await chat.command(`/handoff ask BOLT-2 Is the card plastic or paper?`);
  await chat.become('Olga');
  const other = chat.page.getByRole('group', { name: 'Chat' }).getByRole('button', { name: /^Mattermost \d+ unread/ });
  await other.waitFor();
  await chat.shot('cross-07-unread-in-the-other-chat');
});

test('what happens in Mattermost during an outage of Slack appears in Slack after it', async () => {
  const { chat } = set;
  await chat.go('acme');
  const card_key = await (await chat.message('ACME-1', 'Accept')).getAttribute('data-key');
  await chat.page.getByText('Break the chat').click();
  const outage = chat.page.getByRole('switch', { name: /^Outage/ });
  await outage.click();
  await chat.page.getByRole('switch', { name: /^Outage/, checked: true }).waitFor();
  await chat.become('Dino');
  await chat.enter('Mattermost');
  const here = await chat.message('ACME-1', 'Accept');
  await chat.button(here, 'Accept').click();
  await chat.turns(here, 'Dino holds this');
  await chat.enter('Slack');
  const there = chat.withKey(card_key);
  await chat.says(there, 'Dino has not accepted');
  await there.scrollIntoViewIfNeeded();
  await chat.shot('cross-08-slack-outage');
  await outage.click();
  await chat.turns(there, 'Dino holds this', 60_000);
});

nothingToComplainOf(set);
