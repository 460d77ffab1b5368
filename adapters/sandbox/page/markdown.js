// Mattermost's text, as DOM nodes: the markdown that a message may have. Pictures are shown as
// links, HTML as the text it is.

import { el, link, shortcodes } from '/dom.js';

const depth_max = 8;
const escapable = '\\`*{}[]()#+-.!_>~|';
const entities = { amp: '&', lt: '<', gt: '>', quot: '"' };
const word = /[\p{L}\p{N}_]/u;

/** The place of `mark` that ends what begins at `from`, or -1: escapes and code are stepped over. */
function closing(text, from, mark) {
  for (let at = from; at < text.length; ++at) {
    if (text[at] === '\\') ++at;
    else if (text[at] === '`') at = codeEnd(text, at)?.end - 1 || at;
    else if (text.startsWith(mark, at) && at > from && !/\s/.test(text[at - 1])) {
      const after = text[at + mark.length] ?? ' ';
      if (mark[0] === '_' && word.test(after)) continue;
      if (mark.length === 1 && after === mark) ++at;  // two of them are another mark
      else return at;
    }
  }
  return -1;
}

/** A span of code that begins at `at`: closed by as many ticks as opened it. */
function codeEnd(text, at) {
  const ticks = /^`+/.exec(text.slice(at))[0];
  const inside = at + ticks.length;
  const close = text.indexOf(ticks, inside);
  if (close < 0) return null;
  return { inside: text.slice(inside, close), end: close + ticks.length };
}

const emphases = [['**', 'b'], ['__', 'b'], ['~~', 's'], ['*', 'i'], ['_', 'i']];
const label_and_url = /!?\[((?:\\.|[^\\[\]])*)\]\(\s*<?((?:\\.|[^\\\s()<>])*)>?(?:\s+"[^"]*")?\s*\)/y;
const bare_url = /https?:\/\/[^\s<>"`]+/y;
const mention = /[@~][a-z0-9][a-z0-9._-]*/y;
const entity = /&(?:(amp|lt|gt|quot)|#(\d{1,6}));/y;
const angle = /<(https?:\/\/[^\s<>]+)>/y;

function found(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const unescaped = (text) => text.replace(/\\([\\`*{}[\]()#+\-.!_>~|])/g, '$1');
const isHttp = (url) => /^https?:\/\//i.test(url);

/** What is marked at `at`: its nodes and where it ends; null: one plain character. */
function marked(text, at, names, depth) {
  const first = text[at];
  const before = text[at - 1] ?? ' ';
  if (first === '\\' && escapable.includes(text[at + 1] ?? ' ')) return { nodes: [text[at + 1]], end: at + 2 };
  if (first === '`') {
    const code = codeEnd(text, at);
    return code && { nodes: [el('code', {}, code.inside.trim())], end: code.end };
  }
  if (first === '&') {
    const one = found(entity, text, at);
    return one && { nodes: [entities[one[1]] ?? String.fromCodePoint(Number(one[2]))], end: at + one[0].length };
  }
  if (first === '[' || (first === '!' && text[at + 1] === '[')) {
    const one = found(label_and_url, text, at);
    if (!one) return null;
    const url = unescaped(one[2]);
    const label = spans(one[1], null, depth + 1);
    const nodes = names && isHttp(url) ? [link(url, label)] : label;
    return { nodes, end: at + one[0].length };
  }
  if (first === '<' && names) {
    const one = found(angle, text, at);
    return one && { nodes: [link(one[1], one[1])], end: at + one[0].length };
  }
  if (first === 'h' && names && !word.test(before)) {
    const one = found(bare_url, text, at);
    if (!one) return null;
    const url = one[0].replace(/[.,:;!?'*_~)]+$/, '');
    return { nodes: [link(url, url)], end: at + url.length };
  }
  if ((first === '@' || first === '~') && names && !word.test(before)) {
    const one = found(mention, text, at);
    const name = one && (first === '@' ? names.person(one[0].slice(1)) : names.channel(one[0].slice(1)));
    if (name) return { nodes: [el('span', { class: 'mention' }, one[0])], end: at + one[0].length };
  }
  for (const [mark, tag] of depth < depth_max ? emphases : []) {
    if (!text.startsWith(mark, at)) continue;
    const inside = at + mark.length;
    if (/\s/.test(text[inside] ?? ' ') || (first === '_' && word.test(before))) continue;
    const end = closing(text, inside, mark);
    if (end < 0) continue;
    return { nodes: [el(tag, {}, spans(text.slice(inside, end), names, depth + 1))], end: end + mark.length };
  }
  return null;
}

/** One paragraph's text: a line break in it is one in the window. `names` null: no links in it. */
function spans(text, names, depth = 0) {
  const nodes = [];
  let plain = '';
  const flush = () => {
    nodes.push(...shortcodes(plain).filter((part) => part !== ''));
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const piece = marked(text, at, names, depth);
    if (piece?.nodes.length === 1 && typeof piece.nodes[0] === 'string') {
      plain += piece.nodes[0];
    } else if (piece) {
      flush();
      nodes.push(...piece.nodes);
    } else if (text[at] === '\n') {
      flush();
      nodes.push(el('br'));
    } else {
      plain += text[at];
    }
    at = piece?.end ?? at + 1;
  }
  flush();
  return nodes;
}

const fence = /^ {0,3}(```+|~~~+)/;
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const heading = /^ {0,3}#{1,6}\s+(.+?)\s*#*$/;
const quote = /^ {0,3}> ?/;
const item = /^\s{0,6}(?:([-*+])|(\d{1,9})[.)])\s+/;
const begins = (line) => [fence, rule, heading, quote, item].some((pattern) => pattern.test(line));

/** Takes lines from `at` on while `belongs`; yields them and where they end. */
function taken(lines, at, belongs) {
  let end = at;
  while (end < lines.length && belongs(lines[end])) ++end;
  return { some: lines.slice(at, end), end };
}

function list(lines, at, names) {
  const ordered = item.exec(lines[at])[2];
  const { some, end } = taken(lines, at, (line) => item.test(line) || /^\s+\S/.test(line));
  const items = [];
  for (const line of some) {
    if (item.test(line)) items.push(line.replace(item, ''));
    else items.push(`${items.pop()}\n${line.trim()}`);
  }
  const node = el(ordered ? 'ol' : 'ul', { start: ordered }, items.map((text) => el('li', {}, spans(text, names))));
  return { node, end };
}

function fenced(lines, at) {
  const mark = fence.exec(lines[at])[1];
  const { some, end } = taken(lines, at + 1, (line) => !line.trimStart().startsWith(mark));
  return { node: el('pre', {}, some.join('\n')), end: end + 1 };
}

function quoted(lines, at, names, depth) {
  const { some, end } = taken(lines, at, (line) => quote.test(line));
  return { node: el('blockquote', {}, blocks(some.map((line) => line.replace(quote, '')), names, depth + 1)), end };
}

function blockAt(lines, at, names, depth) {
  const line = lines[at];
  if (fence.test(line)) return fenced(lines, at);
  if (rule.test(line)) return { node: el('hr'), end: at + 1 };
  if (heading.test(line)) return { node: el('h3', { class: 'block-header' }, spans(heading.exec(line)[1], names)), end: at + 1 };
  if (quote.test(line) && depth < depth_max) return quoted(lines, at, names, depth);
  if (item.test(line)) return list(lines, at, names);
  const { some, end } = taken(lines, at, (one) => one.trim() !== '' && (one === line || !begins(one)));
  return { node: el('p', {}, spans(some.join('\n'), names)), end };
}

function blocks(lines, names, depth = 0) {
  const nodes = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at].trim() === '') {
      ++at;
      continue;
    }
    const { node, end } = blockAt(lines, at, names, depth);
    nodes.push(node);
    at = end;
  }
  return nodes;
}

/** A message's or an attachment's text. `names.person(username)` and `.channel(name)` are null for
 *  whom and what nobody knows. */
export function markdown(text, names) {
  return blocks(text.replaceAll('\r\n', '\n').split('\n'), names);
}

/** A text in one line: a title, a footer. */
export function markdownLine(text, names) {
  return spans(text.replaceAll('\n', ' '), names);
}
