// Small things that the sidebar and the room share.

import { el } from '/dom.js';

export function badge(count, what) {
  return count > 0 ? el('span', { class: 'badge' }, String(count), el('span', { class: 'hidden' }, ` ${what}`)) : null;
}

/** `hue`: 0 to 7, or "bot". */
export function face(hue, name) {
  return el('span', { class: `face face-${hue}`, 'aria-hidden': 'true' }, hue === 'bot' ? '' : name.slice(0, 1));
}

/** Replaces the children of `list`, and gives the focus back to the one that had it. */
export function redraw(list, nodes) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.replaceChildren(...nodes);
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}
