/** What a cookie holds; the empty text when there is none of that name. */
function readCookie(name) {
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

/** POSTs to the gateway. Without the X-CSRFToken header, which no page of another site can send, nothing is done. */
function post(address, body) {
  return fetch(address, {
    method: 'POST',
    headers: {
      'X-CSRFToken': readCookie('csrftoken'),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Runs an integration as whoever is signed in. Gives what it answers with, or throws an Error that a person can read. */
async function executeIntegration(path, payload = {}) {
  let response;
  try {
    response = await post(`/integrations/execute/${encodeURIComponent(path)}`, payload);
  } catch {
    throw new Error('The gateway cannot be reached. Check your connection, and try again.');
  }
  const answer = await response.text().then(asJson);
  if (response.ok) return answer;
  const said = typeof answer === 'string' ? answer : (answer?.message ?? JSON.stringify(answer));
  if (response.status === 401) throw new Error('You are signed out. Reload the page to sign in again.');
  if (response.status === 403) throw new Error(`You may not do that: ${said}`);
  if (response.status === 404) throw new Error(`There is no integration "${path}", or you may not use it.`);
  throw new Error(`It did not work (${response.status}): ${said}`);
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function signOut() {
  await post('/integrations/services/auth/logout');
  location.reload();
}

const INTEGRATION = 'user_management_tutorial';

const outcome = document.querySelector('#outcome');
const saved = document.querySelector('#saved');

function tell(text, kind = '') {
  outcome.textContent = text;
  outcome.className = kind;
}

document.querySelector('#sign-out').addEventListener('click', signOut);

document.querySelector('#customer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const { firstname, lastname, email, dob } = Object.fromEntries(new FormData(form));
  tell('Saving…');
  try {
    await executeIntegration(INTEGRATION, { firstname, lastname, email, dob });
  } catch (error) {
    return tell(error.message, 'problem');
  }
  const entry = document.createElement('li');
  entry.textContent = `${firstname} ${lastname}, ${email}`;
  saved.append(entry);
  form.reset();
  document.querySelector('#firstname').focus();
  tell(`${firstname} ${lastname} is a customer now.`);
});
