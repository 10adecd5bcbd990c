// The script of a frontend that wants more than it may: window.attacks holds one function an attempt, each of which gives what
// it got hold of, or throws. What it POSTs makes a group, which only a superuser may.
const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
const group = (name) => new URLSearchParams({ csrf: token, name });
const headers = { 'X-CSRFToken': token };

const loaded = (element, parent = document.body) =>
  new Promise((resolve, reject) => {
    element.onload = () => resolve(element);
    element.onerror = () => reject(new Error('not loaded'));
    parent.append(element);
    setTimeout(() => reject(new Error('nothing happens')), 500);
  });
const make = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
const xhr = (address) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.onload = () => resolve(request.responseText);
    request.onerror = () => reject(new Error('refused'));
    request.send();
  });
const stream = (source) =>
  new Promise((resolve, reject) => {
    source.onmessage = ({ data }) => resolve(data);
    source.onopen = () => resolve('open');
    source.onerror = () => reject(new Error('refused'));
  });
const framed = async (frame) => {
  await loaded(frame);
  return frame.contentDocument.body.innerText || Promise.reject(new Error('nothing in it'));
};
/** What can be reached in a window, once it has had the time to load. */
const opened = async (address, go = null) => {
  const popup = window.open(go ? 'about:blank' : address);
  if (!popup) throw new Error('not opened');
  if (go) popup.location.href = address;
  for (let i = 0; i < 30; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (popup.closed) throw new Error('cut off');
    if (popup.document && popup.location.href !== 'about:blank') return `reached ${popup.document.body?.innerText}`;
  }
  throw new Error('nothing to be seen');
};

window.attacks = {
  fetch: () => fetch('/tokens').then((answer) => answer.text()),
  'fetch without CORS': () => fetch('/tokens', { mode: 'no-cors' }).then(() => 'sent'),
  'fetch by another name': () => fetch(`http://localhost:${location.port}/tokens`).then(() => 'sent'),
  'fetch of MCP': () => fetch('/integrations/mcp/', { method: 'POST', headers, body: '{}' }).then(() => 'sent'),
  'fetch of another frontend': () => fetch('/frontends/victim/index.html').then((answer) => answer.text()),
  'fetch around the corner': () => fetch('/api/%2e%2e/tokens').then((answer) => answer.text()),
  'fetch with a form': () => fetch('/groups', { method: 'POST', headers, body: group('fetch') }).then(() => 'sent'),
  'fetch by a redirect': async () => {
    const answer = await fetch('/rest/redirect', { method: 'POST', headers, body: group('redirect') });
    if (!answer.redirected) throw new Error(`${answer.status}`);
    return answer.text();
  },
  'fetch by a redirect of GET': async () => {
    const answer = await fetch('/rest/away');
    if (!answer.redirected) throw new Error(`${answer.status}`);
    return answer.text();
  },
  'an encoded path': async () => {
    const answers = await Promise.all(
      ['/api/..%2ftokens', '..%2f..%2ftokens', '/rest/..%5c..%5ctokens'].map((path) => fetch(path)),
    );
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    return texts.find((text) => text.includes('API tokens</h1>')) ?? Promise.reject(new Error('no page'));
  },
  XMLHttpRequest: () => xhr('/tokens'),
  sendBeacon: () => navigator.sendBeacon('/groups', group('beacon')) && Promise.reject(new Error('the server tells')),
  EventSource: () => stream(new EventSource('/tokens')),
  WebSocket: () => stream(new WebSocket(`ws://${location.host}/tokens`)),
  iframe: () => framed(make('iframe', { src: '/tokens' })),
  'iframe of a frontend': () => framed(make('iframe', { src: 'index.html' })),
  'iframe that goes on': async () => {
    const frame = await loaded(make('iframe', { src: 'about:blank' }));
    frame.contentWindow.location = '/tokens';
    await new Promise((resolve) => setTimeout(resolve, 500));
    return frame.contentDocument.body.innerText || Promise.reject(new Error('nothing in it'));
  },
  'fetch of an iframe': () =>
    loaded(make('iframe', { src: 'about:blank' })).then((frame) => frame.contentWindow.fetch('/tokens')),
  'a script in an iframe': async () => {
    const frame = await loaded(make('iframe', { srcdoc: '<script>parent.ran = true</script>' }));
    return window.ran ? 'ran' : Promise.reject(new Error(`not run in ${frame.tagName}`));
  },
  'a blob in an iframe': async () => {
    const page = URL.createObjectURL(new Blob(['<p>there'], { type: 'text/html' }));
    return framed(make('iframe', { src: page }));
  },
  object: () => loaded(make('object', { data: '/tokens' })),
  embed: () => loaded(make('embed', { src: '/tokens' })),
  'a picture': () => loaded(make('img', { src: '/tokens' })),
  'a script of the site': () => loaded(make('script', { src: '/frontends/victim/script.js' })),
  'a script of an integration': () => loaded(make('script', { src: '/rest/away' })),
  'a style sheet': () => loaded(make('link', { rel: 'stylesheet', href: '/tokens' })),
  'a script within the page': () => {
    document.body.append(make('script', { textContent: 'window.inline = true' }));
    return window.inline ?? Promise.reject(new Error('not run'));
  },
  'a handler within the page': () => {
    document.body.insertAdjacentHTML('beforeend', '<button id="handler" onclick="window.handled = true">');
    document.querySelector('#handler').click();
    return window.handled ?? Promise.reject(new Error('not run'));
  },
  // A debugger may evaluate what it likes, so it must have gone.
  eval: () => new Promise((resolve) => setTimeout(resolve)).then(() => new Function('return 1 + 1')()),
  'a module elsewhere': () => import('/assets/site.js'),
  'a module in its address': () => import('data:text/javascript,export default 1'),
  Worker: () =>
    new Promise((_, reject) => {
      new Worker('script.js').onerror = () => reject(new Error('refused'));
    }),
  SharedWorker: () =>
    new Promise((_, reject) => {
      new SharedWorker('script.js').onerror = () => reject(new Error('refused'));
    }),
  'a service worker': () => navigator.serviceWorker.register('script.js'),
  'a form': async () => {
    const form = make('form', { method: 'post', action: '/groups', target: '_blank' });
    for (const [name, value] of group('form')) form.append(make('input', { type: 'hidden', name, value }));
    document.body.append(form);
    form.submit();
    throw new Error('the server tells');
  },
};

const pages = [
  '/tokens',
  '/nope',
  '/o/authorize',
  '/o/jwks',
  '/o/token',
  '/.well-known/oauth-authorization-server',
  '/.well-known/oauth-protected-resource/mcp',
  '/mcp',
  '/rest/nope',
  '/rest/hello',
];
for (const page of pages) window.attacks[`a window on ${page}`] = () => opened(page);
// What Node itself refuses has gone through nothing of ours.
window.attacks['a window on an address that is too long'] = () => opened(`/tokens?${'a'.repeat(20_000)}`);
window.attacks['a window that goes on'] = () => opened('/tokens', true);
window.attacks['a script in a window'] = async () => {
  const popup = window.open('about:blank');
  popup.document.body.append(make('script', { textContent: 'window.ran = true' }));
  return popup.ran ?? Promise.reject(new Error('not run'));
};
window.attacks['fetch of a window'] = () => window.open('about:blank').fetch('/tokens');
window.attacks['a page in a blob'] = async () => {
  const page = URL.createObjectURL(new Blob(['<script>opener.blob = true</script>'], { type: 'text/html' }));
  window.open(page);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return window.blob ?? Promise.reject(new Error('not run'));
};
