import assert from 'node:assert/strict';
import { userPermissions } from '../../../src/queries/user-permissions.js';
import { type Office, refused, useOffice } from './office.js';

/** What each of them may do with each model: see, add, change and delete instances, at least some. */
const CALLERS = ['root', 'nobody', 'special', 'reader', 'writer', 'debugger'] as const;

/**
 * A superuser, staff without any right, staff with all special rights, staff with a right on one integration: read, read and write,
 * and debug together with the right to use the run history tools.
 */
const MATRIX: Readonly<Record<string, readonly string[]>> = {
  //                            root    nobody  special reader  writer  debugger
  User: /*                   */ ['sac-', 's---', 's---', 's---', 's---', 's---'],
  Group: /*                  */ ['sacd', 's---', 's---', 's---', 's---', 's---'],
  Organization: /*           */ ['sacd', 's---', 's---', 's---', 's---', 's---'],
  Invitation: /*             */ ['sa-d', '----', 'sa-d', '----', '----', '----'],
  IntegrationPermission: /*  */ ['sacd', 'sacd', 'sacd', 'sacd', 'sacd', 'sacd'],
  GroupIntegrationPermission: ['sacd', 'sacd', 'sacd', 'sacd', 'sacd', 'sacd'],
  UserPermission: /*         */ ['sa-d', 's---', 's---', 's---', 's---', 's---'],
  GroupPermission: /*        */ ['sa-d', 's---', 's---', 's---', 's---', 's---'],
  PermissionLogEntry: /*     */ ['s---', 's---', 's---', 's---', 's---', 's---'],
  Integration: /*            */ ['sacd', '-a--', '-a--', 'sa--', 'sacd', '-a--'],
  IntegrationConfig: /*      */ ['s-c-', '----', '----', 's---', 's-c-', '----'],
  WebServiceEndpoint: /*     */ ['sacd', '----', '----', 's---', 's---', '----'],
  McpTool: /*                */ ['sacd', '----', '----', 's---', 'sacd', '----'],
  Tag: /*                    */ ['sacd', '----', '----', '----', '----', '----'],
  Comment: /*                */ ['s---', '----', '----', 's---', 's---', '----'],
  IntegrationRunHistory: /*  */ ['s---', '----', '----', '----', '----', 's---'],
  GlyueFile: /*              */ ['s---', '----', '----', '----', '----', 's---'],
  AdapterConfig: /*          */ ['sacd', '----', 'sacd', '----', '----', '----'],
  AdapterConfigBinding: /*   */ ['sa-d', '----', '----', '----', '----', '----'],
  CustomAdapter: /*          */ ['sacd', '----', 'sacd', '----', '----', '----'],
  CustomAdapterConfig: /*    */ ['sacd', '----', 'sacd', '----', '----', '----'],
  SharedModule: /*           */ ['sacd', '----', 'sacd', '----', '----', '----'],
  SharedModuleBinding: /*    */ ['sa-d', '----', '----', '----', '----', '----'],
  Schedule: /*               */ ['sacd', '----', '----', 's-cd', 's-cd', '----'],
  Vault: /*                  */ ['sacd', '----', '----', '----', '----', '----'],
  VaultItem: /*              */ ['sacd', '----', '----', '----', '----', '----'],
  VaultSecret: /*            */ ['sacd', '----', '----', '----', '----', '----'],
  VaultPermission: /*        */ ['sacd', '----', '----', '----', '----', '----'],
  Frontend: /*               */ ['sacd', '----', 'sacd', '----', '----', '----'],
  FrontendFile: /*           */ ['s---', '----', 's---', '----', '----', '----'],
  ApiToken: /*               */ ['s--d', 's--d', 's--d', 's--d', 's--d', 's--d'],
  OAuthApplication: /*       */ ['sacd', 'sacd', 'sacd', 'sacd', 'sacd', 'sacd'],
  ConnectedClient: /*        */ ['s--d', 's--d', 's--d', 's--d', 's--d', 's--d'],
  WebSession: /*             */ ['s--d', '----', '----', '----', '----', '----'],
  AuditLogEntry: /*          */ ['s---', 's---', 's---', 's---', 's---', 's---'],
  AdminLogEntry: /*          */ ['s---', '----', '----', '----', '----', '----'],
};

