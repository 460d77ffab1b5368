// The window of one person: who you are, where you are, what is said there.

import { renderBody } from '/blocks.js';
import { Composer } from '/composer.js';
import { confirmed, Modal } from '/modal.js';
import { el } from '/text.js';

const $ = (id) => document.getElementById(id);
const breaks = [
  { name: 'rate_limited', label: 'Busy', meaning: 'Slack answers 429 to everything', on: (c) => c.rate_limited, command: (on) => ({ do: 'rate_limited', on }) },
  { name: 'outage', label: 'Outage', meaning: 'Slack answers 503 to everything', on: (c) => c.outage, command: (on) => ({ do: 'outage', on }) },
  { name: 'slow', label: 'Slow', meaning: 'every answer takes two seconds', on: (c) => c.slow_ms > 0, command: (on) => ({ do: 'slow', ms: on ? 2000 : 0 }) },
];

const state = { me: 'U0001', channel: 'C0001', n: 0, people: [], channels: [], dm: 'D0001', messages: new Map(), failed: new Map() };
let poll = null;  // the running long poll, to be given up when the person changes

const names = {
  person: (id) => id === 'UBATON' ? 'Baton' : state.people.find((person) => person.id === id.split('|')[0])?.name ?? id,
  channel: (id) => state.channels.find((channel) => channel.id === id.split('|')[0])?.name ?? id,
};

