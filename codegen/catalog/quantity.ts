/** Bytes in a unit of size. As people mean it when they speak of sizes: steps of 1024. */
const SIZES: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** Milliseconds in a unit of time. */
const TIMES: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** Reads `900 KB` as bytes; undefined when it cannot be read. */
export function readSize(text: string): number | undefined {
  return readQuantity(text, SIZES);
}

/** Reads `30 s` as milliseconds; undefined when it cannot be read. */
export function readTime(text: string): number | undefined {
  return readQuantity(text, TIMES);
}

/** Reads `120 / min` as calls a minute; undefined when it cannot be read. */
export function readRate(text: string): number | undefined {
  const match = /^(\d{1,9}) ?\/ ?min$/.exec(text);
  return match && Number(match[1]) > 0 ? Number(match[1]) : undefined;
}

function readQuantity(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?) ?([A-Za-z]+)$/.exec(text);
  if (!match?.[2] || !Object.hasOwn(units, match[2])) return undefined;
  const amount = Number(match[1]) * (units[match[2]] as number);
  return Number.isInteger(amount) && amount > 0 ? amount : undefined;
}
