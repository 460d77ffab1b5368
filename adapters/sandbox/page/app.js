// The window of one person: who you are, in which chat, where you are in it, what is said there.

import { Announcer } from '/announcer.js';
import { Composer } from '/composer.js';
import { el } from '/dom.js';
import { Feed } from '/feed.js';
import { focusedIn, isFocusLost } from '/focus.js';
import { mattermost } from '/mattermost.js';
import { confirmed, Modal } from '/modal.js';
import { Room } from '/room.js';
import { drawBreaks, drawChats, drawPeople, drawPlaces, everybody } from '/sidebar.js';
import { slack } from '/slack.js';
import { Tour } from '/tour.js';

const $ = (id) => document.getElementById(id);
const direct = '@baton';  // in the address: the direct messages with Baton

const told = { all: onLoad, message: onMessage, gone: onGone, surroundings: onSurroundings, lost: onLoss };
const feeds = [new Feed(slack, told), new Feed(mattermost, told)];
const state = { who: 'ana', feed: feeds[0], place: 'acme' };

const announcer = new Announcer($('announced'));
const composer = new Composer($('composer'), say);
const room = new Room($('log'), {
  hueOf, pressed, nothing, announce: (sentence) => announcer.say(sentence), left: () => composer.focus(),
});
let pressed_at = null;  // where the last press was: the focus comes back there from its form
const modal = new Modal($('modal'), {
  closed: () => {
    if (!isFocusLost()) return;
    if (pressed_at) room.focusOn(pressed_at);
    else composer.focus();
  },
  submit: (values) => state.feed.act('submit', { ...nameOfForm(), values }).catch((error) => ({ outcome: 'failed', error: error.message })),
  close: () => state.feed.act('close', nameOfForm()).catch(() => modal.show(null)),
});

const tour = new Tour(
  { panel: $('intro'), open: $('intro-open'), close: $('intro-close'), list: $('steps'), lead: $('intro-lead') },
  { play, closed: () => composer.focus() });

const nameOfForm = () => state.feed.chat.formName(state.feed.news);

function trouble(sentence) {
  $('trouble').textContent = sentence;
}

// --- What is shown -----------------------------------------------------------------------------

function channelOpen() {
  const { feed, place } = state;
  if (place === direct) return null;
  return feed.channels.find((channel) => channel.name === place) ?? feed.channels[0] ?? null;
}

const idOpen = () => channelOpen()?.id ?? state.feed.dm;

function hueOf(feed, message) {
  if (message.kind === 'error') return '0';
  const author = feed.people.find((person) => person.id === message.author);
  if (!author) return 'bot';
  return everybody(feeds).find((person) => person.key === feed.chat.personKey(author))?.hue ?? '0';
}

/** What stands in a place where nothing was said, with the way to where the person's messages are. */
function nothing(feed, channel) {
  const { who } = state;
  if (feed.isStranger) return el('p', {}, `Nobody of that name is in ${feed.chat.title}.`);
  const name = feed.person(who)?.name ?? who;
  if (channel !== feed.dm) return el('p', {}, 'Nothing was said here yet. Type /handoff to see what you can do.');
  const other = feeds.find((one) => one !== feed && one.loaded && one.inOrder(one.dm).length > 0);
  if (!other) return el('p', {}, `Nothing waits on ${name}. What ${name} must act on comes here, with buttons.`);
  return [
    el('p', {}, `Baton writes to ${name} in ${other.chat.title}: each person is told in one chat, their own.`),
    el('button', { type: 'button', class: 'press', onclick: () => show({ who, chat: other.chat.id, place: direct }) }, `Open ${other.chat.title}`),
  ];
}

function drawSide() {
  drawPeople(everybody(feeds), state.who, become);
  drawChats(feeds, state.feed, enter);
  drawPlaces(state.feed, idOpen(), go);
  trouble(drawBreaks(state.feed, (error) => trouble(error.message)));
}

function drawRoom() {
  const { feed, who } = state;
  const channel = channelOpen();
  const me = feed.person(who)?.name ?? who;
  const title = channel ? feed.chat.placeTitle(channel) : 'Baton';
  document.documentElement.dataset.chat = feed.chat.id;
  $('chat-name').textContent = `a simulated ${feed.chat.title}`;
  $('room-name').textContent = channel ? feed.chat.placeLabel(channel) : 'Baton';
  $('room-topic').textContent = channel ? channel.topic : `Direct messages between ${me} and Baton`;
  $('composer-label').textContent = `Message as ${me}`;
  $('composer-text').placeholder = `Message ${title} as ${me}, or type /handoff`;
  document.title = `${title} · ${me} · ${feed.chat.title} · Baton demo`;
  room.show(feed, idOpen());
}

function drawForm() {
  const { feed } = state;
  modal.show(feed.loaded ? feed.chat.form(feed.news, feed.names, pressedInForm) : null);
}

function markRead() {
  const { feed } = state;
  if (document.hidden || !feed.loaded) return;
  const unread = channelOpen()?.unread ?? feed.person(state.who)?.unread;
  const last = unread > 0 ? feed.inOrder(idOpen()).at(-1) : null;
  if (last) feed.act('read', feed.chat.place(last)).catch(() => {});
}

