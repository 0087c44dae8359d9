// A sound's outline on a canvas, with a window of two seconds that can be moved.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function sharp(canvas) {
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(canvas.clientWidth * scale));
  canvas.height = Math.max(1, Math.round(canvas.clientHeight * scale));
  const pen = canvas.getContext('2d');
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  return pen;
}

export function drawPeaks(canvas, peaks, inside = () => true) {
  const pen = sharp(canvas);
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const loudest = Math.max(0.05, ...peaks);
  const bars = Math.max(1, Math.min(peaks.length, Math.floor(width / 3)));
  for (let bar = 0; bar < bars; bar++) {
    const from = Math.floor((bar * peaks.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / bars));
    const peak = Math.max(...peaks.slice(from, to)) / loudest;
    const tall = Math.max(2, peak * (height - 10));
    pen.fillStyle = inside((bar + 0.5) / bars) ? colour('--accent') : colour('--wave');
    pen.fillRect((bar * width) / bars, (height - tall) / 2, Math.max(1, width / bars - 1), tall);
  }
  return pen;
}

export class Waveform {
  constructor(canvas, length, moved) {
    this.canvas = canvas;
    this.length = length;
    this.moved = moved;
    this.peaks = [];
    this.seconds = 0;
    this.start = 0;
    canvas.addEventListener('pointerdown', (e) => this.#grab(e));
    canvas.addEventListener('pointermove', (e) => this.#drag(e));
    canvas.addEventListener('pointerup', () => (this.grabbed = null));
    canvas.addEventListener('pointercancel', () => (this.grabbed = null));
    canvas.addEventListener('keydown', (e) => this.#key(e));
    new ResizeObserver(() => this.draw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }

  show(peaks, seconds) {
    this.peaks = peaks;
    this.seconds = seconds;
    this.set(this.last() / 2);
  }

  last() {
    return Math.max(0, this.seconds - this.length);
  }

  set(start) {
    this.start = Math.round(Math.min(this.last(), Math.max(0, start)) * 100) / 100;
    const {canvas} = this;
    canvas.setAttribute('aria-valuemin', '0');
    canvas.setAttribute('aria-valuemax', this.last().toFixed(2));
    canvas.setAttribute('aria-valuenow', this.start.toFixed(2));
    canvas.setAttribute('aria-valuetext', this.words());
    this.draw();
    this.moved(this.start);
  }

  words() {
    const end = Math.min(this.seconds, this.start + this.length);
    return `from ${this.start.toFixed(2)} s to ${end.toFixed(2)} s of ${this.seconds.toFixed(2)} s`;
  }

  draw() {
    if (!this.peaks.length || !this.canvas.clientWidth) {
      return;
    }
    const from = this.start / this.seconds;
    const to = (this.start + this.length) / this.seconds;
    const pen = drawPeaks(this.canvas, this.peaks, (at) => at >= from && at <= to);
    const width = this.canvas.clientWidth;
    pen.strokeStyle = colour('--accent');
    pen.lineWidth = 2;
    pen.beginPath();
    const right = Math.min(1, to) * width - 1;
    pen.roundRect(from * width + 1, 1, Math.max(4, right - from * width - 1), this.canvas.clientHeight - 2, 8);
    pen.stroke();
  }

  #at(event) {
    const box = this.canvas.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * this.seconds;
  }

  #grab(event) {
    const at = this.#at(event);
    const inside = at >= this.start && at <= this.start + this.length;
    this.grabbed = inside ? at - this.start : this.length / 2;
    this.canvas.setPointerCapture(event.pointerId);
    this.#drag(event);
  }

  #drag(event) {
    if (this.grabbed !== null && this.grabbed !== undefined) {
      this.set(this.#at(event) - this.grabbed);
    }
  }

  #key(event) {
    const steps = {ArrowLeft: -0.05, ArrowDown: -0.05, ArrowRight: 0.05, ArrowUp: 0.05, PageDown: -1, PageUp: 1};
    if (event.key in steps) {
      this.set(this.start + steps[event.key]);
    } else if (event.key === 'Home') {
      this.set(0);
    } else if (event.key === 'End') {
      this.set(this.last());
    } else {
      return;
    }
    event.preventDefault();
  }
}
