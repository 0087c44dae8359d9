// The HTTP interface: what it answers, or an Error with its words.

export class Refusal extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

export async function call(method, path, body) {
  let answer;
  try {
    const options = {method, headers: {}};
    if (body instanceof FormData) {
      options.body = body;
    } else if (body !== undefined) {
      options.headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(body);
    }
    answer = await fetch(path, options);
  } catch (e) {
    throw new Refusal(0, 'The server does not answer. Is it still running?');
  }
  if (answer.status === 204) {
    return null;
  }
  const value = await answer.json().catch(() => null);
  if (!answer.ok) {
    throw new Refusal(answer.status, value?.detail ?? 'The server answered with an error.');
  }
  return value;
}

/** Sends a file. */
export function upload(file, name) {
  const form = new FormData();
  form.append('file', file, name ?? file.name ?? 'file');
  return call('POST', '/v1/uploads', form);
}

/** A time in words. */
export function words(seconds) {
  if (seconds === undefined || seconds === null) {
    return '';
  }
  if (seconds < 1.5) {
    return 'about a second';
  }
  if (seconds < 90) {
    return `about ${Math.round(seconds)} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min` : `about ${Math.round(minutes / 6) / 10} h`;
}

export const byId = (id) => document.getElementById(id);

/** An element with text, which is never taken as HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'class') {
      element.className = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/** Shows words in an alert, or hides it. */
export function alertIn(element, text) {
  element.hidden = !text;
  element.textContent = text ?? '';
}