async function post(door, body) {
  const response = await fetch(`/sandbox/${door}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  const result = await response.json();
  if (!response.ok) throw new Error(result.error);
  return result;
}

function trouble(sentence) {
  $('trouble').textContent = sentence;
}

const key = (message) => `${message.channel}/${message.ts}`;

// --- The sidebar -----------------------------------------------------------------------------

function badge(count, what) {
  return count > 0 ? el('span', { class: 'badge' }, String(count), el('span', { class: 'hidden' }, ` ${what}`)) : null;
}

/** Replaces the children of `list`, and gives the focus back to the one that had it. */
function redraw(list, nodes) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.replaceChildren(...nodes);
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function face(id, name) {
  const hue = id === 'UBATON' ? 'bot' : String(Number(id.slice(1)) % 8);
  return el('span', { class: `face face-${hue}`, 'aria-hidden': 'true' }, name === 'Baton' ? '' : name.slice(0, 1));
}

function drawPeople() {
  redraw($('people'), state.people.filter((person) => !person.deactivated).map((person) => el('button', {
    type: 'button', class: 'person', 'data-key': person.id, 'aria-pressed': String(person.id === state.me),
    onclick: () => become(person.id),
  }, face(person.id, person.name),
  el('span', { class: 'person-text' }, el('span', { class: 'person-name' }, person.name), el('span', { class: 'person-title' }, person.title)),
  badge(person.unread, 'unread direct messages'))));
}

function placeButton(id, label, unread) {
  return el('li', {}, el('button', {
    type: 'button', class: 'place', 'data-key': id, 'aria-current': id === state.channel ? 'page' : null, onclick: () => go(id),
  }, el('span', { class: 'place-name' }, label), badge(unread, 'unread')));
}

function drawPlaces() {
  redraw($('channels'), state.channels.map((channel) => placeButton(channel.id, `# ${channel.name}`, channel.unread)));
  const me = state.people.find((person) => person.id === state.me);
  redraw($('direct'), [placeButton(state.dm, 'Baton', me?.unread ?? 0)]);
}

function drawBreaks(conditions) {
  redraw($('breaks'), breaks.map((one) => el('button', {
    type: 'button', role: 'switch', class: 'switch', 'data-key': one.name, 'aria-checked': String(one.on(conditions)),
    onclick: () => post('control', one.command(!one.on(conditions))).catch((error) => trouble(error.message)),
  }, el('span', {}, el('b', {}, one.label), ` ${one.meaning}`))));
  const broken = breaks.filter((one) => one.on(conditions)).map((one) => one.meaning);
  trouble(broken.length ? `⚠ ${broken.join('; ')}` : '');
}

// --- The conversation ------------------------------------------------------------------------

function drawMessage(message) {
  const at = new Date(message.at);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
  const failure = state.failed.get(key(message));
  const who = message.author === 'USLACKBOT' ? 'UBATON' : message.author;
  const article = el('article', {
    class: `message ${message.kind}${message.ephemeral ? ' ephemeral' : ''}${message.thread_ts ? ' reply' : ''}`,
    'data-ts': message.ts, tabindex: '-1', 'aria-label': `${message.author_name}, ${time}`,
  },
  message.ephemeral && message.kind !== 'command' ? el('p', { class: 'only-you' }, 'Only visible to you') : null,
  face(who, message.author === 'USLACKBOT' ? 'S' : message.author_name),
  el('div', { class: 'message-body' },
    el('p', { class: 'byline' },
      el('b', {}, message.author_name), message.bot ? el('span', { class: 'app' }, 'app') : null,
      el('time', { datetime: at.toISOString() }, time),
      message.edited ? el('span', { class: 'edited' }, 'edited') : null),
    el('div', { class: 'content' }, renderBody(message, names, (press) => pressed(message, press))),
    failure ? el('p', { class: 'press-failure', role: 'alert' }, `⚠ ${failure}`) : null));
  return article;
}

function inOrder() {
  return [...state.messages.values()].filter((message) => message.channel === state.channel)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

function atEnd() {
  const log = $('log');
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

function drawRoom() {
  const channel = state.channels.find((one) => one.id === state.channel);
  $('room-name').textContent = channel ? `# ${channel.name}` : 'Baton';
  $('room-topic').textContent = channel ? channel.topic : `Direct messages between ${names.person(state.me)} and Baton`;
  $('composer-label').textContent = `Message as ${names.person(state.me)}`;
  $('composer-text').placeholder = `Message ${channel ? `#${channel.name}` : 'Baton'} as ${names.person(state.me)}, or type /handoff`;
  document.title = `${channel ? `#${channel.name}` : 'Baton'} · ${names.person(state.me)} · Baton demo`;
  const messages = inOrder();
  $('log').replaceChildren(...(messages.length ? messages.map(drawMessage) : [el('p', { class: 'empty' }, 'Nothing was said here yet. Type /handoff to begin.')]));
  $('log').scrollTop = $('log').scrollHeight;
}

/** Puts one message into the room, or its new form in place of the old; calmly marks a change. */
function placeMessage(message) {
  if (message.channel !== state.channel) return;
  const log = $('log');
  const stay = atEnd();
  const fresh = drawMessage(message);
  const old = log.querySelector(`[data-ts="${CSS.escape(message.ts)}"]`);
  if (old) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    fresh.classList.add('changed');
    old.replaceWith(fresh);
    if (focused) {
      const same = focused.dataset.action && fresh.querySelector(`[data-action="${CSS.escape(focused.dataset.action)}"]`);
      (same || fresh).focus();
    }
  } else {
    log.querySelector('.empty')?.remove();
    const next = [...log.children].find((node) => node.dataset.ts > message.ts);
    log.insertBefore(fresh, next ?? null);
  }
  if (stay) log.scrollTop = log.scrollHeight;
}

function markRead() {
  if (document.hidden) return;
  const last = inOrder().at(-1);
  const unread = state.channel === state.dm
    ? state.people.find((person) => person.id === state.me)?.unread
    : state.channels.find((channel) => channel.id === state.channel)?.unread;
  if (last && unread > 0) post('read', { user: state.me, channel: state.channel, ts: last.ts }).catch(() => {});
}

// --- What the person does --------------------------------------------------------------------

const words_of = {
  operation_timeout: 'Baton did not answer within three seconds. Try again?',
  dispatch_failed: 'Baton could not be reached, or refused. Try again?',
};

async function pressed(message, { block, element, node, option }) {
  if (element.confirm && !(await confirmed($('confirm'), element.confirm, names))) return;
  if (element.url) window.open(element.url, '_blank', 'noopener');
  node.disabled = true;
  node.setAttribute('aria-busy', 'true');
  state.failed.delete(key(message));
  let outcome;
  try {
    const result = await post('press', {
      user: state.me, channel: message.channel, ts: message.ts, block_id: block.block_id, action_id: element.action_id, option,
    });
    outcome = result.outcome;
  } catch (error) {
    outcome = error.message;
  }
  node.disabled = false;
  node.removeAttribute('aria-busy');
  if (outcome !== 'ok') state.failed.set(key(message), words_of[outcome] ?? outcome);
  const present = state.messages.get(key(message));
  if (present && outcome !== 'ok') placeMessage(present);
}

async function say(text) {
  try {
    await post('say', { user: state.me, channel: state.channel, text });
    return true;
  } catch (error) {
    trouble(error.message);
    return false;
  }
}

const modal = new Modal($('modal'), {
  names,
  submit: (view, values) => post('submit', { user: state.me, view_id: view.id, values })
    .catch((error) => ({ outcome: error.message, errors: {} })),
  close: (view) => post('close', { user: state.me, view_id: view.id }).catch(() => modal.show(null)),
  act: ({ view, block, element, option }) => post('press', {
    user: state.me, view_id: view.id, block_id: block.block_id, action_id: element.action_id, option,
  }).catch((error) => trouble(error.message)),
});

// --- Keeping up ------------------------------------------------------------------------------

function takeSurroundings(news) {
  Object.assign(state, { n: news.n, people: news.people, channels: news.channels, dm: news.dm });
  drawPeople();
  drawPlaces();
  drawBreaks(news.conditions);
  modal.show(news.view);
}

async function load() {
  const response = await fetch(`/sandbox/state?user=${encodeURIComponent(state.me)}`);
  if (!response.ok) throw new Error((await response.json()).error);
  const all = await response.json();
  $('team').textContent = all.team;
  state.messages = new Map(all.messages.map((message) => [key(message), message]));
  const known = all.channels.some((channel) => channel.id === state.channel) || state.channel === all.dm;
  if (!known) state.channel = 'C0001';
  takeSurroundings(all);
  drawRoom();
  markRead();
}

function takeNews(news) {
  for (const message of [...news.messages].reverse()) {
    state.messages.set(key(message), message);
    placeMessage(message);
  }
  for (const gone of news.gone) {
    state.messages.delete(key(gone));
    if (gone.channel === state.channel) $('log').querySelector(`[data-ts="${CSS.escape(gone.ts)}"]`)?.remove();
  }
  takeSurroundings(news);
  markRead();
}

/** Follows one person's events until somebody else is chosen. */
async function follow(me) {
  for (;;) {
    try {
      if (state.n === 0) await load();
      poll = new AbortController();
      const response = await fetch(`/sandbox/events?user=${encodeURIComponent(me)}&after=${state.n}`, { signal: poll.signal });
      const news = await response.json();
      if (me !== state.me) return;
      if (!response.ok) throw new Error(news.error);
      if (news.reset) state.n = 0;
      else takeNews(news);
    } catch (error) {
      if (me !== state.me) return;
      state.n = 0;
      trouble('⚠ The sandbox does not answer. Trying again…');
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

function remember() {
  history.replaceState(null, '', `#${state.me}/${state.channel}`);
}

function become(person) {
  if (person === state.me && state.n > 0) return;
  if (state.channel === state.dm) state.channel = `D${person.slice(1)}`;
  Object.assign(state, { me: person, n: 0 });
  state.failed.clear();
  remember();
  poll?.abort();
  follow(person);
}

function go(channel) {
  state.channel = channel;
  remember();
  drawPlaces();
  drawRoom();
  markRead();
  $('composer-text').focus();
}

function start() {
  const [me, channel] = location.hash.slice(1).split('/');
  if (/^U\d+$/.test(me)) state.me = me;
  if (/^[CD]\d+$/.test(channel ?? '')) state.channel = channel;
  new Composer($('composer'), say);
  $('intro').hidden = localStorage.getItem('intro') === 'seen';
  $('intro-close').addEventListener('click', () => {
    localStorage.setItem('intro', 'seen');
    $('intro').hidden = true;
    $('composer-text').focus();
  });
  document.addEventListener('visibilitychange', markRead);
  follow(state.me);
}

start();