// --- What the sandbox tells --------------------------------------------------------------------

function onLoad(feed) {
  unread_before = feeds.map(unreadOf);
  if (feed === state.feed) {
    drawRoom();
    drawForm();
    markRead();
  } else if (!channelOpen() && $('log').querySelector('.empty')) {
    drawRoom();
  }
  drawSide();
}

function onMessage(feed, message) {
  if (room.shows(feed, message)) room.put(message);
}

function onGone(feed, message) {
  if (room.shows(feed, message)) room.takeAway(message);
}

function onSurroundings(feed) {
  const unread = feeds.map(unreadOf);
  const fuller = feeds.find((one, i) => unread[i] > unread_before[i]);
  unread_before = unread;
  if (fuller && !(fuller === state.feed && !channelOpen())) {
    announcer.say(`New direct message in ${fuller.chat.title}.`);
  }
  drawSide();
  if (feed !== state.feed) return;
  drawForm();
  markRead();
}

const unreadOf = (feed) => feed.person(state.who)?.unread ?? 0;
let unread_before = [0, 0];

function onLoss(feed) {
  if (feed === state.feed) trouble('⚠ The sandbox does not answer. Trying again…');
}

// --- What the person does ----------------------------------------------------------------------

async function pressed(feed, message, press) {
  if (press.node.ariaBusy === 'true') return;
  const { chat } = feed;
  const question = chat.question(press, feed.names);
  if (question && !(await confirmed($('confirm'), question))) return;
  const link = chat.link(press);
  if (link) window.open(link, '_blank', 'noopener');
  pressed_at = focusedIn($('log'));
  // Not disabled: that would take the focus away.
  press.node.setAttribute('aria-busy', 'true');
  press.node.setAttribute('aria-disabled', 'true');
  feed.failed.delete(feed.key(message));
  const { outcome } = await feed.act('press', { ...chat.place(message), ...chat.control(press) })
    .catch((error) => ({ outcome: error.message }));
  press.node.removeAttribute('aria-busy');
  press.node.removeAttribute('aria-disabled');
  if (outcome === 'ok') return void tour.saw({ pressed: press.node.textContent, who: state.who, chat: chat.id });
  feed.failed.set(feed.key(message), chat.words_of[outcome] ?? outcome);
  const present = feed.messages.get(feed.key(message));
  if (present) onMessage(feed, present);
}

function pressedInForm(press) {
  const { feed } = state;
  feed.act('press', { ...nameOfForm(), ...feed.chat.control(press) }).catch((error) => trouble(error.message));
}

async function say(text) {
  pressed_at = null;
  room.toEnd();
  try {
    await state.feed.act('say', { channel: idOpen(), text });
    tour.saw({ said: text, who: state.who, chat: state.feed.chat.id });
    return true;
  } catch (error) {
    trouble(error.message);
    return false;
  }
}

function remember() {
  const { feed, who, place } = state;
  history.replaceState(null, '', `?user=${encodeURIComponent(who)}&chat=${feed.chat.id}#${place}`);
}

function become(who) {
  if (who === state.who) return;
  state.who = who;
  remember();
  for (const feed of feeds) feed.become(who);
  tour.saw({ entered: true, who, chat: state.feed.chat.id });
}

function draw() {
  remember();
  tour.saw({ entered: true, who: state.who, chat: state.feed.chat.id });
  drawRoom();
  drawSide();
  drawForm();
  markRead();
}

/** Shows a place as somebody: `who`, `chat` and `place` as in the address. */
function show({ who, chat, place }) {
  state.feed = feeds.find((feed) => feed.chat.id === chat);
  state.place = place;
  for (const one of feeds) one.attend(one === state.feed);
  become(who);
  draw();
  composer.focus();
}

/** A step of the tour: shows its place, and types its line. */
function play({ line = '', ...scene }) {
  show(scene);
  composer.write(line);
}

function enter(feed) {
  if (feed === state.feed) return;
  state.feed = feed;
  for (const one of feeds) one.attend(one === feed);
  draw();
}

function go(id) {
  state.place = state.feed.channels.find((channel) => channel.id === id)?.name ?? direct;
  draw();
  composer.focus();
}

/** Person and chat of the address's query, the place of its end. */
function readAddress() {
  const query = new URLSearchParams(location.search);
  const place = decodeURIComponent(location.hash.slice(1));
  state.who = query.get('user')?.toLowerCase() || state.who;
  state.feed = feeds.find((feed) => feed.chat.id === query.get('chat')) ?? state.feed;
  state.place = place || state.place;
}

function start() {
  readAddress();
  $('skip-to-newest').addEventListener('click', () => room.focusNewest());
  $('skip-to-box').addEventListener('click', () => composer.focus());
  document.addEventListener('visibilitychange', markRead);
  addEventListener('hashchange', () => {
    readAddress();
    draw();
  });
  drawRoom();
  for (const feed of feeds) {
    feed.attend(feed === state.feed);
    feed.become(state.who);
  }
}

start();
