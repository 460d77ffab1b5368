// The ordinary handoff of a working day, in both chats: one line, one click, what is missing is
// named and supplied, a press is taken back, and the result comes back by the working card.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nothingToComplainOf, stage } from './stage.js';

const set = stage('Ana', 'slack');

/** One handoff there and back. Screenshots are named after the chat. */
function play({ chat: where, giver, receiver, mention }) {
  const name = where.toLowerCase();
  let key;
  let card_key;

  test(`${where}: ${giver} hands over in one line, and says by when in their own words`, async () => {
    const { chat } = set;
    await chat.become(giver);
    await chat.enter(where);
    await chat.go('acme');
    const answer = await chat.command(`/handoff ${mention} ACME banner 3: logo bigger, by tomorrow 15:00 `
      + 'https://files.example.com/banner-3');
    key = /ACME-\d+/.exec(await chat.says(answer, 'banner 3: logo bigger', receiver))?.[0];
    assert.ok(key, 'the answer names the key');
    const card = await chat.message(key, 'Accept');
    await chat.says(card, `${giver} still holds this`, `${receiver} has not accepted`);
    card_key = await card.getAttribute('data-key');
    await chat.shot(`ordinary-${name}-01-one-line`);
  });

  test(`${where}: ${receiver} accepts, and names what is missing`, async () => {
    const { chat } = set;
    await chat.become(receiver);
    await chat.go('Baton');
    const offer = await chat.message(key, 'Accept');
    await chat.button(offer, 'Accept with gaps').click();
    await chat.form.getByLabel('What is missing').fill('The logo as a vector file');
    await chat.shot(`ordinary-${name}-02-accept-with-gaps`);
    await chat.sendForm();
    await chat.turns(offer, `${receiver} holds this`);
    await chat.says(offer, 'What you wait for', 'The logo as a vector file', giver);
    for (const label of ['Hand back', 'Add', 'Blocked', 'Undo', 'Confirm', 'Drop']) {
      assert.equal(await chat.button(offer, label).count(), 1, `the working card has ${label}`);
    }
    await chat.shot(`ordinary-${name}-03-working-card`);
  });

  test(`${where}: ${giver} hears of it, and ${receiver} takes it back`, async () => {
    const { chat } = set;
    await chat.become(giver);
    await chat.go('Baton');
    await chat.says(await chat.message(key, 'you owe'), 'The logo as a vector file');
    await chat.shot(`ordinary-${name}-04-what-is-owed`);
    await chat.become(receiver);
    await chat.go('Baton');
    await chat.button(await chat.message(key, 'What you wait for'), 'Undo').click();
    const offer = await chat.message(key, 'Accept with gaps');
    await chat.says(offer, `${giver} still holds this`, `${receiver} has not accepted`);
    await chat.become(giver);
    await chat.go('Baton');
    await chat.says(await chat.message(key, 'took back'), 'the acceptance');
    await chat.shot(`ordinary-${name}-05-taken-back`);
  });

  test(`${where}: the gap is named again, supplied and confirmed`, async () => {
    const { chat } = set;
    await chat.become(receiver);
    await chat.go('Baton');
    await chat.button(await chat.message(key, 'Accept with gaps'), 'Accept with gaps').click();
    await chat.form.getByLabel('What is missing').fill('The logo as a vector file');
    await chat.sendForm();
    await chat.become(giver);
    await chat.go('Baton');
    const owed = chat.public(key, 'you owe').filter({ has: chat.page.getByRole('button', { name: 'Supply' }) });
    await chat.button(owed.last(), 'Supply').click();
    await chat.form.locator('textarea, input').first().fill('https://files.example.com/logo.svg');
    await chat.shot(`ordinary-${name}-06-supply`);
    await chat.sendForm();
    await chat.become(receiver);
    await chat.go('Baton');
    const supplied = await chat.message(key, 'Is it what you need?');
    await chat.says(supplied, 'files.example.com/logo.svg');
    await chat.button(supplied, 'Confirm').click();
    await chat.turns(chat.public(key, 'The logo as a vector file').last(), 'confirmed');
    await chat.shot(`ordinary-${name}-07-confirmed`);
  });

  test(`${where}: the result comes back by the working card`, async () => {
    const { chat } = set;
    await chat.become(receiver);
    await chat.go('Baton');
    const working = chat.public(key).filter({ has: chat.page.getByRole('button', { name: 'Hand back' }) }).last();
    await chat.button(working, 'Hand back').click();
    await chat.form.getByLabel('Result').fill('https://files.example.com/banner-3-bigger');
    await chat.sendForm();
    await chat.become(giver);
    await chat.go('Baton');
    const offered = await chat.message(key, 'Accept with gaps');
    await chat.says(offered, `${receiver} still holds this`, 'files.example.com/banner-3-bigger');
    const offer = chat.withKey(await offered.getAttribute('data-key'));
    await chat.button(offer, 'Accept').click();
    await chat.turns(offer, `${giver} holds this`);
    await chat.go('acme');
    await chat.message(key, `${giver} holds this`);
    await chat.shot(`ordinary-${name}-08-back`);
  });

  test(`${where}: the first card tells in its thread what happened`, async () => {
    const { chat } = set;
    const card = chat.withKey(card_key);
    const thread = card.locator('.thread');
    await chat.turns(thread, 'supplied gap');
    await card.scrollIntoViewIfNeeded();
    await chat.shot(`ordinary-${name}-09-thread`);
    const said = await chat.says(thread, 'In the works', 'took back', 'supplied gap');
    assert.ok(said.indexOf('took back') < said.indexOf('supplied gap'), 'in the order it happened');
  });
}

play({ chat: 'Slack', giver: 'Ana', receiver: 'Petra', mention: '@Petra' });
play({ chat: 'Mattermost', giver: 'Dino', receiver: 'Alex', mention: '@alex' });

nothingToComplainOf(set);