describe('the admin models', () => {
  let office: Office;
  let callers: Record<(typeof CALLERS)[number], number>;
  useOffice(async (opened) => {
    office = opened;
    const id = await office.scene.create('Loans');
    callers = {
      root: office.root,
      nobody: await office.staff('nobody'),
      special: await office.staff('special', userPermissions),
      reader: await office.staff('reader', [], { [id]: { read: true } }),
      writer: await office.staff('writer', [], { [id]: { read: true, write: true } }),
      debugger: await office.staff('debugger', ['run_history'], { [id]: { debug: true } }),
    };
  });

  it('may be seen and changed by those alone who may do so on the pages or the command line', async () => {
    const found: Record<string, string[]> = {};
    for (const { name } of office.admin.models.all) found[name.replace('gateway.', '')] = [];
    for (const caller of CALLERS) {
      const described = new Map((await office.admin.describe(callers[caller])).map((each) => [each.model, each]));
      for (const name of Object.keys(found)) {
        const { view, add, change, delete: remove } = described.get(`gateway.${name}`)?.permissions ?? NONE;
        const letters = [view && 's', add && 'a', change && 'c', remove && 'd'].map((letter) => letter || '-');
        found[name]?.push(letters.join(''));
      }
    }
    assert.deepEqual(found, MATRIX);
  });

  it('let an application do no more than it was allowed, whoever lets it', async () => {
    const admin = office.admin.within(new Set(['administer', 'read']));
    const by = { userId: office.root, signal: new AbortController().signal };
    const page = { limit: 10, offset: 0 };
    const unlike = await admin.describe(office.root, ['gateway.Integration', 'gateway.Group']);
    assert.deepEqual(
      unlike.map(({ permissions }) => Object.values(permissions)),
      [
        [true, false, false, false],
        [true, true, true, true],
      ],
    );
    for (const asked of [
      () => admin.find(office.root, { model: 'gateway.IntegrationRunHistory', ...page }),
      () => admin.find(office.root, { model: 'gateway.GlyueFile', ...page }),
      () => admin.changes.create(by, 'gateway.Integration', { path_name: 'x' }),
      () => admin.changes.create(by, 'gateway.CustomAdapter', {}),
      () => admin.changes.delete(by, 'gateway.SharedModule', 1),
      () => admin.changes.create(by, 'gateway.AdapterConfigBinding', {}),
    ]) {
      await refused(asked(), 'insufficient_scope', /needs the scope "(write|debug)"/);
    }
    const both = office.admin.within(new Set(['administer', 'write']));
    assert((await both.changes.create(by, 'gateway.Integration', { path_name: 'Allowed' })).id > 0);
    const ofStaff = admin.find(callers.nobody, { model: 'gateway.IntegrationRunHistory', ...page });
    await refused(ofStaff, 'unknown_model');
  });

  it('describe every field, with a help that is a sentence', async () => {
    const names = office.admin.models.all.map(({ name }) => name);
    for (const { model, fields = [] } of await office.admin.describe(office.root, names)) {
      for (const { name, help } of fields) assert.match(help, /^[A-Z_`].*\.$/s, `${model}.${name}`);
    }
  });

  it('say where to look for what is no model', async () => {
    await refused(office.list(office.root, 'ServiceRequest'), 'blocked_model', /write_integration/);
    await refused(office.list(office.root, 'IntegrationRunItem'), 'blocked_model', /get_run_history/);
    await refused(office.list(office.root, 'GlobalConfig'), 'blocked_model', /environment/);
  });

  it('hold no hash and nothing sealed', async () => {
    for (const { name, fields, table } of office.admin.models.all) {
      for (const [field, { type, column = field }] of Object.entries(fields)) {
        const isSecret = /hash|sealed|secret/.test(`${column}`) || (table === 'users' && field === 'password');
        assert(!isSecret || type === 'encrypted', `${name}.${field}`);
      }
    }
  });
});

/** What one may not see is not described. */
const NONE = { view: false, add: false, change: false, delete: false };
