import { readFileSync } from 'node:fs';

const read = (name: string): Buffer => readFileSync(new URL(`certificates/${name}`, import.meta.url));
const text = (name: string): string => read(name).toString();

/** What certificates/README.md describes. */
export const certificates = {
  ca: text('ca.pem'),
  server: { cert: text('server.pem'), key: text('server.key.pem') },
  elsewhere: { cert: text('elsewhere.pem'), key: text('server.key.pem') },
  client: { cert: text('client.pem'), key: text('client.key.pem'), pfx: read('client.pfx').toString('base64') },
} as const;
