// Slack's text, as DOM nodes: mrkdwn, plain text, dates.

import { el, link, shortcodes } from '/dom.js';

/** "&lt;" and its two kin, as Slack has them; nothing else is an entity. */
export function decode(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name]);
}

/** Slack's date tokens, in the reader's own zone and words. */
export function dateText(timestamp, format, fallback) {
  const at = new Date(timestamp * 1000);
  if (Number.isNaN(at.getTime())) return fallback;
  const say = (options) => new Intl.DateTimeFormat('en-GB', options).format(at);
  const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 864e5);
  const pretty = (text) => ({ '-1': 'yesterday', 0: 'today', 1: 'tomorrow' })[days] ?? text;
  const forms = {
    date_num: () => at.toISOString().slice(0, 10),
    date: () => say({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_short: () => say({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_long: () => say({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: () => say({ hour: '2-digit', minute: '2-digit' }),
    time_secs: () => say({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token.endsWith('_pretty')) {
      const base = forms[token.slice(0, -'_pretty'.length)];
      return base ? pretty(base()) : whole;
    }
    return forms[token] ? forms[token]() : whole;
  });
}

function mention(kind, id, names) {
  const name = kind === '@' ? names.person(id) : names.channel(id);
  return el('span', { class: 'mention' }, `${kind}${name}`);
}

function special(inside, names) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith('@')) return mention('@', target.slice(1), names);
  if (target.startsWith('#')) return mention('#', target.slice(1), names);
  if (target.startsWith('!date^')) {
    const [, timestamp, format] = target.split('^');
    return document.createTextNode(dateText(Number(timestamp), format, decode(label ?? '')));
  }
  if (target.startsWith('!')) return el('span', { class: 'mention' }, `@${target.slice(1)}`);
  return link(decode(target), decode(label ?? target));
}

const marks =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*?\S)_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*?\S)~(?![\w~])/;

/** Slack's mrkdwn subset: code, links, mentions, dates, *bold*, _italic_, ~strike~. */
export function mrkdwn(text, names) {
  const nodes = [];
  let rest = text;
  for (;;) {
    const found = marks.exec(rest);
    if (!found) break;
    if (found.index > 0) nodes.push(...shortcodes(decode(rest.slice(0, found.index))));
    const [whole, block, code, angle, bold, italic, strike] = found;
    if (block !== undefined) nodes.push(el('pre', {}, decode(block)));
    else if (code !== undefined) nodes.push(el('code', {}, decode(code)));
    else if (angle !== undefined) nodes.push(special(angle, names));
    else if (bold !== undefined) nodes.push(el('b', {}, mrkdwn(bold, names)));
    else if (italic !== undefined) nodes.push(el('i', {}, mrkdwn(italic, names)));
    else nodes.push(el('s', {}, mrkdwn(strike, names)));
    rest = rest.slice(found.index + whole.length);
  }
  if (rest) nodes.push(...shortcodes(decode(rest)));
  return nodes;
}

/** A text object: {type: "plain_text" | "mrkdwn", text}. */
export function textObject(object, names) {
  if (!object) return [];
  if (object.type === 'mrkdwn') return mrkdwn(object.text, names);
  return object.emoji === false ? [object.text] : shortcodes(object.text);
}
