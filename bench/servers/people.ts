import { listenAndTell } from './listening.js';

/** A service that answers at once: what remains is what its callers cost. */
const person = {
  name: { first: 'Marte', last: 'Hanssen' },
  email: 'm@example.com',
  dob: { date: '1948-03-02T07:02:33.244Z' },
};
const body = JSON.stringify({ results: [person] });
listenAndTell((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}, '');
