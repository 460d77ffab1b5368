// The focus survives that a message is drawn anew: it goes to the same control, or near it.

const controls = 'button, select, summary, a[href]';

/**
 * What a control is called within its message, however often that is drawn. Its words belong to it:
 * whoever presses twice shall not press what has come into its place.
 */
function nameOf(control) {
  const reply = control.closest('[data-reply]')?.dataset.reply ?? '';
  if (control.localName === 'summary') return `${reply} summary`;
  return [reply, control.dataset.action ?? control.getAttribute('href'), control.textContent].join(' ');
}

/** The control of `area` that has the focus, by {key, name} of its message; null for none. */
export function focusedIn(area) {
  const focused = document.activeElement;
  if (focused === area || !area.contains(focused)) return null;
  return { key: focused.closest('[data-key]')?.dataset.key ?? '', name: focused.matches(controls) ? nameOf(focused) : '' };
}

/** Gives the focus to the control of that name in `message`, else to the message itself. */
export function focusAgain(message, name) {
  const same = name && [...message.querySelectorAll(controls)].find((control) => nameOf(control) === name);
  (same || message).focus({ preventScroll: true });
}

/** Whether nothing has the focus: what had it is gone. */
export const isFocusLost = () => !document.activeElement || document.activeElement === document.body;
