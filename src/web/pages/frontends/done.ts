/** What the last form has done, by the key in the address. */
export const DONE: Readonly<Record<string, string>> = {
  created: 'The frontend is there; open it at its address.',
  saved: 'Saved.',
  replaced: 'The files of the zip have taken the place of all that there were.',
  deleted: 'The frontend is deleted, with its files.',
};
