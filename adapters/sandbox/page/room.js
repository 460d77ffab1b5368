// One conversation: its messages, in order, each changed in place.

import { el } from '/dom.js';
import { face } from '/widgets.js';

const time_of = (at) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);

export class Room {
  /** `hueOf(feed, message)` is the colour of its author; `pressed(feed, message, press)` a press. */
  constructor(log, { hueOf, pressed }) {
    Object.assign(this, { log, hueOf, pressed, feed: null, channel: '', folded: new Set() });
  }

  /** Shows that channel from its end. */
  show(feed, channel) {
    Object.assign(this, { feed, channel });
    const messages = feed.outsideThreads(channel);
    const nothing = feed.me ? 'Nothing was said here yet. Type /handoff to begin.' : `Nobody of that name is in ${feed.chat.title}.`;
    this.log.replaceChildren(...(messages.length ? messages.map((message) => this.draw(message)) : [el('p', { class: 'empty' }, nothing)]));
    this.toEnd();
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
      'data-key': key, tabindex: '-1', 'aria-label': `${message.author_name}, ${time_of(at)}`,
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
    const body = this.nodeOf(this.feed.key(message))?.querySelector('.message-body');
    const fresh = this.threadOf(message, changed);
    body?.querySelector('.thread')?.remove();
    if (fresh) body?.append(fresh);
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
      const focused = old.contains(document.activeElement) ? document.activeElement : null;
      fresh.classList.add('changed');
      old.replaceWith(fresh);
      const same = focused?.dataset.action && fresh.querySelector(`[data-action="${CSS.escape(focused.dataset.action)}"]`);
      if (focused) (same || fresh).focus();
    } else {
      this.log.querySelector('.empty')?.remove();
      const order = this.feed.outsideThreads(this.channel);
      const next = order[order.indexOf(message) + 1];
      this.log.insertBefore(fresh, next ? this.nodeOf(this.feed.key(next)) : null);
    }
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
    this.nodeOf(key)?.remove();
    for (const orphan of this.feed.repliesTo(message)) this.put(orphan);
  }
}
