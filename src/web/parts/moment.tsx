/** A moment in UTC, to the second; the page's script adds the local time as a tip. */
export const Moment = ({ at }: { at: string | null | undefined }) =>
  at ? <time dateTime={at}>{at.replace('T', ' ').replace(/(\.\d+)?Z$/, '')}</time> : <span class="none">never</span>;
