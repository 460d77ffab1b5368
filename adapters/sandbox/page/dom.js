// What every part of the page draws with. Data never becomes markup: every piece goes through
// createElement and text nodes.

const emoji = {
  white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌',
  warning: '⚠️', hourglass: '⌛', hourglass_flowing_sand: '⏳', bell: '🔔', calendar: '📅',
  link: '🔗', paperclip: '📎', question: '❓', wave: '👋', tada: '🎉', eyes: '👀', thumbsup: '👍',
  '+1': '👍', fire: '🔥', lock: '🔒', memo: '📝', arrow_right: '➡️', leftwards_arrow_with_hook: '↩️',
  no_entry: '⛔', star: '⭐', rocket: '🚀', information_source: 'ℹ️', raised_hand: '✋',
};

/** Circles are drawn, not written: not every machine has a font for them. */
const circles = {
  large_yellow_circle: 'yellow', large_green_circle: 'green', red_circle: 'red', white_circle: 'white', large_blue_circle: 'blue', black_circle: 'black',
};

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value === 'boolean') node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A text whose :names: are written out, as strings and nodes. */
export function shortcodes(text) {
  return text.split(/(:[a-z0-9_+-]+:)/).map((part) => {
    const name = part.slice(1, -1);
    return part.startsWith(':') && (circles[name] || emoji[name]) ? emojiOf(name) : part;
  });
}

export function emojiOf(name) {
  const label = name.replaceAll('_', ' ');
  const circle = circles[name];
  return el('span', { class: circle ? `dot dot-${circle}` : 'emoji', role: 'img', 'aria-label': label }, circle ? '' : emoji[name] ?? `:${name}:`);
}

/** A link out of this page; of any other kind of address only the label. */
export function link(url, label) {
  if (!/^(https?:|mailto:)/i.test(url)) return document.createTextNode(label);
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label);
}
