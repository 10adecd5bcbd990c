/** How a file is read before it is stored. */
export type Checked = 'html' | 'xhtml' | 'xml' | 'svg';

interface Kind {
  readonly type: string;
  /** Left out for what no browser runs a script of. */
  readonly checked?: Checked;
}

const text = (type: string): Kind => ({ type: `${type}; charset=utf-8` });
const other = (type: string): Kind => ({ type });

/** What is not in here is shown by no browser, but downloaded. */
const KINDS: Readonly<Record<string, Kind>> = {
  html: { type: 'text/html; charset=utf-8', checked: 'html' },
  htm: { type: 'text/html; charset=utf-8', checked: 'html' },
  xhtml: { type: 'application/xhtml+xml; charset=utf-8', checked: 'xhtml' },
  xht: { type: 'application/xhtml+xml; charset=utf-8', checked: 'xhtml' },
  svg: { type: 'image/svg+xml; charset=utf-8', checked: 'svg' },
  xml: { type: 'application/xml; charset=utf-8', checked: 'xml' },
  css: text('text/css'),
  js: text('text/javascript'),
  mjs: text('text/javascript'),
  json: text('application/json'),
  map: text('application/json'),
  webmanifest: text('application/manifest+json'),
  txt: text('text/plain'),
  md: text('text/plain'),
  csv: text('text/csv'),
  vtt: text('text/vtt'),
  png: other('image/png'),
  jpg: other('image/jpeg'),
  jpeg: other('image/jpeg'),
  gif: other('image/gif'),
  webp: other('image/webp'),
  avif: other('image/avif'),
  ico: other('image/x-icon'),
  bmp: other('image/bmp'),
  woff: other('font/woff'),
  woff2: other('font/woff2'),
  ttf: other('font/ttf'),
  otf: other('font/otf'),
  mp3: other('audio/mpeg'),
  wav: other('audio/wav'),
  ogg: other('audio/ogg'),
  m4a: other('audio/mp4'),
  mp4: other('video/mp4'),
  webm: other('video/webm'),
  pdf: other('application/pdf'),
  wasm: other('application/wasm'),
};

const UNKNOWN: Kind = { type: 'application/octet-stream' };

const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

const kindOf = (path: string): Kind => {
  const extension = extensionOf(path);
  return (Object.hasOwn(KINDS, extension) && KINDS[extension]) || UNKNOWN;
};

/** Under which type a file is served: its extension decides, and never what is in it. */
export const contentTypeOf = (path: string): string => kindOf(path).type;

/** As what a file is checked for scripts; null for what browsers run none of. */
export const checkedAs = (path: string): Checked | null => kindOf(path).checked ?? null;

/** Whether a person, or a model, reads files of a type as text. */
export const isText = (type: string): boolean => type.includes('charset=');

/** Whether a browser saves files of a type instead of showing them. */
export const isDownloaded = (type: string): boolean => type === UNKNOWN.type;
