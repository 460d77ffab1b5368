// What somebody who listens to the page is told: short sentences, and only of what came anew. The
// log itself is silent, as it is drawn anew for every other place and person.

import { el } from '/dom.js';

const together_ms = 250;  // what comes within it is said in one breath
const lines_max = 2;
const text_max = 180;

export class Announcer {
  constructor(region) {
    Object.assign(this, { region, waiting: [], timer: null });
  }

  say(sentence) {
    if (!this.waiting.includes(sentence)) this.waiting.push(sentence);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.region.replaceChildren(...this.waiting.splice(0).map((one) => el('p', {}, one)));
    }, together_ms);
  }
}

/** The beginning of what a message says, as one sentence: who holds what stands there. */
export function gist(content) {
  const lines = content.innerText.split('\n').map((line) => line.trim()).filter(Boolean);
  const text = lines.slice(0, lines_max).join('. ');
  return text.length > text_max ? `${text.slice(0, text_max)}…` : text;
}
