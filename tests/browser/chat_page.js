// The page in a person's words.

import assert from 'node:assert/strict';

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

  async become(name) {
    await this.page.getByRole('button', { name: new RegExp(`^${name}`) }).first().click();
    await this.page.getByRole('button', { name: new RegExp(`^${name}`), pressed: true }).waitFor();
    await this.page.waitForFunction((who) => document.title.includes(who), name);
  }

  /** A channel by its name, or "Baton" for the direct messages. */
  async go(place) {
    const name = place === 'Baton' ? /^Baton/ : new RegExp(`^# ${place}`);
    await this.page.getByRole('navigation').getByRole('button', { name }).click();
    await this.page.getByRole('heading', { name: place === 'Baton' ? 'Baton' : `# ${place}`, exact: true }).waitFor();
  }

  async type(text) {
    await this.box.fill(text);
    await this.box.press('Escape');  // closes the list of commands, where it opened
    await this.box.press('Enter');
  }

  /** Types a command, and yields the private answer to it. */
  async command(text) {
    const before = await this.lastTs();
    await this.type(text);
    return this.privateAfter(before, `an answer to ${text}`);
  }

  async lastTs() {
    return this.page.evaluate(() => [...document.querySelectorAll('.log [data-ts]')].at(-1)?.dataset.ts ?? '');
  }

  /** The first private message of Baton's that is newer than `ts`. */
  async privateAfter(ts, what) {
    const found = await this.page.waitForFunction((after) => {
      const all = [...document.querySelectorAll('.log .message.ephemeral:not(.command)')];
      return all.find((node) => node.dataset.ts > after)?.dataset.ts;
    }, ts).catch(() => { throw new Error(`${what} did not come within 15 s`); });
    return this.page.locator(`.log [data-ts="${await found.jsonValue()}"]`);
  }

  /** The newest public message here that says all of `words`, once it is there. */
  async message(...words) {
    let all = this.page.locator('.log .message:not(.ephemeral)');
    for (const word of words) all = all.filter({ hasText: word });
    const newest = all.last();
    await newest.waitFor().catch(() => { throw new Error(`no message here says ${words.join(' and ')}`); });
    return newest;
  }

  async says(message, ...words) {
    const text = await message.innerText();
    for (const word of words) assert.ok(text.includes(word), `expected "${word}" in:\n${text}`);
    return text;
  }

  /** Waits until that one message says `word`. */
  async turns(message, word) {
    await message.filter({ hasText: word }).waitFor().catch(async () => {
      throw new Error(`the message did not turn to say "${word}"; it says:\n${await message.innerText()}`);
    });
  }

  async shot(name) {
    await this.page.screenshot({ path: new URL(`./screenshots/${name}.png`, import.meta.url).pathname });
  }
}
