import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

/** A Dockerfile's instructions, stage by stage; lines that go on are one. */
function stagesOf(text: string): { name: string; given: string }[][] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter(Boolean);
  const stages: { name: string; given: string }[][] = [];
  for (const line of lines) {
    const [, name = '', given = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    assert.notEqual(name, '', line);
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, given });
  }
  return stages;
}

describe('Dockerfile', () => {
  const text = readFileSync('Dockerfile', 'utf8');
  const [build = [], image = []] = stagesOf(text);
  const all = (stage: typeof image, name: string) => stage.filter((one) => one.name === name).map(({ given }) => given);

  it('builds in one stage, and takes from it what runs', () => {
    assert.deepEqual([all(build, 'FROM'), all(image, 'FROM')], [['${NODE} AS build'], ['${NODE}']]);
    for (const copy of all(image, 'COPY')) assert.match(copy, /^--from=build \/gateway\//);
  });

  it('takes what npm would publish, and what that needs', () => {
    const { files } = JSON.parse(readFileSync('package.json', 'utf8'));
    const taken = all(image, 'COPY').flatMap((copy) => copy.split(' ').slice(1, -1));
    const paths = taken.map((path) => path.replace('/gateway/', ''));
    assert.deepEqual(paths.sort(), [...files, 'package.json', 'node_modules'].sort());
    for (const path of paths) assert(existsSync(path), path);
  });

  it('is a user of its own, by number, who may write where its data are', () => {
    const [user] = all(image, 'USER');
    assert.match(user ?? '', /^[1-9]\d{3,}:[1-9]\d{3,}$/);
    const [uid] = (user ?? '').split(':');
    assert.match(all(image, 'RUN').join(), new RegExp(`--owner=${uid} .*--mode=0700 /data$`));
    assert.deepEqual(all(image, 'VOLUME'), ['/data']);
    const last = image.findIndex(({ name }) => name === 'USER');
    assert(!image.slice(last).some(({ name }) => ['RUN', 'COPY', 'ADD'].includes(name)));
  });

  it('starts the gateway itself, so that it is told to stop', () => {
    assert.deepEqual([...all(image, 'ENTRYPOINT'), ...all(image, 'CMD')], ['["node", "bin/gateway.js"]', '["serve"]']);
    assert.deepEqual(all(image, 'STOPSIGNAL'), ['SIGTERM']);
    assert.match(all(image, 'HEALTHCHECK').join(), /\/health/);
  });

  it('leaves outside what is secret, and what is made anew', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    for (const path of ['.git', '**/node_modules', '**/dist', 'data', '.env*', 'deploy/*.env', '*.key']) {
      assert(ignored.includes(path), path);
    }
    assert.doesNotMatch(text, /PASSWORD|TOKEN|_KEYS|SECRET/);
  });
});
