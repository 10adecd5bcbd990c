import { readFileSync } from 'node:fs';
import { PROJECT_DIR } from './project-dir.js';

/** The gateway's version, from package.json. */
export const VERSION: string = JSON.parse(readFileSync(`${PROJECT_DIR}/package.json`, 'utf8')).version;
