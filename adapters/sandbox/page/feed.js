// One chat as one person sees it, kept up to date through the sandbox's doors.

const far_look_ms = 2000;    // a chat that is not looked at: a browser has few connections
const after_loss_ms = 1500;

export class Feed {
  /**
   * `told` hears of changes: all(feed) after a load, message(feed, message), gone(feed, message),
   * surroundings(feed) after every change, lost(feed) where the sandbox does not answer.
   */
  constructor(chat, told) {
    Object.assign(this, { chat, told });
    Object.assign(this, { who: null, me: null, near: false, loaded: false, n: 0, dm: '' });
    Object.assign(this, { people: [], channels: [], conditions: {}, messages: new Map(), failed: new Map(), news: {} });
    this.names = chat.names(this);
    this.run = 0;
    this.stop_waiting = () => {};
  }

  key(message) { return `${message.channel}/${this.chat.messageId(message)}`; }
  person(who) { return this.people.find((person) => this.chat.personKey(person) === who); }
  /** Whether this chat knows nobody of that name. */
  get isStranger() { return this.people.length > 0 && !this.person(this.who); }
  get unread() {
    return this.channels.reduce((sum, channel) => sum + channel.unread, this.person(this.who)?.unread ?? 0);
  }

  async post(door, body) {
    const response = await fetch(`${this.chat.doors}/${door}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    const result = await response.json();
    if (!response.ok) throw new Error(result.error);
    return result;
  }

  /** Does something as the person one is. */
  act(door, body) { return this.post(door, { user: this.me, ...body }); }

  async get(door, signal) {
    const response = await fetch(`${this.chat.doors}/${door}`, { signal });
    const result = await response.json();
    if (!response.ok) throw new Error(result.error);
    return result;
  }

  /** Follows what `who` sees from here on. */
  become(who) {
    Object.assign(this, { who, me: this.person(who)?.id ?? null, loaded: false, messages: new Map() });
    this.failed.clear();
    this.follow(++this.run);
    this.stop_waiting();
  }

  /** Whether somebody looks at it: then it is told at once, else now and then. */
  attend(near) {
    if (near === this.near) return;
    this.near = near;
    this.stop_waiting();
  }

  /** Resolves after `ms`, or as soon as there is something else to do. */
  pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.stop_waiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async follow(run) {
    while (run === this.run) {
      try {
        if (!this.loaded) await this.load(run);
        else await this.look(run);
      } catch (error) {
        if (run !== this.run) return;
        if (error.name === 'AbortError') continue;
        this.loaded = false;
        this.told.lost(this);
        await this.pause(after_loss_ms);
      }
      if (run === this.run && (!this.near || !this.me)) await this.pause(far_look_ms);
    }
  }

  async load(run) {
    if (!this.me) {
      const anybody = await this.get(`state?user=${this.chat.anybody}`);
      if (run !== this.run) return;
      Object.assign(this, { people: anybody.people, channels: [], news: {} });
      this.me = this.person(this.who)?.id ?? null;
      if (!this.me) return void this.told.all(this);
    }
    const all = await this.get(`state?user=${encodeURIComponent(this.me)}`);
    if (run !== this.run) return;
    this.messages = new Map();
    for (const message of all.messages) this.messages.set(this.key(message), message);
    this.take(all);
    this.loaded = true;
    this.told.all(this);
  }

  async look(run) {
    const call = new AbortController();
    this.stop_waiting = () => call.abort();
    const wait = this.near ? '' : '&wait=0';
    const news = await this.get(`events?user=${encodeURIComponent(this.me)}&after=${this.n}${wait}`, call.signal);
    if (run !== this.run) return;
    if (news.reset) {
      this.loaded = false;
      return;
    }
    this.take(news);
    for (const message of [...news.messages].reverse()) {
      this.messages.set(this.key(message), message);
      this.told.message(this, message);
    }
    for (const message of news.gone) {
      this.messages.delete(this.key(message));
      this.told.gone(this, message);
    }
    this.told.surroundings(this);
  }

  take(news) {
    const { n, people, channels, dm, conditions } = news;
    Object.assign(this, { n, people, channels, dm, conditions, news });
  }

  /**
   * The message in whose thread `message` stands, where it is there. A private answer stands where
   * its reader is looking: in the channel.
   */
  parentOf(message) {
    const parent = message.ephemeral ? '' : this.chat.parentId(message);
    return parent ? this.messages.get(`${message.channel}/${parent}`) : undefined;
  }

  /** What was said in its thread, oldest first. */
  repliesTo(message) {
    const id = this.chat.messageId(message);
    return this.inOrder(message.channel).filter((other) => !other.ephemeral && this.chat.parentId(other) === id);
  }

  /** The messages of one channel that stand in no thread, oldest first. */
  outsideThreads(channel) { return this.inOrder(channel).filter((message) => !this.parentOf(message)); }

  /** The messages of one channel, oldest first. */
  inOrder(channel) {
    return [...this.messages.values()].filter((message) => message.channel === channel)
      .sort((a, b) => (this.chat.isBefore(a, b) ? -1 : 1));
  }
}
