// Block Kit as DOM nodes.

import { el, emojiOf, link } from '/dom.js';
import { dateText, decode, mrkdwn, textObject } from '/mrkdwn.js';

function styled(node, style = {}) {
  const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code' };
  for (const [name, tag] of Object.entries(tags)) {
    if (style[name]) node = el(tag, {}, node);
  }
  return node;
}

function richRun(run, names) {
  switch (run.type) {
    case 'text': return styled(document.createTextNode(run.text), run.style);
    case 'link': return styled(link(run.url, run.text ?? run.url), run.style);
    case 'emoji': return emojiOf(run.name);
    case 'user': return el('span', { class: 'mention' }, `@${names.person(run.user_id)}`);
    case 'channel': return el('span', { class: 'mention' }, `#${names.channel(run.channel_id)}`);
    case 'broadcast': return el('span', { class: 'mention' }, `@${run.range}`);
    case 'date': return el('time', { datetime: new Date(run.timestamp * 1000).toISOString() }, dateText(run.timestamp, run.format, run.fallback));
    default: return null;
  }
}

function richPart(part, names) {
  const runs = () => part.elements.map((run) => richRun(run, names));
  switch (part.type) {
    case 'rich_text_section': return el('div', { class: 'rich' }, runs());
    case 'rich_text_quote': return el('blockquote', { class: 'rich' }, runs());
    case 'rich_text_preformatted': return el('pre', { class: 'rich' }, runs());
    case 'rich_text_list':
      return el(part.style === 'ordered' ? 'ol' : 'ul', {}, part.elements.map((item) => el('li', {}, richPart(item, names))));
    default: return null;
  }
}

function button(element, block, act) {
  const look = { primary: ' primary', danger: ' danger' }[element.style] ?? '';
  const node = el('button', {
    type: 'button',
    class: `press${look}`,
    'data-action': `${block.block_id}/${element.action_id}`,
    'aria-label': element.accessibility_label,
    onclick: () => act({ block, element, node }),
  }, textObject(element.text));
  return node;
}

function select(element, block, act) {
  const node = el('select', {
    class: 'press',
    'data-action': `${block.block_id}/${element.action_id}`,
    'aria-label': element.placeholder?.text ?? 'Choose',
    onchange: () => act({ block, element, node, option: node.value }),
  }, el('option', { value: '' }, element.placeholder?.text ?? '…'),
  element.options.map((option) => el('option', { value: option.value }, option.text.text)));
  return node;
}

export function actionElement(element, block, act) {
  if (element.type === 'button') return button(element, block, act);
  if (element.options) return select(element, block, act);
  return null;
}

/**
 * One block, or null for a kind that is not shown. `act({block, element, node, option})` is called
 * for a press; inputs are the modal's own.
 */
export function renderBlock(block, names, act) {
  switch (block.type) {
    case 'header': return el('h3', { class: 'block-header' }, textObject(block.text, names));
    case 'divider': return el('hr');
    case 'section':
      return el('div', { class: 'section' },
        el('div', { class: 'section-text' },
          block.text ? el('div', {}, textObject(block.text, names)) : null,
          block.fields ? el('div', { class: 'fields' }, block.fields.map((field) => el('div', {}, textObject(field, names)))) : null),
        block.accessory ? actionElement(block.accessory, block, act) : null);
    case 'context':
      return el('div', { class: 'context' }, block.elements.map((object) => el('span', {}, textObject(object, names))));
    case 'actions':
      return el('div', { class: 'actions' }, block.elements.map((element) => actionElement(element, block, act)));
    case 'rich_text': return el('div', { class: 'rich-text' }, block.elements.map((part) => richPart(part, names)));
    default: return null;
  }
}

/** A message's body: its blocks, or its text where it has none. */
export function renderBody(message, names, act) {
  if (message.blocks.length > 0) return message.blocks.map((block) => renderBlock(block, names, act));
  const marked = message.mrkdwn && message.kind === 'message';
  const nodes = marked ? mrkdwn(message.text, names) : [message.kind === 'message' ? decode(message.text) : message.text];
  return [el('div', { class: 'text' }, nodes)];
}
