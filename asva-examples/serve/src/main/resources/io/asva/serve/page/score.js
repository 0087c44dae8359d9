// How well a video and its sound move together.

import {alertIn, byId, call, upload} from './api.js';
import {droppable} from './inputs.js';
import {sharp} from './waveform.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class ScorePanel {
  constructor() {
    byId('score').hidden = false;
    droppable(byId('score-drop'), byId('score-file'), (file) => this.take(file));
    new ResizeObserver(() => this.draw()).observe(byId('curve'));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }

  async take(file) {
    alertIn(byId('score-problem'), null);
    byId('curve').hidden = true;
    this.offset = null;
    byId('score-words').textContent = '';
    byId('score-name').textContent = 'Sending…';
    try {
      const video = await upload(file);
      byId('score-name').textContent = `${video.name}, ${video.seconds?.toFixed(1)} s`;
      byId('score-words').textContent = 'Listening and looking…';
      const score = await call('POST', '/v1/sync', {video: video.id});
      const first = `The first two seconds score ${score.score.toFixed(2)}; higher is better, and only differences mean something.`;
      byId('score-words').textContent = `${first} Now looking for a shift…`;
      this.offset = await call('POST', '/v1/offset', {video: video.id}).catch((e) => ({words: e.message}));
      byId('score-words').textContent = `${shift(this.offset)} ${first}`;
      byId('curve').hidden = !this.offset.curve;
      this.draw();
    } catch (e) {
      byId('score-words').textContent = '';
      byId('score-name').textContent = '';
      alertIn(byId('score-problem'), e.message);
    }
  }

  draw() {
    const canvas = byId('curve');
    if (!this.offset?.curve || !canvas.clientWidth) {
      return;
    }
    canvas.setAttribute('aria-label', `The score at each shift. ${shift(this.offset)}`);
    const pen = sharp(canvas);
    const [width, height, low] = [canvas.clientWidth, canvas.clientHeight, 28];
    const {curve} = this.offset;
    const scores = curve.map((point) => point.score);
    const [least, most] = [Math.min(...scores), Math.max(...scores)];
    const range = curve[curve.length - 1].shift_seconds;
    const x = (seconds) => 12 + ((seconds + range) / (2 * range)) * (width - 24);
    const y = (score) => 12 + (1 - (score - least) / (most - least || 1)) * (height - low - 24);
    pen.font = '12px system-ui';
    pen.textAlign = 'center';
    pen.strokeStyle = colour('--line');
    pen.fillStyle = colour('--quiet');
    for (const seconds of [-range, -range / 2, 0, range / 2, range]) {
      pen.beginPath();
      pen.moveTo(x(seconds), 6);
      pen.lineTo(x(seconds), height - low);
      pen.stroke();
      pen.textAlign = seconds === -range ? 'left' : seconds === range ? 'right' : 'center';
      pen.fillText(seconds === 0 ? 'together' : `${seconds > 0 ? '+' : '−'}${Math.abs(seconds).toFixed(1)} s`, x(seconds), height - 8);
    }
    pen.strokeStyle = colour('--accent');
    pen.lineWidth = 2;
    pen.beginPath();
    curve.forEach((point, i) => (i ? pen.lineTo : pen.moveTo).call(pen, x(point.shift_seconds), y(point.score)));
    pen.stroke();
    pen.fillStyle = colour('--accent');
    pen.beginPath();
    pen.arc(x(this.offset.offset_seconds), y(this.offset.score), 5, 0, 2 * Math.PI);
    pen.fill();
  }
}

function shift(offset) {
  if (offset.words) {
    return offset.words;
  }
  const seconds = offset.offset_seconds;
  return seconds === 0 ? 'Sound and picture are together.'
    : `The sound comes ${Math.abs(seconds).toFixed(2)} s ${seconds > 0 ? 'later' : 'earlier'} than the picture.`;
}
