// A sound from the microphone, as a file.

const LONGEST = 30_000;

export class Recorder {
  constructor(button, done, failed) {
    this.button = button;
    this.done = done;
    this.failed = failed;
    if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) {
      button.hidden = true; // not offered where the page isn't trusted with it
      return;
    }
    button.addEventListener('click', () => (this.running ? this.running.stop() : this.#begin()));
  }

  async #begin() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({audio: true});
    } catch (e) {
      this.failed('The browser gave no microphone: ' + (e.name === 'NotAllowedError' ? 'it was not allowed.' : 'there is none.'));
      return;
    }
    const recorder = new MediaRecorder(stream);
    const pieces = [];
    recorder.addEventListener('dataavailable', (e) => pieces.push(e.data));
    recorder.addEventListener('stop', () => {
      stream.getTracks().forEach((track) => track.stop());
      clearTimeout(this.timer);
      this.running = null;
      this.#show(false);
      const type = recorder.mimeType || 'audio/webm';
      this.done(new File([new Blob(pieces, {type})], 'recording', {type}));
    });
    recorder.start();
    this.running = recorder;
    this.timer = setTimeout(() => recorder.state === 'recording' && recorder.stop(), LONGEST);
    this.#show(true);
  }

  #show(recording) {
    this.button.setAttribute('aria-pressed', String(recording));
    this.button.classList.toggle('recording', recording);
    this.button.textContent = recording ? 'Stop recording' : 'Record a sound';
  }
}
