// What a page can do better with a script. Without it, everything works but live updates.

/** Says something to those who do not see that it happened. */
function announce(text) {
  let live = document.getElementById('announcements');
  if (!live) {
    live = Object.assign(document.createElement('p'), { id: 'announcements', className: 'visually-hidden' });
    live.setAttribute('role', 'status');
    document.body.append(live);
  }
  live.textContent = text;
}

/** What a button copies: the text that it bears, or the path or the value of what it stands in. */
function copied(button) {
  const { copy, copyPath } = button.dataset;
  if (copy !== undefined) return copy;
  const place = button.closest('[data-path]');
  if (copyPath !== undefined) return place.dataset.path;
  const value = shownValue(place);
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** The JSON value that a tree shows at one place. */
function shownValue(place) {
  const { kind } = place.dataset;
  if (!kind) {
    const shown = place.querySelector(':scope > .value');
    return shown.classList.contains('string') ? shown.textContent : JSON.parse(shown.textContent);
  }
  const members = [...place.querySelectorAll(':scope > details > ul > [data-path]')];
  if (kind === 'array') return members.map(shownValue);
  return Object.fromEntries(members.map((member) => [member.dataset.key, shownValue(member)]));
}

async function copy(button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(copied(button));
    button.textContent = 'Copied';
    announce('Copied.');
  } catch {
    button.textContent = 'Select it and copy by hand';
  }
  setTimeout(() => {
    button.textContent = before;
  }, 2000);
}

/** Shows what only makes sense with a script, and the visitor's own time beside UTC. */
function prepare(root) {
  for (const element of root.querySelectorAll('button[data-copy], [data-scripted]')) element.hidden = false;
  for (const time of root.querySelectorAll('time[datetime]')) {
    time.title = `${new Date(time.dateTime).toLocaleString()} here; shown in UTC`;
  }
  for (const place of root.querySelectorAll('[data-local]')) {
    place.textContent = `${new Date(place.dataset.local).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })} here`;
  }
}

/** Puts a fresh version in place of every element that says where it comes from, as long as the page is looked at. */
async function refresh(element) {
  if (document.hidden || element.contains(document.activeElement)) return;
  const response = await fetch(element.dataset.refresh, { headers: { accept: 'text/html', 'x-refresh': '1' } }).catch(
    () => null,
  );
  if (!response?.ok || response.redirected) return;
  const known = [...element.querySelectorAll('details[id]')].map(({ id, open }) => [id, open]);
  const typed = [...element.querySelectorAll('input[id]')].map(({ id, value }) => [id, value]);
  element.innerHTML = await response.text();
  for (const [id, value] of typed) if (document.getElementById(id)) document.getElementById(id).value = value;
  for (const [id, open] of known) document.getElementById(id)?.toggleAttribute('open', open);
  prepare(element);
  for (const field of document.querySelectorAll('input[data-search]')) if (field.value) search(field);
  // Where nothing will change any more, the page says so.
  if (element.querySelector('[data-refresh-end]')) element.dataset.paused = '';
}

/**
 * Shows of what a field searches only what has its text: in a name or a value, or in the path when it looks like one. What holds it
 * is unfolded, and folded again afterwards.
 */
function search(field) {
  const root = document.getElementById(field.dataset.search);
  const wanted = field.value.trim().toLowerCase();
  for (const details of root.querySelectorAll('details[data-unfolded]')) {
    details.open = false;
    delete details.dataset.unfolded;
  }
  for (const element of root.querySelectorAll('.found, .unfound')) element.classList.remove('found', 'unfound');
  const say = (text) => {
    document.querySelector(`[data-found-by="${field.id}"]`).textContent = text;
  };
  if (wanted === '') return say('');
  const isPath = /^[.[]/.test(wanted);
  const kept = new Set();
  const places = [...root.querySelectorAll('[data-path]')];
  let count = 0;
  for (const place of places) {
    const { path, key } = place.dataset;
    const value = place.querySelector(':scope > .value, :scope > .scrolled > .value')?.textContent ?? '';
    if (!(isPath ? path : `${key}\n${value}`).toLowerCase().includes(wanted)) continue;
    count += 1;
    place.classList.add('found');
    for (let each = place; each !== root; each = each.parentElement) {
      // What holds it was seen to already.
      if (kept.has(each)) break;
      kept.add(each);
      if (each.localName !== 'details' || each.open) continue;
      each.open = true;
      each.dataset.unfolded = '';
    }
  }
  for (const place of root.querySelectorAll('[data-path], [data-searched-group]')) {
    // Below what was found, everything stays.
    if (!kept.has(place) && !place.closest('.found')) place.classList.add('unfound');
  }
  say(count === 1 ? 'Found in 1 place.' : `Found in ${count} places.`);
}

/** Opens what is folded around the place that a link leads to; not every browser does so by itself. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  for (let folded = target?.closest('details'); folded; folded = folded.parentElement.closest('details'))
    folded.open = true;
  target?.scrollIntoView();
}

document.addEventListener('input', (event) => {
  const field = event.target.closest?.('input[data-search]');
  if (!field) return;
  clearTimeout(field.waiting);
  field.waiting = setTimeout(() => search(field), 150);
});

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[data-copy], button[data-copy-path], button[data-copy-value]');
  if (button) copy(button);
});

prepare(document);
addEventListener('hashchange', openTarget);
if (location.hash) openTarget();
for (const element of document.querySelectorAll('[data-refresh]')) {
  setInterval(
    () => {
      if (element.dataset.paused === undefined) refresh(element);
    },
    Number(element.dataset.every ?? 5) * 1000,
  );
}
