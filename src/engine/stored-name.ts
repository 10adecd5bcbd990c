/** What a person may call something that others find by that name, in a list or on a command line. */
export const isStoredName = (name: string): boolean => /^[^\p{C}]{1,100}$/u.test(name) && name.trim() === name;
