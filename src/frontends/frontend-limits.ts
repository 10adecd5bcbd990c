const MB = 1_000_000;

/** How much frontends may hold. */
export interface FrontendLimits {
  readonly frontends: number;
  /** The files of one frontend. */
  readonly files: number;
  readonly file_bytes: number;
  /** A file that is read for scripts before it is stored: HTML, SVG, XML. */
  readonly checked_bytes: number;
  /** All files of one frontend together. */
  readonly total_bytes: number;
  readonly zip_bytes: number;
  /** Of a file's path, in UTF-8. */
  readonly path_bytes: number;
  readonly name_length: number;
  readonly allowed_domains: number;
}

export const FRONTEND_LIMITS: FrontendLimits = {
  frontends: 100,
  files: 500,
  file_bytes: 2 * MB,
  checked_bytes: MB,
  total_bytes: 10 * MB,
  zip_bytes: 5 * MB,
  path_bytes: 255,
  name_length: 64,
  allowed_domains: 20,
};
