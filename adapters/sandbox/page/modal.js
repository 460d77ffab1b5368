// Forms and confirmations, in dialogs that hold the focus while they are open and give it back.

import { renderBlock } from '/blocks.js';
import { el, textObject } from '/text.js';

let inputs_made = 0;

/** The control of an input block, and how its value is read. */
function control(block, id, described) {
  const element = block.element;
  const common = { id, 'aria-describedby': described, 'aria-required': block.optional ? 'false' : 'true' };
  const placeholder = element.placeholder?.text;
  if (element.type === 'static_select') {
    const node = el('select', common,
      el('option', { value: '' }, placeholder ?? 'Choose…'),
      element.options.map((option) => el('option', { value: option.value }, option.text.text)));
    node.value = element.initial_option?.value ?? '';
    return { node, read: () => node.value };
  }
  if (element.type === 'radio_buttons' || element.type === 'checkboxes') {
    const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
    const chosen = new Set([element.initial_option, ...(element.initial_options ?? [])].filter(Boolean).map((option) => option.value));
    const boxes = element.options.map((option) => el('input', { type, name: id, value: option.value, checked: chosen.has(option.value) }));
    const node = el('div', { ...common, role: type === 'radio' ? 'radiogroup' : 'group', class: 'choices' },
      boxes.map((box, i) => el('label', {}, box, ' ', textObject(element.options[i].text))));
    const read = () => {
      const values = boxes.filter((box) => box.checked).map((box) => box.value);
      return type === 'radio' ? values[0] ?? '' : values;
    };
    return { node, read };
  }
  const types = { datepicker: 'date', timepicker: 'time', number_input: 'number', url_text_input: 'url', email_text_input: 'email' };
  const initial = element.initial_value ?? element.initial_date ?? element.initial_time ?? '';
  const node = element.multiline
    ? el('textarea', { ...common, rows: '4', placeholder })
    : el('input', { ...common, type: types[element.type] ?? 'text', placeholder });
  node.value = initial;
  return { node, read: () => node.value };
}

function inputBlock(block, fields) {
  const id = `input-${++inputs_made}`;
  const hint = block.hint ? el('p', { id: `${id}-hint`, class: 'hint' }, textObject(block.hint)) : null;
  const error = el('p', { id: `${id}-error`, class: 'field-error', hidden: true });
  const { node, read } = control(block, id, `${id}-error${hint ? ` ${id}-hint` : ''}`);
  fields.push({ block_id: block.block_id, node, read, error });
  return el('div', { class: 'field' },
    el('label', { for: id }, textObject(block.label), block.optional ? el('small', {}, ' (optional)') : null),
    node, hint, error);
}

export class Modal {
  /** `submit(view, values)` and `close(view)` are asynchronous; submit answers {outcome, errors}. */
  constructor(dialog, { submit, close, act, names }) {
    Object.assign(this, { dialog, submit, close, act, names });
    this.view = null;
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.close(this.view);
    });
  }

  /** Shows `view`, or nothing for null. The same view again leaves what was typed alone. */
  show(view) {
    if (view?.id === this.view?.id && view?.hash === this.view?.hash) return;
    const was_open = this.dialog.open;
    this.view = view;
    if (!view) {
      if (was_open) this.dialog.close();
      return;
    }
    this.draw(view);
    if (!was_open) this.dialog.showModal();
    this.dialog.querySelector('.field input, .field textarea, .field select, .modal-foot button')?.focus();
  }

  draw(view) {
    this.fields = [];
    this.failure = el('p', { class: 'modal-failure', role: 'alert', hidden: true });
    this.send = view.submit ? el('button', { type: 'submit', class: 'send' }, textObject(view.submit)) : null;
    const blocks = view.blocks.map((block) => block.type === 'input'
      ? inputBlock(block, this.fields)
      : renderBlock(block, this.names, (press) => this.act({ ...press, view })));
    const form = el('form', { novalidate: true, onsubmit: (event) => this.onSubmit(event) },
      el('header', { class: 'modal-head' }, el('h2', { id: 'modal-title' }, textObject(view.title)),
        el('button', { type: 'button', class: 'quiet close', 'aria-label': 'Close', onclick: () => this.close(view) }, '×')),
      el('div', { class: 'modal-body' }, blocks, this.failure),
      el('footer', { class: 'modal-foot' },
        el('button', { type: 'button', class: 'quiet', onclick: () => this.close(view) }, view.close ? textObject(view.close) : 'Cancel'),
        this.send));
    this.dialog.replaceChildren(form);
  }

  async onSubmit(event) {
    event.preventDefault();
    const send = this.send; // the answer may bring another view, without one
    if (!send || send.disabled) return;
    this.showErrors({});
    send.disabled = true;
    send.setAttribute('aria-busy', 'true');
    const values = Object.fromEntries(this.fields.map((field) => [field.block_id, field.read()]));
    const result = await this.submit(this.view, values);
    send.disabled = false;
    send.removeAttribute('aria-busy');
    this.showErrors(result.errors ?? {});
    const failed = result.outcome !== 'ok' && result.outcome !== 'not_sent';
    this.failure.hidden = !failed;
    this.failure.textContent = failed ? '⚠ We had some trouble connecting. Try again?' : '';
  }

  showErrors(errors) {
    let first = null;
    for (const field of this.fields) {
      const sentence = errors[field.block_id] ?? '';
      field.error.textContent = sentence;
      field.error.hidden = sentence === '';
      field.node.toggleAttribute('aria-invalid', sentence !== '');
      if (sentence) field.node.setAttribute('aria-invalid', 'true');
      if (sentence && !first) first = field.node;
    }
    first?.focus();
  }
}

/** Asks as Slack's confirmation object says; resolves to whether the person agreed. */
export function confirmed(dialog, confirm, names) {
  return new Promise((resolve) => {
    const done = (answer) => {
      dialog.close();
      resolve(answer);
    };
    dialog.oncancel = () => resolve(false);
    dialog.replaceChildren(
      el('header', { class: 'modal-head' }, el('h2', { id: 'confirm-title' }, textObject(confirm.title))),
      el('div', { class: 'modal-body' }, textObject(confirm.text, names)),
      el('footer', { class: 'modal-foot' },
        el('button', { type: 'button', class: 'quiet', onclick: () => done(false) }, textObject(confirm.deny)),
        el('button', { type: 'button', class: 'send', onclick: () => done(true) }, textObject(confirm.confirm))));
    dialog.showModal();
  });
}
