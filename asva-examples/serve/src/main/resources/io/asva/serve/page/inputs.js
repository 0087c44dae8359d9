// The picture and the sound: dropped, pasted, chosen, recorded, or a sample.

import {byId, make, upload} from './api.js';
import {Recorder} from './recorder.js';
import {Waveform} from './waveform.js';

/** Makes a label a place to drop files on. */
export function droppable(label, input, take) {
  for (const type of ['dragenter', 'dragover']) {
    label.addEventListener(type, (e) => {
      e.preventDefault();
      label.classList.add('over');
    });
  }
  for (const type of ['dragleave', 'drop']) {
    label.addEventListener(type, () => label.classList.remove('over'));
  }
  label.addEventListener('drop', (e) => {
    e.preventDefault();
    if (e.dataTransfer.files.length) {
      take(e.dataTransfer.files[0]);
    }
  });
  input.addEventListener('change', () => {
    if (input.files.length) {
      take(input.files[0]);
    }
    input.value = ''; // so that the same file can be chosen again
  });
}

export class Inputs {
  constructor(seconds, problem, changed) {
    this.problem = problem;
    this.changed = changed;
    this.image = null;
    this.audio = null;
    this.player = new Audio();
    this.wave = new Waveform(byId('wave'), seconds, () => {
      byId('window-words').textContent = this.wave.words();
    });
    this.seconds = seconds;
    droppable(byId('image-drop'), byId('image-file'), (file) => this.takeImage(file));
    droppable(byId('audio-drop'), byId('audio-file'), (file) => this.takeAudio(file));
    document.addEventListener('paste', (e) => this.#paste(e));
    new Recorder(byId('record'), (file) => this.takeAudio(file), problem);
    byId('listen').addEventListener('click', () => this.listen());
    this.player.addEventListener('timeupdate', () => {
      if (this.player.currentTime >= this.wave.start + seconds) {
        this.player.pause();
      }
    });
  }

  #paste(event) {
    for (const item of event.clipboardData?.items ?? []) {
      const file = item.kind === 'file' ? item.getAsFile() : null;
      if (file?.type.startsWith('image/')) {
        this.takeImage(file);
      } else if (file && /^(audio|video)\//.test(file.type)) {
        this.takeAudio(file);
      }
    }
  }

  async #send(file, name) {
    name.textContent = 'Sending…';
    this.problem(null);
    try {
      return await upload(file);
    } catch (e) {
      name.textContent = '';
      this.problem(e.message);
      return null;
    }
  }

  async takeImage(file) {
    const sent = await this.#send(file, byId('image-name'));
    if (!sent) {
      return;
    }
    if (!sent.width) {
      byId('image-name').textContent = '';
      this.problem(`"${sent.name}" has no picture; it is a sound.`);
      return;
    }
    this.setImage(sent, URL.createObjectURL(file));
  }

  setImage(sent, url) {
    this.image = sent;
    const moving = sent.kind === 'video';
    const picture = make(moving ? 'video' : 'img', moving ? {muted: ''} : {alt: `The picture: ${sent.name}`});
    picture.addEventListener('error', () => picture.remove()); // a kind that browsers don't show
    picture.src = url;
    byId('image-preview').replaceChildren(picture);
    byId('image-hint').textContent = sent.name;
    byId('image-drop').classList.add('full');
    byId('image-name').textContent = `${sent.name}, ${sent.width}×${sent.height}`;
    this.changed();
  }

  async takeAudio(file) {
    const sent = await this.#send(file, byId('audio-name'));
    if (!sent) {
      return;
    }
    if (!sent.waveform) {
      byId('audio-name').textContent = '';
      this.problem(`"${sent.name}" has no sound.`);
      return;
    }
    this.setAudio(sent, URL.createObjectURL(file));
  }

  setAudio(sent, url) {
    this.audio = sent;
    this.player.src = url;
    byId('audio-hint').textContent = sent.name;
    byId('audio-drop').classList.add('full');
    byId('audio-name').textContent = `${sent.name}, ${sent.seconds.toFixed(1)} s`;
    byId('window').hidden = false;
    this.wave.show(sent.waveform, sent.seconds);
    this.changed();
  }

  listen() {
    this.player.currentTime = this.wave.start;
    this.player.play().catch(() => this.problem('This browser cannot play that sound; the server can use it all the same.'));
  }

  /** Offers the server's samples. */
  offer(samples, choose) {
    for (const {upload: sample, category} of samples) {
      const url = `/v1/uploads/${sample.id}/file`;
      if (sample.kind === 'image') {
        const button = make('button', {type: 'button', class: 'thumb', 'aria-label': `Picture: ${sample.name}`, title: sample.name,
          onclick: () => { this.setImage(sample, url); choose(category); }},
          make('img', {src: url, alt: ''}));
        byId('image-samples').append(button);
      } else {
        byId('audio-samples').append(make('button', {type: 'button', onclick: () => this.setAudio(sample, url)}, sample.name));
      }
    }
  }
}
