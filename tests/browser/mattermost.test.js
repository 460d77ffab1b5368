// One baton moves, among people who live in Mattermost. The steps build on each other.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nothingToComplainOf, stage } from './stage.js';

const set = stage('Dino', 'mattermost');
const only_you = 'Only you see this';
let key;   // of the story's own task
let card;  // its one message in acme

test('Dino starts a task, and give is refused with all that is missing', async () => {
  const { chat } = set;
  await chat.page.getByRole('button', { name: 'Got it' }).click();
  const started = await chat.command('/handoff new quick ACME "Landing page figures"');
  const text = await chat.says(started, 'Landing page figures', only_you);
  key = /ACME-\d+/.exec(text)?.[0];
  assert.ok(key, `the answer names the task's key:\n${text}`);
  await chat.shot('mattermost-01-started');
  const refused = await chat.command(`/handoff give ${key} @alex`);
  await chat.says(refused, key, 'What', 'By when', only_you);
  await chat.shot('mattermost-02-refused');
});

test('the form asks for what is missing, and says at the field what is wrong', async () => {
  const { chat } = set;
  const refused = chat.page.locator('.log .message.ephemeral').filter({ hasText: '2 things are missing' }).last();
  await chat.button(refused, 'Fill in what is missing').click();
  await chat.form.waitFor();
  const submit = chat.form.locator('button[type=submit]');
  await submit.click();
  await chat.form.getByText('This field is required.').first().waitFor();
  await chat.form.getByLabel('What').fill('Visits and orders of the new page');
  await chat.form.getByLabel('By when').fill('soon');
  await submit.click();
  await chat.form.getByText('not a date and time').waitFor();
  assert.equal(await chat.form.getByLabel('What').inputValue(), 'Visits and orders of the new page', 'what was typed is kept');
  await chat.isAccessible('a form of Mattermost');
  await chat.shot('mattermost-03-form-error');
  await chat.form.getByLabel('By when').fill('2031-03-31 15:00');
  await submit.click();
  await chat.form.waitFor({ state: 'hidden' });
  card = await chat.message(key, 'Accept');
  await chat.says(card, 'Dino still holds this', 'Alex has not accepted', 'Landing page figures', 'Visits and orders of the new page');
  await chat.shot('mattermost-04-offered-card');
});

test('Alex gets a direct message with buttons', async () => {
  const { chat } = set;
  await chat.become('Alex');
  await chat.go('Baton');
  await chat.says(await chat.message(key, 'Accept'), 'Dino', 'In the works');
  await chat.shot('mattermost-05-offered-direct-message');
});

test("Petra's press on Alex's button is refused in private", async () => {
  const { chat } = set;
  await chat.become('Petra');
  await chat.go('acme');
  card = await chat.message(key, 'Accept');
  const refusal = await chat.pressForAnswer(card, 'Accept');
  await chat.says(refusal, only_you, 'Alex');
  await chat.shot('mattermost-06-refused-in-private');
  await chat.says(card, 'Dino still holds this');
  const refusal_key = await refusal.getAttribute('data-key');
  await chat.become('Dino');
  await chat.go('acme');
  assert.equal(await chat.withKey(refusal_key).count(), 0, 'nobody but Petra sees the refusal');
});

test('Alex asks in a dialog', async () => {
  const { chat } = set;
  await chat.become('Alex');
  await chat.go('Baton');
  const direct = await chat.message(key, 'Accept');
  await chat.button(direct, 'Ask').click();
  await chat.form.waitFor();
  await chat.form.locator('textarea, input').first().fill('With or without the returning visitors?');
  await chat.shot('mattermost-07-dialog');
  await chat.sendForm();
  await chat.turns(await chat.message(key, 'Accept'), 'With or without the returning visitors?');
});

