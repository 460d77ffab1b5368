// The first minute: four things to try, each with a button that prepares it. A step is done once the
// person has done it, by whatever way.

import { el } from '/dom.js';
import { redraw } from '/widgets.js';

const everyday = '/handoff @dino ACME banner 3: logo bigger, by tomorrow 15:00 https://files.example.com/banner-3';

/**
 * `words` and `label` of the button; `scene`: who, chat, place and the line to type. `isDone(event)`
 * is asked after {said}, {pressed} and {entered}, each with who and chat.
 */
const steps = [
  {
    words: 'You are Ana. Give Dino a banner to make: one line, then Enter.', label: 'Write the line',
    scene: { who: 'ana', chat: 'slack', place: 'acme', line: everyday },
    isDone: ({ said }) => said?.startsWith('/handoff @'),
  },
  {
    words: 'Dino lives in Mattermost. Ana still holds the work until Dino presses Accept.', label: 'Be Dino there',
    scene: { who: 'dino', chat: 'mattermost', place: '@baton' },
    isDone: ({ pressed, who }) => who === 'dino' && pressed === 'Accept',
  },
  {
    words: 'Ana sees it in Slack: the same message now says that Dino holds it.', label: 'Be Ana again',
    scene: { who: 'ana', chat: 'slack', place: 'acme' },
    isDone: ({ entered, who, chat }) => entered && who === 'ana' && chat === 'slack',
  },
  {
    words: 'Hand over too early: Baton moves nothing, and says all that is missing.', label: 'Try it too early',
    scene: { who: 'ana', chat: 'slack', place: 'acme', line: '/handoff give ACME-3' },
    isDone: ({ said }) => said?.startsWith('/handoff give'),
  },
];
const lead = 'Five people, two chats, one baton. Nothing leaves this machine.';
const farewell = 'That was it. Now press somebody else’s button: only you see why nothing moved.';

export class Tour {
  /** `play(scene)` shows a scene; `closed()` hears that the panel went. */
  constructor({ panel, open, close, list, lead: words }, { play, closed }) {
    Object.assign(this, { panel, opener: open, list, words, play, at: 0 });
    open.addEventListener('click', () => this.show(this.panel.hidden));
    close.addEventListener('click', () => {
      this.show(false);
      localStorage.setItem('intro', 'seen');
      closed();
    });
    this.show(localStorage.getItem('intro') !== 'seen');
  }

  show(is_open) {
    this.panel.hidden = !is_open;
    this.opener.setAttribute('aria-expanded', String(is_open));
    if (is_open) this.draw();
  }

  /** Something was done; `event` is as for the steps. */
  saw(event) {
    const step = steps[this.at];
    if (!step?.isDone(event)) return;
    ++this.at;
    if (!this.panel.hidden) this.draw();
  }

  draw() {
    const is_over = this.at === steps.length;
    this.words.textContent = is_over ? farewell : lead;
    this.panel.classList.toggle('over', is_over);
    redraw(this.list, steps.map((step, i) => {
      const is_done = i < this.at;
      const is_next = i === this.at;
      return el('li', { class: is_done ? 'done' : '', 'aria-current': is_next ? 'step' : null },
        el('span', { class: 'step-mark', 'aria-hidden': 'true' }, is_done ? '✓' : String(i + 1)),
        el('p', {}, is_done ? el('span', { class: 'hidden' }, 'Done: ') : null, step.words,
          el('span', { class: 'step-count', 'aria-hidden': 'true' }, ` ${i + 1} of ${steps.length}`)),
        el('button', { type: 'button', class: is_next ? 'press primary' : 'press', 'data-key': String(i), onclick: () => this.play(step.scene) },
          step.label));
    }));
  }
}
