import { FrontendError } from './frontend-error.js';
import { FRONTEND_LIMITS } from './frontend-limits.js';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const ORIGIN = new RegExp(`^https?://(\\*\\.)?${LABEL}(\\.${LABEL})*(:\\d{1,5})?$`);

/**
 * The sites that may show a frontend in a frame, each once, as they stand in its policy: `https://intranet.example.com`,
 * `https://*.example.com`, with a port if it has one. @throws FrontendError `invalid_value`, `limit_reached`
 */
export function checkAllowedDomains(given: readonly string[]): string[] {
  const domains = [...new Set(given.map(checkedDomain))];
  if (domains.length > FRONTEND_LIMITS.allowed_domains)
    throw new FrontendError('limit_reached', `There are more than ${FRONTEND_LIMITS.allowed_domains} allowed domains.`);
  return domains;
}

function checkedDomain(given: string): string {
  const text = given.trim().toLowerCase().replace(/\/$/, '');
  const refuse = (problem: string): never => {
    throw new FrontendError('invalid_value', `The allowed domain ${JSON.stringify(given.slice(0, 100))} ${problem}`);
  };
  if (!ORIGIN.test(text) || text.length > 255)
    return refuse('must be an origin, such as https://intranet.example.com or https://*.example.com, without a path.');
  const address = text.replace('*.', 'any.');
  if (!URL.canParse(address)) return refuse('has no host or port that there could be.');
  const { hostname } = new URL(address);
  if (text.startsWith('http:') && !isThisMachine(hostname)) return refuse('must begin with https://.');
  if (text.includes('*.') && !/\*\.[^.:]+\.[^:]*[a-z]/.test(text))
    return refuse('would allow a whole top-level domain.');
  return text;
}

const isThisMachine = (hostname: string): boolean => hostname === 'localhost' || hostname === '127.0.0.1';
