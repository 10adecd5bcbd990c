/** Below the field for them, wherever it is. */
export const DOMAINS_HINT =
  'Sites that may show it in a frame, one a line: https://intranet.example.com or https://*.example.com.';
