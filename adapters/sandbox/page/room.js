// One conversation: its messages, in order, each changed in place.

import { el } from '/dom.js';
import { face } from '/widgets.js';

const time_of = (at) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);

export class Room {
  /** `hueOf(feed, message)` is the colour of its author; `pressed(feed, message, press)` a press. */
  constructor(log, { hueOf, pressed }) {
    Object.assign(this, { log, hueOf, pressed, feed: null, channel: '' });
  }

  /** Shows that channel from its end. */
  show(feed, channel) {
    Object.assign(this, { feed, channel });
    const messages = feed.inOrder(channel);
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
    const failure = feed.failed.get(key);
    const mine = message.kind === 'command';
    return el('article', {
      class: `message ${message.kind}${message.ephemeral ? ' ephemeral' : ''}${chat.isReply(message) ? ' reply' : ''}`,
      'data-key': key, tabindex: '-1', 'aria-label': `${message.author_name}, ${time_of(at)}`,
    },
    message.ephemeral && !mine ? el('p', { class: 'only-you' }, chat.only_you) : null,
    face(this.hueOf(feed, message), message.author_name),
    el('div', { class: 'message-body' },
      el('p', { class: 'byline' },
        el('b', {}, message.author_name), message.bot ? el('span', { class: 'app' }, chat.app) : null,
        el('time', { datetime: at.toISOString() }, time_of(at)),
        message.edited ? el('span', { class: 'edited' }, 'edited') : null),
      el('div', { class: 'content' }, chat.body(message, feed.names, (press) => this.pressed(feed, message, press))),
      failure ? el('p', { class: 'press-failure', role: 'alert' }, `⚠ ${failure}`) : null));
  }

  atEnd() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80; }

  /** Puts one message in, or its new form in place of the old; calmly marks a change. */
  put(message) {
    const stay = this.atEnd();
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
      const order = this.feed.inOrder(this.channel);
      const next = order[order.indexOf(message) + 1];
      this.log.insertBefore(fresh, next ? this.nodeOf(this.feed.key(next)) : null);
    }
    if (!stay) return;
    this.toEnd();
    // What is taller than the window is read from its beginning.
    if (!old && fresh.offsetHeight > this.log.clientHeight) fresh.scrollIntoView({ block: 'start' });
  }

  takeAway(message) { this.nodeOf(this.feed.key(message))?.remove(); }
}
