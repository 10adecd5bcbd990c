const MB = 1024 * 1024;

/** What the door takes of one request. */
export interface DoorLimits {
  readonly body_bytes: number;
  /** One file, and with it a body that is a file. */
  readonly file_bytes: number;
  /** An XML body: to read it takes the main thread some 150 ms a megabyte. */
  readonly xml_bytes: number;
  /** How deep the elements of an XML body may be nested. */
  readonly xml_depth: number;
  /** The parts of a multipart body, fields and files together. */
  readonly parts: number;
  /** The fields of a URL-encoded form. */
  readonly form_fields: number;
  /** One field of a form. */
  readonly field_bytes: number;
  readonly field_name_bytes: number;
  /** How long a body may take to arrive. */
  readonly body_ms: number;
  /** How long a body that nobody reads may go on after the answer, before its connection is closed. */
  readonly linger_ms: number;
}

export const DOOR_LIMITS: DoorLimits = {
  body_bytes: 20 * MB,
  file_bytes: 10 * MB,
  xml_bytes: MB,
  xml_depth: 100,
  parts: 200,
  form_fields: 1000,
  field_bytes: MB,
  field_name_bytes: 200,
  body_ms: 120_000,
  linger_ms: 5_000,
};
