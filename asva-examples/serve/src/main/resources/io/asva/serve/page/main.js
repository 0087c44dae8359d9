// The page: asks what the server can do, and ties its parts together.

import {alertIn, byId, call, make, words} from './api.js';
import {History} from './history.js';
import {Inputs} from './inputs.js';
import {JobPanel} from './job.js';
import {ScorePanel} from './score.js';

const PRESETS = {exact: 'Carefully', balanced: 'Quicker', fast: 'Quickest'};

let models;
let inputs;
let panel;
let history;

async function begin() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    window.history.replaceState(null, '', location.pathname); // a secret needn't stay in the address
    await call('POST', '/v1/session', {token: given}).catch((e) => alertIn(byId('alert'), e.message));
  }
  try {
    models = await call('GET', '/v1/models');
  } catch (e) {
    if (e.status !== 401) {
      alertIn(byId('alert'), e.message);
      return;
    }
    byId('models').textContent = '';
    byId('token-form').hidden = false;
    byId('token').focus();
    return;
  }
  byId('token-form').hidden = true;
  alertIn(byId('alert'), null);
  await open();
}

byId('token-form').addEventListener('submit', async (e) => {
  e.preventDefault();
  try {
    await call('POST', '/v1/session', {token: byId('token').value});
    await begin();
  } catch (refusal) {
    alertIn(byId('alert'), refusal.message);
  }
});

async function open() {
  byId('page').hidden = false;
  byId('models').textContent = `${models.name}'s models, ${models.frames} frames of ${models.width}×${models.height}, on ${models.device}`;
  const problem = (text) => alertIn(byId('make-problem'), text);
  inputs = new Inputs(models.clip_seconds, problem, () => problem(null));
  panel = new JobPanel(() => Promise.all([history.refresh(), presets()]).catch(() => {}));
  history = new History((job) => (job.finished ? panel.show(job) : panel.watch(job)), (job) => job.id === panel.job?.id && panel.leave());
  wordsField();
  showPresets(models.presets);
  byId('audio-guidance').value = models.audio_guidance;
  byId('text-guidance').value = models.text_guidance;
  byId('dice').addEventListener('click', () => (byId('seed').value = Math.floor(Math.random() * 1e9)));
  byId('make').addEventListener('submit', submit);
  if (models.scores) {
    new ScorePanel();
  }
  const [{samples}, jobs] = await Promise.all([call('GET', '/v1/samples'), history.refresh()]);
  inputs.offer(samples, (category) => category && (byId('words').value = category));
  resume(jobs);
  await presets();
}

/** After a reload: what this page was waiting for. */
function resume(jobs) {
  const own = jobs.find((job) => job.id === sessionStorage.getItem('job'));
  const open = own ?? jobs.find((job) => !job.finished);
  if (open) {
    open.finished ? panel.show(open) : panel.watch(open);
  }
}

function wordsField() {
  byId('categories').replaceChildren(...models.categories.map((name) => make('option', {value: name})));
  byId('words-help').textContent = models.texts
    ? `Any words; the models know best: ${models.categories.slice(0, 20).join(', ')}.`
    : `One of: ${models.categories.join(', ')}.`;
}

function showPresets(list) {
  const chosen = document.querySelector('input[name="preset"]:checked')?.value ?? 'balanced';
  byId('presets').replaceChildren(...list.map((preset) => {
    const radio = make('input', {type: 'radio', name: 'preset', value: preset.name});
    radio.checked = preset.name === chosen;
    const time = preset.seconds === undefined ? `${preset.evaluations} evaluations` : words(preset.seconds);
    return make('label', {class: 'preset', title: preset.words}, radio, make('b', {}, PRESETS[preset.name] ?? preset.name), make('span', {}, time));
  }));
}

/** Times are learnt from each clip; the first is measured while the server warms up. */
async function presets() {
  models = await call('GET', '/v1/models');
  if (models.presets.some((preset) => preset.seconds === undefined)) {
    setTimeout(() => presets().catch(() => {}), 3000);
  }
  const focused = document.activeElement?.name === 'preset';
  showPresets(models.presets);
  if (focused) {
    document.querySelector('input[name="preset"]:checked').focus();
  }
}

async function submit(event) {
  event.preventDefault();
  const problem = byId('make-problem');
  if (!inputs.image || !inputs.audio) {
    alertIn(problem, inputs.image ? 'A sound is missing.' : 'A picture is missing.');
    return;
  }
  alertIn(problem, null);
  const said = byId('words').value.trim();
  const order = {
    image: inputs.image.id,
    audio: inputs.audio.id,
    start: inputs.wave.start,
    [models.categories.includes(said) || !models.texts ? 'category' : 'text']: said,
    preset: document.querySelector('input[name="preset"]:checked').value,
    seed: Number(byId('seed').value),
    audio_guidance: Number(byId('audio-guidance').value),
    text_guidance: Number(byId('text-guidance').value),
  };
  byId('go').disabled = true;
  try {
    const job = await call('POST', '/v1/animations', order);
    panel.watch(job);
    await history.refresh();
    byId('result').scrollIntoView({block: 'nearest', behavior: 'smooth'});
  } catch (e) {
    alertIn(problem, e.message);
  } finally {
    byId('go').disabled = false;
  }
}

begin();
