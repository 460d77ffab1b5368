// The page in a person's words.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What stands in a text only so that no marker is made of it: zero-width. */
const unseen = /[\u200b\u2060]/g;

/** What the channels are called in Mattermost. */
const display_names = { acme: 'ACME', 'bolt-coffee': 'Bolt Coffee', handoffs: 'Handoffs' };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const every_rule = { resultTypes: ['violations', 'incomplete'], rules: { 'target-size': { enabled: true } } };
const contrast_alone = { resultTypes: ['violations', 'incomplete'], runOnly: ['color-contrast'] };
/** Why axe cannot measure a contrast and need not: text that wraps around its neighbours; a mere sign. */
const unmeasured = new Set(['bgOverlap', 'elmPartiallyObscuring', 'nonBmp']);
const narrow = { width: 360, height: 740 };
const wide = { width: 1280, height: 860 };
const spare = 2400;  // for messages that come meanwhile

export class ChatPage {
  constructor(page) {
    this.page = page;
    this.complaints = [];
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  get log() { return this.page.getByRole('log'); }
  get box() { return this.page.getByRole('combobox', { name: /^Message as/ }); }
  get form() { return this.page.locator('#modal'); }

  /** Opens the page as that person, in that chat: "slack" or "mattermost". */
  async open(url, name, chat, place = 'acme') {
    await this.page.goto(`${url}?user=${name.toLowerCase()}&chat=${chat}#${place}`);
    await this.page.getByRole('button', { name: new RegExp(`^${name}`), pressed: true }).waitFor();
    await this.page.waitForFunction((who) => document.title.includes(who), name);
  }

  async become(name) {
    await this.page.getByRole('button', { name: new RegExp(`^${name}`) }).first().click();
    await this.page.getByRole('button', { name: new RegExp(`^${name}`), pressed: true }).waitFor();
    await this.page.waitForFunction((who) => document.title.includes(who), name);
  }

  /** "Slack" or "Mattermost". */
  async enter(chat) {
    await this.page.getByRole('group', { name: 'Chat' }).getByRole('button', { name: new RegExp(`^${chat}`) }).click();
    await this.page.waitForFunction((which) => document.title.includes(which), chat);
  }

  /** A channel by its name, or "Baton" for the direct messages. */
  async go(place) {
    const label = place === 'Baton' ? 'Baton' : await this.isSlack() ? `# ${place}` : display_names[place];
    await this.page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${label}`) }).click();
    await this.page.getByRole('heading', { name: label, exact: true }).waitFor();
  }

  async isSlack() { return (await this.page.title()).includes('· Slack ·'); }

  async type(text) {
    await this.box.fill(text);
    await this.box.press('Escape');  // closes the list of commands, where it opened
    await this.box.press('Enter');
  }

  /** Types a command, and yields the private answer to it. */
  async command(text) {
    const before = await this.lastKey();
    await this.type(text);
    return this.privateAfter(before, `an answer to ${text}`);
  }

  async lastKey() {
    return this.page.evaluate(() => [...document.querySelectorAll('.log [data-key]')].at(-1)?.dataset.key ?? '');
  }

  withKey(key) { return this.page.locator(`.log [data-key="${key}"]`); }

  /** The first private message of Baton's that stands below `key`. */
  async privateAfter(key, what) {
    const found = await this.page.waitForFunction((after) => {
      const all = [...document.querySelectorAll('.log .message')];
      const newer = all.slice(all.findIndex((node) => node.dataset.key === after) + 1);
      return newer.find((node) => node.matches('.ephemeral:not(.command)'))?.dataset.key;
    }, key).catch(() => { throw new Error(`${what} did not come within 15 s`); });
    return this.withKey(await found.jsonValue());
  }

  /** The public messages here that say all of `words`. */
  public(...words) {
    let all = this.page.locator('.log .message:not(.ephemeral)');
    for (const word of words) all = all.filter({ hasText: word });
    return all;
  }

  /** The newest of them, once it is there: that one from then on, whatever it says and whatever comes after it. */
  async message(...words) {
    const newest = this.public(...words).last();
    await newest.waitFor().catch(() => { throw new Error(`no message here says ${words.join(' and ')}`); });
    return this.withKey(await newest.getAttribute('data-key'));
  }

  async says(message, ...words) {
    const text = (await message.innerText()).replace(unseen, '');
    for (const word of words) assert.ok(text.includes(word), `expected "${word}" in:\n${text}`);
    return text;
  }

  /** Waits until that one message says `word`. */
  async turns(message, word, timeout = 15_000) {
    await message.filter({ hasText: word }).waitFor({ timeout }).catch(async () => {
      throw new Error(`the message did not turn to say "${word}"; it says:\n${await message.innerText()}`);
    });
  }

  /**
   * Holds to the rules of accessibility as it is shown now, light and dark; `part`, a selector, is
   * all that is looked at. A contrast that could not be measured counts as well.
   */
  async isAccessible(what, { schemes = ['dark', 'light'], part = 'html' } = {}) {
    if (!await this.page.evaluate(() => 'axe' in globalThis)) await this.page.evaluate(axe);
    const size = this.page.viewportSize();
    // High enough that nothing is scrolled out of sight: the contrast of that cannot be measured.
    const unseen_px = await this.log.evaluate((log) => log.scrollHeight - log.clientHeight);
    await this.page.setViewportSize({ width: size.width, height: size.height + unseen_px + spare });
    for (const [i, colorScheme] of schemes.entries()) {
      const options = i === 0 ? every_rule : contrast_alone;  // all that the other colours can change
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations, incomplete } = await this.page.evaluate(([within, asked]) => globalThis.axe.run(within, asked), [part, options]);
      const unsure = incomplete.filter((one) => one.id === 'color-contrast')
        .map((one) => ({ ...one, nodes: one.nodes.filter((node) => !unmeasured.has(node.any[0]?.data?.messageKey)) }))
        .filter((one) => one.nodes.length > 0);
      const told = [...violations, ...unsure]
        .map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}\n    ${node.failureSummary.split('\n').at(1)}`).join('\n')}`);
      assert.deepEqual(told, [], `${what}, ${colorScheme}:\n${told.join('\n')}`);
    }
    await this.page.emulateMedia({ reducedMotion: null });
    await this.page.setViewportSize(size);
  }

  /**
   * The same in a narrow window and a wide one, which nothing may be wider than; `brief`: dark in
   * the one and light in the other, for what adds no colour of its own.
   */
  async isAccessibleEverywhere(what, { brief = false, part } = {}) {
    for (const [size, scheme] of [[narrow, 'dark'], [wide, 'light']]) {
      await this.page.setViewportSize(size);
      const wider = await this.page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > innerWidth + 1)
        .map((node) => node.outerHTML.slice(0, 120)));
      assert.deepEqual(wider, [], `${what}: wider than ${size.width} px`);
      await this.isAccessible(`${what}, ${size.width} px`, { schemes: brief ? [scheme] : undefined, part });
    }
  }

  /** Sends the form that is open. Slack answers in its place: that is closed, once it stands there. */
  async sendForm() {
    await this.form.locator('button[type=submit]').click();
    if (await this.isSlack()) {
      await this.form.locator('button[type=submit]').waitFor({ state: 'detached' });
      await this.form.getByRole('button', { name: 'Close', exact: true }).last().click();
    }
    await this.form.waitFor({ state: 'hidden' });
  }

  button(message, name) { return message.getByRole('button', { name, exact: true }); }

  /** Presses; yields the private answer to it. */
  async pressForAnswer(message, name) {
    const before = await this.lastKey();
    await this.button(message, name).click();
    return this.privateAfter(before, `an answer to ${name}`);
  }

  async shot(name) {
    await this.page.screenshot({ path: new URL(`./screenshots/${name}.png`, import.meta.url).pathname });
  }
}