test('Dino answers in a dialog', async () => {
  const { chat } = set;
  await chat.become('Dino');
  await chat.go('Baton');
  const question = await chat.message(key, 'Alex asks: With or without the returning visitors?');
  await chat.shot('mattermost-08-question');
  await chat.button(question, 'Answer').click();
  await chat.form.getByLabel('Your answer').fill('Without them, please');
  await chat.sendForm();
  await chat.turns(question, 'Without them, please');
  assert.equal(await chat.button(question, 'Answer').count(), 0, 'nothing is left to answer');
});

test('Alex accepts, and the one card turns in place', async () => {
  const { chat } = set;
  await chat.go('acme');
  card = await chat.message(key, 'Landing page figures');
  const card_key = await card.getAttribute('data-key');
  const messages = await chat.public(key).count();
  await chat.become('Alex');
  await chat.go('Baton');
  const direct = await chat.message(key, 'Without them, please');
  await chat.button(direct, 'Accept').click();
  const offer = await chat.message(key, 'What comes with it');
  await chat.turns(offer, 'Alex holds this');
  assert.equal(await chat.button(offer, 'Accept').count(), 0, 'the offer is no offer any more');
  await offer.scrollIntoViewIfNeeded();
  await chat.shot('mattermost-09-accepted-direct-message');
  await chat.go('acme');
  const turned = chat.withKey(card_key);
  await chat.turns(turned, 'Alex holds this');
  await chat.says(turned, 'accepted', 'Landing page figures');
  assert.equal(await chat.button(turned, 'Accept').count(), 0, 'nothing is left to accept');
  assert.equal(await chat.public(key).count(), messages, 'the card is the same message: no new one');
  await chat.shot('mattermost-10-card-turned');
});

test('Alex hands the result back, and Dino returns it with a reason', async () => {
  const { chat } = set;
  await chat.go('Baton');
  await chat.button(await chat.message(key, 'What comes with it'), 'Hand back').click();
  await chat.form.getByLabel('Result').fill('https://files.example.com/figures');
  await chat.sendForm();
  await chat.become('Dino');
  const offer = await chat.message(key, 'Alex still holds this', 'Result');
  await chat.says(offer, 'Dino has not accepted', 'files.example.com/figures');
  await chat.button(offer, 'Return').click();
  const reason = chat.form.getByLabel('Reason');
  await reason.waitFor();
  await reason.selectOption({ index: 2 });
  await chat.form.getByLabel('What is wrong').fill('The figures of Tuesday are not in it');
  await chat.shot('mattermost-11-return-form');
  await chat.sendForm();
  await chat.become('Alex');
  await chat.says(await chat.message(key, 'The figures of Tuesday are not in it'), 'Dino');
  await chat.shot('mattermost-12-returned');
});

test('a task is started in a form', async () => {
  const { chat } = set;
  await chat.go('acme');
  const menu = await chat.command('/handoff');
  await chat.says(menu, only_you, key);
  await chat.shot('mattermost-13-menu');
  await chat.button(menu, 'New task').click();
  await chat.form.getByLabel('Workflow').selectOption({ index: 1 });
  await chat.form.getByLabel('Client').selectOption({ index: 1 });
  await chat.form.getByLabel('Title').fill('Report of the month');
  await chat.shot('mattermost-14-new-task-form');
  await chat.sendForm();
  await chat.says(await chat.command('/handoff list'), 'Report of the month');
});

test('the help is a private answer', async () => {
  const { chat } = set;
  await chat.says(await chat.command('/handoff help'), only_you, 'accept');
});

