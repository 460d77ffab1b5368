// The simulated Slack, as the page shows it.

import { renderBody } from '/blocks.js';
import { viewForm } from '/block_form.js';
import { mrkdwn, textObject } from '/mrkdwn.js';

export const slack = {
  id: 'slack',
  title: 'Slack',
  doors: '/sandbox',
  anybody: 'U0001',
  only_you: 'Only visible to you',
  app: 'app',
  words_of: {
    operation_timeout: 'Baton did not answer within three seconds. Try again?',
    dispatch_failed: 'Baton could not be reached, or refused. Try again?',
  },

  placeLabel: (channel) => `# ${channel.name}`,
  placeTitle: (channel) => `#${channel.name}`,
  personKey: (person) => person.name.toLowerCase(),
  messageId: (message) => message.ts,
  parentId: (message) => message.thread_ts,
  isBefore: (a, b) => a.ts < b.ts,

  /** How ids in texts are written out. */
  names: (feed) => ({
    person: (id) => id === 'UBATON' ? 'Baton' : feed.people.find((person) => person.id === id.split('|')[0])?.name ?? id,
    channel: (id) => feed.channels.find((channel) => channel.id === id.split('|')[0])?.name ?? id,
  }),

  body: renderBody,
  form: (news, names, act) => news.view ? viewForm(news.view, names, act) : null,
  formName: (news) => ({ view_id: news.view.id }),
  place: (message) => ({ channel: message.channel, ts: message.ts }),
  control: ({ block, element, option }) => ({ block_id: block.block_id, action_id: element.action_id, option }),
  link: ({ element }) => element.url,
  question: ({ element }, names) => element.confirm && {
    title: textObject(element.confirm.title), deny: textObject(element.confirm.deny), confirm: textObject(element.confirm.confirm),
    text: element.confirm.text.type === 'mrkdwn' ? mrkdwn(element.confirm.text.text, names) : textObject(element.confirm.text),
  },
};
