/** What the forms of these pages have done, by the key in the address. */
export const DONE = {
  saved: 'Saved.',
  off: 'The application is switched off, and its tokens are no longer good.',
  on: 'The application is switched on.',
  deleted: 'The application is deleted, and its tokens are no longer good.',
};
