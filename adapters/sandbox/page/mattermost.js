// The simulated Mattermost, as the page shows it.

import { renderPost } from '/attachments.js';
import { dialogForm } from '/dialog_form.js';

export const mattermost = {
  id: 'mattermost',
  title: 'Mattermost',
  doors: '/sandbox/mattermost',
  anybody: 'ana',
  only_you: 'Only you see this',
  app: 'bot',
  words_of: {
    failed: 'Baton could not be reached, or refused. Try again?',
    not_sent: 'Nothing was sent to Baton.',
  },

  placeLabel: (channel) => channel.display_name,
  placeTitle: (channel) => channel.display_name,
  personKey: (person) => person.username,
  messageId: (message) => message.id,
  parentId: (message) => message.root_id,
  isBefore: (a, b) => a.order < b.order,

  /** Whom and what texts mention: null for what nobody knows. */
  names: (feed) => ({
    person: (username) => feed.people.find((person) => person.username === username)?.name ?? (username === 'baton' ? 'Baton' : null),
    channel: (name) => feed.channels.find((channel) => channel.name === name)?.name ?? null,
  }),

  body: renderPost,
  form: (news, names) => news.dialog ? dialogForm(news.dialog, names) : null,
  formName: () => ({}),
  place: (message) => ({ channel: message.channel, post_id: message.id }),
  control: ({ action, option }) => ({ action_id: action.id, option }),
  link: () => null,
  question: () => null,
};
