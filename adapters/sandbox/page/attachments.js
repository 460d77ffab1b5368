// A Mattermost post as DOM nodes: its text, and its attachments with their buttons and menus.

import { el, link } from '/dom.js';
import { markdown, markdownLine } from '/markdown.js';

const named_colors = { good: '#2e9e5b', warning: '#d59e00', danger: '#c9372c' };

/** The coloured bar; set through the style object, as only a colour may come in. */
function bar(color) {
  const node = el('span', { class: 'attachment-bar', 'aria-hidden': 'true' });
  const known = named_colors[color] ?? color;
  if (/^#[0-9a-f]{6}$/i.test(known ?? '')) node.style.setProperty('background-color', known);
  return node;
}

const looks = { primary: ' primary', good: ' primary', success: ' primary', danger: ' danger' };

function button(action, act) {
  const node = el('button', {
    type: 'button', class: `press${looks[action.style] ?? ''}`, 'data-action': action.id, disabled: action.disabled === true,
    onclick: () => act({ action, node }),
  }, action.name);
  return node;
}

function menu(action, act) {
  const node = el('select', {
    class: 'press', 'data-action': action.id, 'aria-label': action.name,
    onchange: () => act({ action, node, option: node.value }),
  }, el('option', { value: '' }, action.name),
  (action.options ?? []).map((option) => el('option', { value: option.value }, option.text)));
  node.value = action.default_option ?? '';
  return node;
}

function fields(all, names) {
  return el('dl', { class: 'attachment-fields' }, all.map((field) => el('div', { class: field.short ? 'short' : 'long' },
    el('dt', {}, markdownLine(field.title ?? '', names)), el('dd', {}, markdown(String(field.value ?? ''), names)))));
}

function title(attachment, names) {
  const url = attachment.title_link ?? '';
  const inside = /^https?:\/\//i.test(url) ? link(url, markdownLine(attachment.title, null)) : markdownLine(attachment.title, names);
  return el('p', { class: 'attachment-title' }, inside);
}

/** One attachment. `act({action, node, option})` is called for a press. */
export function renderAttachment(attachment, names, act) {
  const actions = attachment.actions ?? [];
  return el('div', { class: 'attachment' },
    attachment.pretext ? el('div', { class: 'attachment-pretext' }, markdown(attachment.pretext, names)) : null,
    el('div', { class: 'attachment-frame' }, bar(attachment.color),
      el('div', { class: 'attachment-body' },
        attachment.author_name ? el('p', { class: 'attachment-author' }, attachment.author_name) : null,
        attachment.title ? title(attachment, names) : null,
        attachment.text ? el('div', { class: 'markdown' }, markdown(attachment.text, names)) : null,
        attachment.fields?.length ? fields(attachment.fields, names) : null,
        actions.length ? el('div', { class: 'actions' }, actions.map((one) => (one.type === 'select' ? menu : button)(one, act))) : null,
        attachment.footer ? el('p', { class: 'attachment-footer' }, markdownLine(attachment.footer, names)) : null)));
}

export function renderPost(post, names, act) {
  const text = post.kind === 'message' ? markdown(post.message, names) : [el('p', {}, post.message)];
  return [
    post.message ? el('div', { class: 'markdown' }, text) : null,
    ...(post.attachments ?? []).map((attachment) => renderAttachment(attachment, names, act)),
  ].filter(Boolean);
}
