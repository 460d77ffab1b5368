// Who one is, in which chat, where in it; and what is broken there.

import { el } from '/dom.js';
import { badge, face, redraw } from '/widgets.js';

const $ = (id) => document.getElementById(id);

const breaks = [
  { name: 'rate_limited', label: 'Busy', meaning: (chat) => `${chat} turns every call away (429)`, on: (c) => c.rate_limited, command: (on) => ({ do: 'rate_limited', on }) },
  { name: 'outage', label: 'Outage', meaning: (chat) => `${chat} is down (503)`, on: (c) => c.outage, command: (on) => ({ do: 'outage', on }) },
  { name: 'slow', label: 'Slow', meaning: (chat) => `${chat} takes two seconds for every answer`, on: (c) => c.slow_ms > 0, command: (on) => ({ do: 'slow', ms: on ? 2000 : 0 }) },
];

/** Everybody who is in one chat or the other: [{key, name, title, hue, unread}]. */
export function everybody(feeds) {
  const all = new Map();
  for (const feed of feeds) {
    for (const person of feed.people) {
      if (person.deactivated) continue;
      const key = feed.chat.personKey(person);
      const known = all.get(key) ?? { key, name: person.name, title: person.title, hue: String((all.size + 1) % 8), unread: 0 };
      known.unread += person.unread;
      all.set(key, known);
    }
  }
  return [...all.values()];
}

/** `chosen`: the person's key. `choose(key)` is called for another. */
export function drawPeople(people, chosen, choose) {
  redraw($('people'), people.map((person) => el('button', {
    type: 'button', class: 'person', 'data-key': person.key, 'aria-pressed': String(person.key === chosen), onclick: () => choose(person.key),
  }, face(person.hue, person.name),
  el('span', { class: 'person-text' }, el('span', { class: 'person-name' }, person.name), el('span', { class: 'person-title' }, person.title)),
  badge(person.unread, 'unread direct messages'))));
}

export function drawChats(feeds, chosen, choose) {
  redraw($('chats'), feeds.map((feed) => el('button', {
    type: 'button', class: 'chat', 'data-key': feed.chat.id, 'aria-pressed': String(feed.chat === chosen.chat), onclick: () => choose(feed),
  }, feed.chat.title, badge(feed.unread, 'unread'))));
}

function placeButton(id, label, unread, current, go) {
  return el('li', {}, el('button', {
    type: 'button', class: 'place', 'data-key': id, 'aria-current': id === current ? 'page' : null, onclick: () => go(id),
  }, el('span', { class: 'place-name' }, label), badge(unread, 'unread')));
}

/** `current`: the id of the channel that is open. `go(id)` is called for another. */
export function drawPlaces(feed, current, go) {
  const { chat } = feed;
  redraw($('channels'), feed.channels.map((channel) => placeButton(channel.id, chat.placeLabel(channel), channel.unread, current, go)));
  const unread = feed.person(feed.who)?.unread ?? 0;
  redraw($('direct'), feed.me ? [placeButton(feed.dm, 'Baton', unread, current, go)] : []);
}

/** Yields one sentence about all that is broken, or an empty one. */
export function drawBreaks(feed, failed) {
  const { conditions, chat } = feed;
  redraw($('breaks'), breaks.map((one) => el('button', {
    type: 'button', role: 'switch', class: 'switch', 'data-key': one.name, 'aria-checked': String(Boolean(one.on(conditions))),
    onclick: () => feed.post('control', one.command(!one.on(conditions))).catch(failed),
  }, el('span', {}, el('b', {}, one.label), ` ${one.meaning(chat.title)}`))));
  const broken = breaks.filter((one) => one.on(conditions)).map((one) => one.meaning(chat.title));
  return broken.length ? `⚠ ${broken.join('; ')}` : '';
}
