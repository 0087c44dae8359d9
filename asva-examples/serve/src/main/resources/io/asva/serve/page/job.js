// One clip: asked for, watched, shown.

import {alertIn, byId, call, make, words} from './api.js';
import {drawPeaks} from './waveform.js';

const STAGES = {
  reading: 'Reading the picture and the sound',
  encoding: 'Looking at the picture, listening to the sound',
  denoising: 'Making it move',
  decoding: 'Drawing the frames',
  saving: 'Writing the files',
};
const BEFORE = {reading: 0, waiting: 0, encoding: 0.02, denoising: 0.05, decoding: 0.9, saving: 0.98};
const SHARE = {encoding: 0.03, denoising: 0.85, decoding: 0.08, saving: 0.02};

export class JobPanel {
  constructor(over) {
    this.over = over;
    this.video = byId('video');
    byId('cancel').addEventListener('click', () => this.cancel());
    byId('before').addEventListener('click', () => this.step(-1));
    byId('after').addEventListener('click', () => this.step(1));
    const follow = () => {
      this.#mark();
      requestAnimationFrame(follow);
    };
    follow();
    new ResizeObserver(() => this.#wave()).observe(byId('result-wave'));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#wave());
  }

  /** Watches a job until it is over, also over a connection that breaks. */
  watch(job) {
    this.leave();
    this.job = job;
    sessionStorage.setItem('job', job.id);
    this.#part('progress');
    this.show(job);
    this.events = new EventSource(`/v1/animations/${job.id}/events`);
    this.events.addEventListener('job', (e) => this.show(JSON.parse(e.data)));
  }

  leave() {
    this.events?.close();
    this.events = null;
  }

  #part(name) {
    for (const part of ['nothing', 'progress', 'player', 'failed']) {
      byId(part).hidden = part !== name;
    }
    if (name !== 'player') {
      this.video.pause();
    }
  }

  show(job) {
    this.job = job;
    if (job.state === 'done') {
      this.leave();
      this.play(job);
    } else if (job.state === 'failed' || job.state === 'cancelled') {
      this.leave();
      this.#part('failed');
      alertIn(byId('failed'), job.problem);
    } else {
      this.#progress(job);
      return;
    }
    this.over(job);
  }

  #progress(job) {
    const waits = job.state === 'queued' && job.ahead > 0;
    const text = waits
      ? `${job.ahead} ${job.ahead === 1 ? 'clip comes' : 'clips come'} before yours`
      : STAGES[job.stage] ?? 'Waiting for its turn';
    if (byId('progress-words').textContent !== text) {
      byId('progress-words').textContent = text;
    }
    const within = job.total ? job.step / job.total : 0;
    byId('bar').value = (BEFORE[job.stage] ?? 0) + within * (SHARE[job.stage] ?? 0);
    byId('left').textContent = job.seconds_left === undefined ? '' : `${words(job.seconds_left)} left`;
  }

  async cancel() {
    byId('cancel').disabled = true;
    try {
      await call('DELETE', `/v1/animations/${this.job.id}`);
    } catch (e) {
      alertIn(byId('failed'), e.message);
    } finally {
      byId('cancel').disabled = false;
    }
  }

  /** Shows a finished clip. */
  play(job) {
    this.job = job;
    const place = `/v1/animations/${job.id}`;
    this.#part('player');
    this.video.src = `${place}/result.mp4`;
    this.video.play().catch(() => {}); // browsers may want a click first
    byId('save-mp4').href = `${place}/result.mp4`;
    byId('save-gif').href = `${place}/result.gif`;
    byId('save-zip').href = `${place}/frames.zip`;
    const frames = [];
    for (let i = 0; i < job.result.frames; i++) {
      frames.push(make('button', {type: 'button', 'aria-label': `Frame ${i + 1} of ${job.result.frames}`, onclick: () => this.seek(i)},
        make('img', {src: `${place}/frames/${i}.png`, alt: '', loading: 'lazy'})));
    }
    byId('frames').replaceChildren(...frames);
    byId('made').textContent = `${describe(job)} Made in ${words(job.result.took_seconds).replace('about ', '')}: ${job.result.sampling}.`;
    byId('notes').replaceChildren(...job.result.notes.map((note) => make('li', {}, note)));
    this.#wave();
  }

  #wave() {
    if (this.job?.result && byId('result-wave').clientWidth) {
      drawPeaks(byId('result-wave'), this.job.result.waveform);
    }
  }

  frame() {
    const {frames, fps} = this.job.result;
    return Math.min(frames - 1, Math.floor(this.video.currentTime * fps + 1e-3));
  }

  #mark() {
    if (byId('player').hidden || !this.job?.result) {
      return;
    }
    const now = this.frame();
    if (now !== this.marked) {
      [...byId('frames').children].forEach((button, i) => button.setAttribute('aria-current', String(i === now)));
    }
  }

  seek(frame) {
    const {frames, fps} = this.job.result;
    this.video.pause();
    this.video.currentTime = ((((frame % frames) + frames) % frames) + 0.5) / fps;
  }

  step(by) {
    this.seek(this.frame() + by);
  }
}

/** A clip in a sentence. */
export function describe(job) {
  const {asked} = job;
  return `“${asked.category ?? asked.text}”, ${asked.image} to ${asked.audio}, seed ${asked.seed}.`;
}