test('markdown becomes nodes, and nothing else does', async () => {
  const shown = await set.chat.page.evaluate(async () => {
    const { markdown } = await import('/markdown.js');
    const names = { person: (name) => name === 'ana' ? 'Ana' : null, channel: (name) => name === 'acme' ? 'acme' : null };
    const show = (text) => {
      const box = document.createElement('div');
      box.append(...markdown(text, names));
      return box.innerHTML;
    };
    const cases = {
      '**bold** *it* _it_ ~~gone~~ __bold__': '<p><b>bold</b> <i>it</i> <i>it</i> <s>gone</s> <b>bold</b></p>',
      'one\ntwo': '<p>one<br>two</p>',
      '\\*not\\* snake_case_name 2*3*4': '<p>*not* snake_case_name 2<i>3</i>4</p>',
      'a \\_b\\_ &lt;b&gt; &#124; &copy;': '<p>a _b_ &lt;b&gt; | &amp;copy;</p>',
      '`code *x*` ``a`b``': '<p><code>code *x*</code> <code>a`b</code></p>',
      '<img src=x onerror=alert(1)>': '<p>&lt;img src=x onerror=alert(1)&gt;</p>',
      '[x](javascript:alert(1))': '<p>[x](javascript:alert(1))</p>',
      '[x](javascript:alert)': '<p>x</p>',
      '[a **b**](https://e.com/x_y_z)': '<p><a href="https://e.com/x_y_z" target="_blank" rel="noopener noreferrer">a <b>b</b></a></p>',
      'see https://e.com/a.': '<p>see <a href="https://e.com/a" target="_blank" rel="noopener noreferrer">https://e.com/a</a>.</p>',
      '@ana @bob ~acme ~nowhere': '<p><span class="mention">@ana</span> @bob <span class="mention">~acme</span> ~nowhere</p>',
      '- one\n- two\n\n3. three': '<ul><li>one</li><li>two</li></ul><ol start="3"><li>three</li></ol>',
      '> said **so**\n\n---\n#### Head': '<blockquote><p>said <b>so</b></p></blockquote><hr><h3 class="block-header">Head</h3>',
      '```\n<b>\n**x**\n```': '<pre>&lt;b&gt;\n**x**</pre>',
      '**open *and [never](closed `here': '<p>**open *and [never](closed `here</p>',
    };
    return Object.entries(cases).map(([text, expected]) => ({ text, expected, shown: show(text) }));
  });
  for (const { text, expected, shown: html } of shown) assert.equal(html, expected, text);
});

test('the address keeps person, chat and channel', async () => {
  const { chat } = set;
  await chat.go('bolt-coffee');
  const address = new URL(chat.page.url());
  assert.equal(address.search + address.hash, '?user=alex&chat=mattermost#bolt-coffee');
  await chat.page.reload();
  await chat.page.getByRole('heading', { name: 'Bolt Coffee', exact: true }).waitFor();
  await chat.page.getByRole('button', { name: /^Alex/, pressed: true }).waitFor();
});

test('everything can be done by keyboard', async () => {
  const { chat } = set;
  const focused = () => chat.page.evaluate(() => document.activeElement.textContent);
  await chat.page.getByRole('group', { name: 'Chat' }).getByRole('button', { name: /^Slack/ }).focus();
  await chat.page.keyboard.press('Enter');
  await chat.page.waitForFunction(() => document.title.includes('· Slack ·'));
  assert.match(await focused(), /Slack/, 'the focus stays where it was');
  await chat.page.keyboard.press('Tab');
  assert.match(await focused(), /Mattermost/, 'Tab goes on to the other chat');
  await chat.page.keyboard.press('Enter');
  await chat.page.waitForFunction(() => document.title.includes('· Mattermost ·'));
  await chat.go('Baton');
  const offer = await chat.message('What comes with it');
  await offer.focus();
  const held = await chat.page.evaluate(() => document.activeElement.dataset.key);
  assert.equal(held, await offer.getAttribute('data-key'), 'a message can be read by keyboard');
});

test('it fits a narrow window, in the dark', async () => {
  const { chat } = set;
  await chat.page.setViewportSize({ width: 400, height: 860 });
  await chat.page.emulateMedia({ colorScheme: 'dark' });
  await chat.become('Dino');
  await chat.go('acme');
  const wider = await chat.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wider, false, 'nothing is wider than the window');
  await chat.shot('mattermost-15-narrow-dark');
});

nothingToComplainOf(set);
