/** What the forms of these pages have done, by the key in the address. */
export const DONE = {
  added: 'The schedule is added.',
  saved: 'Saved.',
  on: 'The schedule is switched on.',
  off: 'The schedule is switched off. A run under way goes on.',
  deleted: 'The schedule is deleted. Its runs stay in the run history.',
};
