import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reportTo } from './report-cpu.js';

/** A service that answers at once: what remains is what its callers cost. */
const person = {
  name: { first: 'Marte', last: 'Hanssen' },
  email: 'm@example.com',
  dob: { date: '1948-03-02T07:02:33.244Z' },
};
const body = JSON.stringify({ results: [person] });
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => reportTo(process, `http://127.0.0.1:${(server.address() as AddressInfo).port}`));
