// The message box, and the list of commands to try that opens with "/".

import { el } from '/dom.js';

const commands = [
  ['/handoff', 'what you can do now'],
  ['/handoff @dino ACME banner 3: logo bigger, by tomorrow 15:00', 'hand work over in one line'],
  ['/handoff new paid-campaign-launch ACME "Spring launch"', 'start a campaign'],
  ['/handoff list', 'tasks'],
  ['/handoff show ACME-1', 'one task, whole'],
  ['/handoff set ACME-1 budget=12000 EUR', 'supply a value'],
  ['/handoff give ACME-1', 'hand it over'],
  ['/handoff ask ACME-1 Which size is the banner?', 'ask before you decide'],
  ['/handoff accept ACME-1', 'take the baton'],
  ['/handoff return ACME-1 missing-asset', 'send it back, with a reason'],
  ['/handoff help', 'every command'],
];
const typed_max = 50;

export class Composer {
  /** `send(text)` is asynchronous; true empties the box. */
  constructor(form, send) {
    this.send = send;
    this.box = form.querySelector('input');
    this.list = form.querySelector('[role=listbox]');
    this.typed = [];
    this.at = 0;
    this.chosen = -1;
    form.addEventListener('submit', (event) => this.onSubmit(event));
    form.querySelector('#show-hints').addEventListener('click', () => this.toggle());
    this.box.addEventListener('input', () => this.offer());
    this.box.addEventListener('keydown', (event) => this.onKey(event));
    this.box.addEventListener('blur', (event) => {
      if (!form.contains(event.relatedTarget)) this.hide();
    });
  }

  focus() { this.box.focus(); }

  /** Puts a line into the box, to be sent as it is or changed. */
  write(line) {
    this.hide();
    this.box.value = line;
    this.box.focus();
  }

  get open() { return !this.list.hidden; }

  toggle() {
    if (this.open) this.hide();
    else this.fill(commands);
    this.box.focus();
  }

  offer() {
    const text = this.box.value;
    const fitting = text.startsWith('/') ? commands.filter(([command]) => command.startsWith(text) && command !== text) : [];
    if (fitting.length > 0) this.fill(fitting);
    else this.hide();
  }

  fill(rows) {
    this.chosen = -1;
    this.list.replaceChildren(...rows.map(([command, meaning], i) => el('li', {
      id: `hint-${i}`, role: 'option', 'aria-selected': 'false', 'data-command': command,
      onmousedown: (event) => { event.preventDefault(); this.take(command); },
    }, el('code', {}, command), el('span', {}, meaning))));
    this.list.hidden = false;
    this.box.setAttribute('aria-expanded', 'true');
  }

  hide() {
    this.list.hidden = true;
    this.box.setAttribute('aria-expanded', 'false');
    this.box.removeAttribute('aria-activedescendant');
  }

  take(command) { this.write(command); }

  choose(step) {
    const options = [...this.list.children];
    this.chosen = (this.chosen + step + options.length + (this.chosen < 0 && step < 0 ? 1 : 0)) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === this.chosen)));
    options[this.chosen].scrollIntoView({ block: 'nearest' });
    this.box.setAttribute('aria-activedescendant', options[this.chosen].id);
  }

  recall(step) {
    const next = this.at + step;
    if (next < 0 || next > this.typed.length) return;
    this.at = next;
    this.box.value = this.typed[this.at] ?? '';
  }

  onKey(event) {
    const up_or_down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const chosen = this.open ? this.list.children[this.chosen] : undefined;
    if (event.key === 'Escape' && this.open) {
      this.hide();
    } else if (up_or_down && this.open) {
      this.choose(up_or_down);
    } else if (up_or_down) {
      this.recall(up_or_down);
    } else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) {
      this.take(chosen.dataset.command);
    } else if (event.key === 'Enter' && !event.isComposing) {
      this.box.form.requestSubmit();
    } else {
      return;
    }
    event.preventDefault();
  }

  async onSubmit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    this.hide();
    this.box.value = '';
    this.typed = [...this.typed, text].slice(-typed_max);
    this.at = this.typed.length;
    const sent = await this.send(text);
    if (!sent && !this.box.value) this.box.value = text;
  }
}
