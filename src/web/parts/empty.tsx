import type { ComponentChildren } from 'preact';

/** What stands where a list would: that there is nothing, and how there could be something. */
export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty">{children}</p>;
