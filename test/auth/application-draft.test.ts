import assert from 'node:assert/strict';
import {
  type ApplicationDraft,
  draftProblems,
  STATIC_REDIRECT,
  staticDraft,
} from '../../src/auth/application-draft.js';

const many = (count: number) => Array.from({ length: count }, (_, at) => `http://localhost:${7000 + at}/cb`);

describe('draftProblems', () => {
  const ofRobot = { serviceAccountId: 1, redirectUris: [] };
  const cases: [string, { given: Partial<ApplicationDraft> & { superuser?: true }; want: string[] }][] = [
    ['what a person’s own client needs', { given: {}, want: [] }],
    ['no name', { given: { name: '' }, want: ['name'] }],
    ['a name of 100 characters', { given: { name: 'a'.repeat(100) }, want: [] }],
    ['a name of 101 characters', { given: { name: 'a'.repeat(101) }, want: ['name'] }],
    ['a name that turns the text around', { given: { name: 'a\u202eb' }, want: ['name'] }],
    ['no address', { given: { redirectUris: [] }, want: ['redirectUris'] }],
    ['ten addresses', { given: { redirectUris: many(10) }, want: [] }],
    ['eleven addresses', { given: { redirectUris: many(11) }, want: ['redirectUris'] }],
    ['a bad address beside a good one', { given: { redirectUris: [STATIC_REDIRECT, 'x'] }, want: ['redirectUris'] }],
    ['a public one that asks', { given: { confidential: false, skipAuthorization: false }, want: [] }],
    ['a public one that does not ask', { given: { confidential: false }, want: ['skipAuthorization'] }],
    ['a service account, by a superuser', { given: { ...ofRobot, superuser: true }, want: [] }],
    ['a service account, by staff', { given: ofRobot, want: ['serviceAccountId'] }],
    ['a service account with an address', { given: { serviceAccountId: 1, superuser: true }, want: ['redirectUris'] }],
    [
      'a service account without a secret',
      {
        given: { ...ofRobot, confidential: false, skipAuthorization: false, superuser: true },
        want: ['confidential'],
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`${want.length > 0 ? 'refuses' : 'takes'} ${name}`, () => {
      const { superuser = false, ...changes } = given;
      const problems = draftProblems({ ...staticDraft('IG-MCP'), ...changes }, { superuser });
      assert.deepEqual(Object.keys(problems), want);
    });
  }
});
