/** What the forms of these pages have done, by the key in the address. */
export const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  granted: 'The rights are changed. They hold from now on.',
  added: 'Added to the group.',
  removed: 'Removed from the group.',
  rights: 'The special rights are changed.',
  deactivated: 'The user is deactivated and signed out; all tokens of the user are revoked.',
  reactivated: 'The user is active again.',
  no_password: 'The user has no password any more, and is signed out everywhere.',
  group_deleted: 'The group is deleted. Its members have lost what they had through it.',
  organization_added: 'The organization is added.',
  organization_deleted: 'The organization is deleted. Its users belong to none now.',
  withdrawn: 'The invitation is withdrawn; its link leads nowhere any more.',
};
