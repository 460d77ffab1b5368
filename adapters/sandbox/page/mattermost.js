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
    operation_timeout: 'Baton did not answer within thirty seconds. Try again?',
    dispatch_failed: 'Baton could not be reached, or refused. Try again?',
  },

  placeLabel: (name) => name,
  placeMention: (name) => `~${name}`,
  personKey: (person) => person.username,
  messageId: (message) => message.id,
  isReply: (message) => Boolean(message.root_id),
  isBefore: (a, b) => a.at < b.at || (a.at === b.at && a.seen < b.seen),

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
