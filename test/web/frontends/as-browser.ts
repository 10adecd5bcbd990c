import { request } from 'node:http';

/** Sends a request with exactly these headers: what fetch says of itself in Sec-Fetch-Mode is not what a browser says. */
export const asBrowser = (
  address: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const given = Object.entries(headers).filter(([, value]) => value !== '');
    const sent = request(address, { method, headers: Object.fromEntries(given), agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const status = answer.statusCode ?? 0;
        const received = new Headers();
        for (const [name, values] of Object.entries(answer.headersDistinct))
          for (const value of values ?? []) received.append(name, value);
        const isEmpty = [204, 304].includes(status);
        resolve(new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers: received }));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
