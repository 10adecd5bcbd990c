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

async function copy(button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
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
  for (const button of root.querySelectorAll('button[data-copy]')) button.hidden = false;
  for (const time of root.querySelectorAll('time[datetime]')) {
    time.title = `${new Date(time.dateTime).toLocaleString()} here; shown in UTC`;
  }
}

/** Puts a fresh version in place of every element that says where it comes from, as long as the page is looked at. */
async function refresh(element) {
  if (document.hidden || element.contains(document.activeElement)) return;
  const response = await fetch(element.dataset.refresh, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!response?.ok || response.redirected) return;
  const open = [...element.querySelectorAll('details[open][id]')].map(({ id }) => id);
  element.innerHTML = await response.text();
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  prepare(element);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[data-copy]');
  if (button) copy(button);
});

prepare(document);
for (const element of document.querySelectorAll('[data-refresh]')) {
  setInterval(
    () => {
      if (element.dataset.paused === undefined) refresh(element);
    },
    Number(element.dataset.every ?? 5) * 1000,
  );
}
