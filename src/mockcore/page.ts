import type { Customer, MockCore, ReceivedRequest } from './mock-core.js';

const SHOWN = 50;

/** The page that shows what the core has received. It holds no script, and takes its style from another address. */
export function page(core: MockCore): string {
  const { customers, requests } = core;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Mock banking core</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<h1>Mock banking core</h1>
<p>It stands in for a bank's core system while you build integrations, and forgets everything when it stops.</p>
<p class="counts"><strong>${customers.length}</strong> ${customers.length === 1 ? 'customer' : 'customers'} ·
<strong>${requests.length}</strong> ${requests.length === 1 ? 'request' : 'requests'} · <a href="/">Reload</a></p>
</header>
<main>
<section aria-labelledby="customers">
<h2 id="customers">Customers</h2>
${customers.length === 0 ? NO_CUSTOMERS : customers.slice(-SHOWN).reverse().map(customerCard).join('\n')}
${more(customers.length, 'customers', '<a href="/api/customers">all of them as JSON</a>')}
</section>
<section aria-labelledby="requests">
<h2 id="requests">Requests</h2>
${requests.length === 0 ? '<p class="empty">No request has come yet.</p>' : requestList(requests.slice(-SHOWN).reverse())}
${more(requests.length, 'requests', null)}
</section>
</main>
</body>
</html>
`;
}

const NO_CUSTOMERS = `<p class="empty">Nobody yet. A service request of system <code>MOCKCORE</code> with the
<code>url_path</code> <code>/api/integration/fiservdna/person_maintenance</code> creates one.</p>`;

const customerCard = (customer: Customer): string => `<article>
<h3>${escaped(`${customer.first_name} ${customer.last_name}`)} <span class="id">${customer.id}</span></h3>
<dl>
${fact('E-mail', customer.email)}
${fact('Born', customer.date_of_birth?.slice(0, 10) ?? null)}
${fact('Type', customer.person_type)}
${fact('Received', moment(customer.received_at))}
</dl>
<details><summary>What was received</summary><pre>${escaped(JSON.stringify(customer.received, null, 2))}</pre></details>
</article>`;

const fact = (name: string, value: string | null): string =>
  `<div><dt>${name}</dt><dd>${value === null ? '–' : escaped(value)}</dd></div>`;

const requestList = (requests: readonly ReceivedRequest[]): string => `<ol class="requests">
${requests.map(requestLine).join('\n')}
</ol>`;

const requestLine = ({ at, method, path, status, problem }: ReceivedRequest): string =>
  `<li><span class="${status < 400 ? 'good' : 'bad'}">${status}</span> <span class="what">${escaped(`${method} ${path}`)}</span>
<time datetime="${at}">${moment(at)}</time>${problem === null ? '' : `<span class="problem">${escaped(problem)}</span>`}</li>`;

const more = (count: number, what: string, link: string | null): string =>
  count <= SHOWN ? '' : `<p class="empty">These are the last ${SHOWN} ${what}${link === null ? '' : `; ${link}`}.</p>`;

const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
