/** What a caller has written, as it can be said again in a message: short, and without what a terminal would obey. */
export const shownText = (text: string): string => {
  const plain = text.replace(/[\p{Control}\p{Surrogate}]/gu, '\ufffd');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
};
