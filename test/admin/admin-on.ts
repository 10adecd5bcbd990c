import { randomBytes } from 'node:crypto';
import { Admin, type AdminOptions } from '../../src/admin/admin.js';
import { registry } from '../../src/admin/registry.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { PROJECT_DIR } from '../../src/project-dir.js';
import { definitionProblem } from '../../src/tools/tool-definition.js';

/** The gateway's admin models over a test's database. */
export const adminOn = (
  options: Pick<AdminOptions, 'queries' | 'now'> & Partial<AdminOptions>,
  keyring = new Keyring([randomBytes(32)]),
): Admin =>
  new Admin({
    models: registry,
    services: {
      keyring,
      publicUrl: 'http://localhost:3000',
      projectDir: PROJECT_DIR,
      toolProblem: (tool) => definitionProblem(tool),
    },
    onToolsChanged: () => {},
    ...options,
  });
