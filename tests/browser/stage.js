// One demo and one browser for the tests of a file, and what they are asked at the end.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ChatPage } from './chat_page.js';
import { startBrowser, startDemo } from './demo.js';

/** Call at the top of a file, with who opens the page where. Filled in before the first test. */
export function stage(name, chat, place) {
  const set = { demo: null, browser: null, chat: null };
  before(async () => {
    set.demo = await startDemo();
    set.browser = await startBrowser();
    set.chat = new ChatPage(set.browser.context.pages()[0] ?? await set.browser.context.newPage());
    await set.chat.open(set.demo.url, name, chat, place);
  });
  after(async () => {
    await set.browser?.end();
    const ended = await set.demo?.end();
    if (!ended) return;
    assert.equal(ended.code, 0, `the demo ended with ${ended.code}`);
    assert.equal(ended.out.trim().split('\n').length, 1, `the demo says one line on stdout, it said:\n${ended.out}`);
  });
  return set;
}

/** The last test of a file. */
export function nothingToComplainOf(set) {
  test('the page complained of nothing', () => assert.deepEqual(set.chat.complaints, []));
}
