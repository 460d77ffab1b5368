// A Mattermost dialog as a form of the page.

import { el } from '/dom.js';
import { choices, field, menu, textBox, tick } from '/fields.js';
import { markdown } from '/markdown.js';

function control(element, common) {
  const options = element.options?.map((option) => ({ label: option.text, value: option.value })) ?? [];
  const { placeholder, default: initial } = element;
  switch (element.type) {
    case 'select': return menu(common, { options, placeholder: placeholder || undefined, initial });
    case 'radio': return choices(common, { options, chosen: initial ? [initial] : [] });
    case 'bool': return tick(common, { words: placeholder || element.display_name, initial: initial === 'true' });
    case 'textarea': return textBox(common, { multiline: true, placeholder, initial });
    default: return textBox(common, { type: element.subtype || 'text', placeholder, initial });
  }
}

function input(element, names) {
  return field(element.name, {
    label: element.display_name, hint: element.help_text ? markdown(element.help_text, names) : null, optional: element.optional,
    mark: element.optional ? el('small', {}, ' (optional)') : el('span', { class: 'required', 'aria-hidden': 'true' }, ' *'),
  }, (common) => control(element, common));
}

export function dialogForm(dialog, names) {
  const fields = (dialog.elements ?? []).map((element) => input(element, names));
  const introduction = dialog.introduction_text ? el('div', { class: 'markdown' }, markdown(dialog.introduction_text, names)) : null;
  return {
    key: dialog.id, title: dialog.title, body: [introduction, ...fields.map((one) => one.frame)], fields,
    submit: dialog.submit_label || 'Submit', close: 'Cancel',
  };
}
