// Clips made before, and two of them side by side.

import {byId, call, make} from './api.js';
import {describe} from './job.js';

export class History {
  constructor(show, removed) {
    this.show = show;
    this.removed = removed;
    this.chosen = [];
  }

  async refresh() {
    const {animations} = await call('GET', '/v1/animations');
    this.jobs = animations;
    this.chosen = this.chosen.filter((id) => animations.some((job) => job.id === id));
    byId('no-history').hidden = animations.length > 0;
    byId('history').replaceChildren(...animations.map((job) => this.#card(job)));
    this.#compare();
    return animations;
  }

  #card(job) {
    const {asked, state} = job;
    const done = state === 'done';
    const title = asked.category ?? asked.text ?? '';
    const picture = done
      ? make('img', {src: `/v1/animations/${job.id}/frames/0.png`, alt: '', loading: 'lazy'})
      : state === 'queued' || state === 'running' ? 'being made…' : state;
    const compare = make('button', {type: 'button', 'aria-pressed': String(this.chosen.includes(job.id)),
      'aria-label': `Compare ${title}, seed ${asked.seed}`, onclick: () => this.#choose(job.id)}, 'Compare');
    compare.disabled = !done;
    const remove = make('button', {type: 'button', 'aria-label': `Remove ${title}, seed ${asked.seed}`,
      onclick: () => this.#remove(job)}, done || job.finished ? 'Remove' : 'Cancel');
    const card = make('li', {class: this.chosen.includes(job.id) ? 'card chosen' : 'card'},
      make('button', {type: 'button', class: 'show', 'aria-label': `Show ${title}, seed ${asked.seed}`, onclick: () => this.show(job)}, picture),
      make('div', {class: 'text'}, make('b', {}, title), `${asked.preset ?? asked.steps + ' steps'}, seed ${asked.seed}`,
        make('br'), make('span', {class: 'quiet'}, when(job.created))),
      make('div', {class: 'acts'}, compare, remove));
    return card;
  }

  async #remove(job) {
    await call('DELETE', `/v1/animations/${job.id}`).catch(() => {}); // it may be gone already
    this.removed(job);
    await this.refresh();
  }

  #choose(id) {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((other) => other !== id) : [...this.chosen.slice(-1), id];
    this.refresh();
  }

  #compare() {
    const two = this.chosen.map((id) => this.jobs.find((job) => job.id === id));
    const key = this.chosen.join();
    byId('comparison').hidden = two.length < 2;
    byId('comparison-words').textContent = two.length === 1 ? 'Choose a second clip to compare with.'
      : two.length === 2 ? (two[0].asked.seed === two[1].asked.seed ? 'Both began from the same noise: what differs is what you changed.'
        : 'They began from different noise, so some of what differs is chance.') : '';
    if (two.length < 2 || key === this.shown) {
      this.shown = two.length < 2 ? '' : this.shown;
      return;
    }
    this.shown = key;
    const videos = two.map((job) => make('video', {src: `/v1/animations/${job.id}/result.mp4`, loop: '', controls: '', playsinline: '', 'aria-label': describe(job)}));
    videos[1].muted = true; // one sound at a time
    videos[0].addEventListener('play', () => { videos[1].currentTime = videos[0].currentTime; videos[1].play().catch(() => {}); });
    videos[0].addEventListener('pause', () => videos[1].pause());
    videos[0].addEventListener('seeked', () => (videos[1].currentTime = videos[0].currentTime));
    byId('comparison').replaceChildren(...two.map((job, i) => make('figure', {}, videos[i], make('figcaption', {}, describe(job) + ' ' + job.result.sampling))));
    videos[0].play().catch(() => {});
  }
}

function when(iso) {
  return new Date(iso).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'short'});
}
