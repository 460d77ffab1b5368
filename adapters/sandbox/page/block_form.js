// A Slack modal as a form of the page.

import { renderBlock } from '/blocks.js';
import { el } from '/dom.js';
import { choices, field, menu, textBox } from '/fields.js';
import { textObject } from '/mrkdwn.js';

const input_types = { datepicker: 'date', timepicker: 'time', number_input: 'number', url_text_input: 'url', email_text_input: 'email' };

function control(element, common) {
  const placeholder = element.placeholder?.text;
  const options = element.options?.map((option) => ({ label: textObject(option.text), value: option.value }));
  if (element.type === 'static_select') return menu(common, { options, placeholder, initial: element.initial_option?.value });
  if (element.type === 'radio_buttons' || element.type === 'checkboxes') {
    const chosen = [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean).map((option) => option.value);
    return choices(common, { options, many: element.type === 'checkboxes', chosen });
  }
  return textBox(common, {
    type: input_types[element.type], multiline: element.multiline, placeholder,
    initial: element.initial_value ?? element.initial_date ?? element.initial_time,
  });
}

function input(block) {
  return field(block.block_id, {
    label: textObject(block.label), hint: block.hint ? textObject(block.hint) : null, optional: block.optional,
    mark: block.optional ? el('small', {}, ' (optional)') : null,
  }, (common) => control(block.element, common));
}

/** `act({block, element, node, option})` is called for a press on a button in it. */
export function viewForm(view, names, act) {
  const fields = [];
  const body = view.blocks.map((block) => {
    if (block.type !== 'input') return renderBlock(block, names, act);
    fields.push(input(block));
    return fields.at(-1).frame;
  });
  return {
    key: `${view.id}/${view.hash}`, title: textObject(view.title), body, fields,
    submit: view.submit ? textObject(view.submit) : null, close: view.close ? textObject(view.close) : 'Cancel',
  };
}
