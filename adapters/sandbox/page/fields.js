// The controls of a form: each with its label, its hint and its place for an error.

import { el } from '/dom.js';

let made = 0;

/**
 * One field: {key, frame, node, read, error}. `build(common)` makes {node, read} with the attributes
 * that tie the control to its label, hint and error; `mark` stands behind the label.
 */
export function field(key, { label, mark = null, hint = null, optional }, build) {
  const id = `input-${++made}`;
  const help = hint ? el('div', { id: `${id}-hint`, class: 'hint' }, hint) : null;
  const error = el('p', { id: `${id}-error`, class: 'field-error', hidden: true });
  const described = `${id}-error${help ? ` ${id}-hint` : ''}`;
  const { node, read } = build({ id, 'aria-describedby': described, 'aria-required': String(!optional) });
  const frame = el('div', { class: 'field' }, el('label', { for: id, id: `${id}-label` }, label, mark), node, help, error);
  return { key, frame, node, read, error };
}

export function textBox(common, { type = 'text', multiline = false, placeholder, initial }) {
  const node = multiline ? el('textarea', { ...common, rows: '4', placeholder }) : el('input', { ...common, type, placeholder });
  node.value = initial ?? '';
  return { node, read: () => node.value };
}

/** `options`: [{label: nodes, value}]. */
export function menu(common, { options, placeholder = 'Choose…', initial }) {
  const node = el('select', common, el('option', { value: '' }, placeholder),
    options.map((option) => el('option', { value: option.value }, option.label)));
  node.value = initial ?? '';
  return { node, read: () => node.value };
}

/** Radio buttons, or check boxes with `many`; reads one value or a list. */
export function choices(common, { options, many = false, chosen = [] }) {
  const type = many ? 'checkbox' : 'radio';
  const boxes = options.map((option) => el('input', { type, name: common.id, value: option.value, checked: chosen.includes(option.value) }));
  const required = many ? null : common['aria-required'];  // a group has none
  const node = el('div', { ...common, 'aria-required': required, role: many ? 'group' : 'radiogroup', class: 'choices', 'aria-labelledby': `${common.id}-label` },
    boxes.map((box, i) => el('label', {}, box, ' ', options[i].label)));
  const read = () => {
    const values = boxes.filter((box) => box.checked).map((box) => box.value);
    return many ? values : values[0] ?? '';
  };
  return { node, read };
}

/** One check box with its words beside it; reads true or false. */
export function tick(common, { words, initial = false }) {
  const box = el('input', { ...common, 'aria-required': null, type: 'checkbox', checked: initial });
  return { node: el('div', { class: 'choices' }, el('label', {}, box, ' ', words)), read: () => box.checked };
}
