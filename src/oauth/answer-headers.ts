const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/** What the library does not say of its own answers. They belong to no site: no page of ours, or a frontend, reaches into them. */
export const ANSWER_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': `${POLICY}; sandbox allow-forms`,
};

/** Of a page for people, which looks like ours and so is one: it is cut off from whoever opens it. */
export const PAGE_HEADERS = {
  ...ANSWER_HEADERS,
  'Content-Security-Policy': `${POLICY}; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
};
