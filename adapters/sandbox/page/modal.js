// Forms and confirmations, in dialogs that hold the focus while they are open and give it back.

import { el } from '/dom.js';

/**
 * A form as each chat draws its own: {key, title, body, fields, submit, close}: `key` changes with
 * what is shown; titles and labels are nodes; `submit` null: it cannot be sent; `fields` are those
 * of fields.js, in `body` already.
 */
export class Modal {
  /**
   * `submit(values)` yields {outcome, errors, error}; `close()` asks for the form to go; `closed()`
   * is called when it went, after the focus came back where it can.
   */
  constructor(dialog, { submit, close, closed }) {
    Object.assign(this, { dialog, submit, close, closed });
    this.form = null;
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.close();
    });
  }

  /** Shows `form`, or nothing for null. The same form again leaves what was typed alone. */
  show(form) {
    if (form?.key === this.form?.key) return;
    const was_open = this.dialog.open;
    this.form = form;
    if (!form) {
      if (!was_open) return;
      this.dialog.close();
      this.closed();
      return;
    }
    this.draw(form);
    if (!was_open) this.dialog.showModal();
    this.dialog.querySelector('.field input, .field textarea, .field select, .modal-foot button')?.focus();
  }

  draw(form) {
    this.failure = el('p', { class: 'modal-failure', role: 'alert', hidden: true });
    this.send = form.submit ? el('button', { type: 'submit', class: 'send' }, form.submit) : null;
    this.dialog.replaceChildren(el('form', { novalidate: true, onsubmit: (event) => this.onSubmit(event) },
      el('header', { class: 'modal-head' }, el('h2', { id: 'modal-title' }, form.title),
        el('button', { type: 'button', class: 'quiet close', 'aria-label': 'Close', onclick: () => this.close() }, el('span', { 'aria-hidden': 'true' }, '×'))),
      el('div', { class: 'modal-body', id: 'modal-body' }, form.body, this.failure),
      el('footer', { class: 'modal-foot' },
        el('button', {
          type: 'button', class: 'quiet', onclick: () => this.close(),
          'aria-describedby': form.fields.length ? null : 'modal-body',  // the focus begins here: what it closes is read with it
        }, form.close), this.send)));
  }

  async onSubmit(event) {
    event.preventDefault();
    const { form, send } = this;  // the answer may bring another form
    if (!send || send.disabled) return;
    this.showErrors({});
    send.disabled = true;
    send.setAttribute('aria-busy', 'true');
    const result = await this.submit(Object.fromEntries(form.fields.map((field) => [field.key, field.read()])));
    send.disabled = false;
    send.removeAttribute('aria-busy');
    if (form !== this.form) return;
    this.showErrors(result.errors ?? {});
    const failed = result.outcome !== 'ok' && result.outcome !== 'not_sent';
    const sentence = result.error || (failed ? '⚠ We had some trouble connecting. Try again?' : '');
    this.failure.textContent = sentence;
    this.failure.hidden = sentence === '';
    if (sentence) this.failure.scrollIntoView({ block: 'nearest' });
  }

  showErrors(errors) {
    let first = null;
    for (const { key, node, error } of this.form.fields) {
      const sentence = errors[key] ?? '';
      error.textContent = sentence;
      error.hidden = sentence === '';
      if (sentence) node.setAttribute('aria-invalid', 'true');
      else node.removeAttribute('aria-invalid');
      if (sentence && !first) first = node;
    }
    first?.focus();
  }
}

/** Asks; resolves to whether the person agreed. `title`, `text`, `deny`, `confirm` are nodes. */
export function confirmed(dialog, { title, text, deny, confirm }) {
  return new Promise((resolve) => {
    const done = (answer) => {
      dialog.close();
      resolve(answer);
    };
    dialog.oncancel = () => resolve(false);
    dialog.replaceChildren(
      el('header', { class: 'modal-head' }, el('h2', { id: 'confirm-title' }, title)),
      el('div', { class: 'modal-body' }, text),
      el('footer', { class: 'modal-foot' },
        el('button', { type: 'button', class: 'quiet', onclick: () => done(false) }, deny),
        el('button', { type: 'button', class: 'send', onclick: () => done(true) }, confirm)));
    dialog.showModal();
  });
}
