// One conversation: its messages, in order, each changed in place.

import { gist } from '/announcer.js';
import { el } from '/dom.js';
import { focusAgain, focusedIn } from '/focus.js';
import { face } from '/widgets.js';

const time_of = (at) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);

function day_of(at) {
  const day = new Date(at).toDateString();
  if (day === new Date().toDateString()) return 'Today';
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

export class Room {
  /**
   * `hueOf(feed, message)` is the colour of its author; `pressed(feed, message, press)` a press;
   * `announce(sentence)` tells who listens; `left()` takes the focus that no message can have any
   * more; `nothing(feed, channel)` is shown where nothing was said.
   */
  constructor(log, { hueOf, pressed, announce, left, nothing }) {
    Object.assign(this, { log, hueOf, pressed, announce, left, nothing, feed: null, channel: '', folded: new Set() });
    // Who reads the end goes on reading it when the window or what is above it changes.
    let was_at_end = true;
    let height = log.clientHeight;
    log.addEventListener('scroll', () => {
      if (log.clientHeight === height) was_at_end = this.atEnd();
    });
    new ResizeObserver(() => {
      height = log.clientHeight;
      if (was_at_end) this.toEnd();
    }).observe(log);
  }

  /** Shows that channel from its end. */
  show(feed, channel) {
    const held = focusedIn(this.log);
    Object.assign(this, { feed, channel });
    const messages = feed.outsideThreads(channel);
    this.log.replaceChildren(...messages.map((message) => this.draw(message)));
    if (messages.length === 0 && (feed.loaded || feed.isStranger)) this.log.append(el('div', { class: 'empty' }, this.nothing(feed, channel)));
    this.drawDays();
    this.toEnd();
    if (held) this.focusOn(held);
  }

  /** Gives the focus to a control of a message, to the message, or away; {key, name} of focus.js. */
  focusOn({ key, name }) {
    const node = this.nodeOf(key);
    if (node) focusAgain(node, name);
    else this.left();
  }

  focusNewest() { ([...this.log.querySelectorAll('.message')].at(-1) ?? this.log).focus(); }

  /** A line with the day above the first message of each. */
  drawDays() {
    for (const line of this.log.querySelectorAll('.day')) line.remove();
    let before = '';
    for (const node of this.log.querySelectorAll('.message')) {
      const day = day_of(new Date(node.dataset.at));
      if (day !== before) node.before(el('div', { class: 'day' }, el('span', {}, day)));
      before = day;
    }
  }

  toEnd() { this.log.scrollTop = this.log.scrollHeight; }

  shows(feed, message) { return feed === this.feed && message.channel === this.channel; }
  nodeOf(key) { return this.log.querySelector(`[data-key="${CSS.escape(key)}"]`); }

  draw(message) {
    const { feed } = this;
    const { chat } = feed;
    const at = new Date(message.at);
    const key = feed.key(message);
    const mine = message.kind === 'command';
    const orphan = !message.ephemeral && chat.parentId(message);
    return el('article', {
      class: `message ${message.kind}${message.ephemeral ? ' ephemeral' : ''}${orphan ? ' reply' : ''}`,
      'data-key': key, 'data-at': at.toISOString(), tabindex: '-1', 'aria-label': `${message.author_name}, ${time_of(at)}`,
    },
    message.ephemeral && !mine ? el('p', { class: 'only-you' }, chat.only_you) : null,
    face(this.hueOf(feed, message), message.author_name),
    el('div', { class: 'message-body' },
      el('p', { class: 'byline' },
        el('b', {}, message.author_name), message.bot ? el('span', { class: 'app' }, chat.app) : null,
        el('time', { datetime: at.toISOString() }, time_of(at)),
        message.edited ? el('span', { class: 'edited' }, 'edited') : null),
      this.contentOf(message), this.threadOf(message)));
  }

  contentOf(message) {
    const { feed } = this;
    const failure = feed.failed.get(feed.key(message));
    return [
      el('div', { class: 'content' }, feed.chat.body(message, feed.names, (press) => this.pressed(feed, message, press))),
      failure ? el('p', { class: 'press-failure', role: 'alert' }, `⚠ ${failure}`) : null,
    ];
  }

  /** The replies to a message, small; `changed` is the key of the one to be marked. */
  threadOf(message, changed) {
    const { feed } = this;
    const replies = feed.repliesTo(message);
    if (replies.length === 0) return null;
    const key = feed.key(message);
    const thread = el('details', {
      class: 'thread', open: !this.folded.has(key),
      ontoggle: () => this.folded[thread.open ? 'delete' : 'add'](key),
    },
    el('summary', {}, replies.length === 1 ? '1 reply' : `${replies.length} replies`),
    el('ol', {}, replies.map((reply) => this.drawReply(reply, message, feed.key(reply) === changed))));
    return thread;
  }

  drawReply(reply, parent, changed) {
    const at = new Date(reply.at);
    return el('li', { class: changed ? 'changed' : '', 'data-reply': this.feed.key(reply) },
      face(this.hueOf(this.feed, reply), reply.author_name),
      el('div', { class: 'reply-body' },
        reply.author === parent.author ? null : el('b', {}, reply.author_name), this.contentOf(reply)),
      el('time', { datetime: at.toISOString() }, time_of(at)));
  }

  /** Draws the replies to a message anew, where the message stands. */
  putThread(message, changed) {
    const node = this.nodeOf(this.feed.key(message));
    if (!node) return;
    const held = focusedIn(node);
    const body = node.querySelector('.message-body');
    const fresh = this.threadOf(message, changed);
    body.querySelector('.thread')?.remove();
    if (fresh) body.append(fresh);
    if (held && !node.contains(document.activeElement)) this.focusOn(held);
    const said = changed && fresh?.querySelector(`[data-reply="${CSS.escape(changed)}"] .content`);
    if (said) this.announce(`In the thread: ${gist(said)}`);
  }

  atEnd() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80; }

  /** Puts one message in, or its new form in place of the old; calmly marks a change. */
  put(message) {
    const stay = this.atEnd();
    const parent = this.feed.parentOf(message);
    if (parent) {
      this.putThread(parent, this.feed.key(message));
      if (stay) this.toEnd();
      return;
    }
    const fresh = this.draw(message);
    const old = this.nodeOf(this.feed.key(message));
    if (old) {
      const held = old === document.activeElement ? { name: '' } : focusedIn(old);
      fresh.classList.add('changed');
      old.replaceWith(fresh);
      if (held) focusAgain(fresh, held.name);
    } else {
      this.log.querySelector('.empty')?.remove();
      const order = this.feed.outsideThreads(this.channel);
      const next = order[order.indexOf(message) + 1];
      this.log.insertBefore(fresh, next ? this.nodeOf(this.feed.key(next)) : null);
      this.drawDays();
    }
    if (message.bot) this.announce(`${old ? 'Changed' : message.author_name}: ${gist(fresh.querySelector('.content'))}`);
    if (!stay) return;
    this.toEnd();
    // What is taller than the window is read from its beginning.
    if (!old && fresh.offsetHeight > this.log.clientHeight) fresh.scrollIntoView({ block: 'start' });
  }

  /** Of a message only its place is known: it is gone. What stood in its thread stands alone now. */
  takeAway(message) {
    const key = this.feed.key(message);
    const reply = this.log.querySelector(`[data-reply="${CSS.escape(key)}"]`);
    if (reply) this.putThread(this.feed.messages.get(reply.closest('.message').dataset.key));
    const node = this.nodeOf(key);
    const had_focus = node?.contains(document.activeElement);
    node?.remove();
    this.drawDays();
    if (had_focus) this.left();
    for (const orphan of this.feed.repliesTo(message)) this.put(orphan);
  }
}
