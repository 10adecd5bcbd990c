/** Sends what a call of curl in a page sends, to a gateway at another address; `$NAME` stands for a variable. */
export function sendCurl(line: string, origin: string, variables: Readonly<Record<string, string>>): Promise<Response> {
  const filled = line.replace(/\$(\w+)/g, (all, name: string) => variables[name] ?? all);
  const words = [...filled.replaceAll('\\\n', ' ').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  const headers = new Headers();
  const data: string[] = [];
  let method: string | null = null;
  let url = '';
  for (let at = 1; at < words.length; at++) {
    const next = () => words[++at] as string;
    const word = words[at] as string;
    if (word === '-H') headers.append(...(next().split(/: (.*)/, 2) as [string, string]));
    else if (word === '-d') data.push(next());
    else if (word === '-u') headers.set('Authorization', `Basic ${Buffer.from(next()).toString('base64')}`);
    else if (word === '-X') method = next();
    else if (word.startsWith('http')) url = word.replace('http://localhost:3000', origin);
    else if (word !== '-i') throw new Error(`what is ${word}, in ${line}?`);
  }
  if (data.length > 0 && !headers.has('Content-Type')) headers.set('Content-Type', 'application/x-www-form-urlencoded');
  const body = data.length > 0 ? data.join('&') : null;
  return fetch(url, { method: method ?? (body === null ? 'GET' : 'POST'), headers, body });
}
