import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findJava } from './find-java.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'find-java-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function addJdk(
  path: string,
  version: string,
  options: { readonly withRelease: boolean } = { withRelease: true },
): string {
  const home = join(root, path);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin/java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
  chmodSync(join(home, 'bin/java'), 0o755);
  if (options.withRelease) writeFileSync(join(home, 'release'), `JAVA_VERSION="${version}"\n`);
  return home;
}

function addDefaultJava(home: string): string {
  const bin = join(root, 'bin');
  mkdirSync(bin);
  symlinkSync(join(home, 'bin/java'), join(bin, 'java'));
  return bin;
}

test('JAVA_HOME wins over a default java that would do', () => {
  const JAVA_HOME = addJdk('mine', '25.0.1');
  const PATH = addDefaultJava(addJdk('jvm/21', '21.0.4'));
  expect(findJava({ minVersion: 21, environment: { JAVA_HOME, PATH }, commonDirectories: [] })).toEqual({
    home: JAVA_HOME,
    executable: join(JAVA_HOME, 'bin/java'),
    version: 25,
  });
});

test('without a JAVA_HOME new enough it is the default java, even if others are nearer to the version asked for', () => {
  const JAVA_HOME = addJdk('mine', '17');
  addJdk('jvm/21', '21.0.4');
  const home = addJdk('jvm/23', '23');
  const environment = { JAVA_HOME, PATH: `/does/not/exist:${addDefaultJava(home)}` };
  expect(findJava({ minVersion: 21, environment, commonDirectories: [] }).home).toBe(home);
});

test('else it is the oldest that will do beside the default one and in the common folders', () => {
  const PATH = addDefaultJava(addJdk('jvm/17', '17.0.1'));
  addJdk('jvm/25', '25');
  const home = addJdk('mac/temurin.jdk/Contents/Home', '22.0.1', { withRelease: false });
  const commonDirectories = [join(root, 'mac'), join(root, 'missing')];
  expect(findJava({ minVersion: 21, environment: { PATH }, commonDirectories })).toMatchObject({
    home,
    version: 22,
  });
});

test('says what is needed, what was found and how to install it', () => {
  const home = addJdk('jvm/17', '17.0.1');
  const environment = { PATH: addDefaultJava(home) };
  expect(() => findJava({ minVersion: 21, environment, commonDirectories: [] })).toThrow(
    `A JDK of version 21 or newer is needed. Found: 17 in ${home}. Set JAVA_HOME to one, or install it`,
  );
  expect(() => findJava({ minVersion: 21, environment: {}, commonDirectories: [] })).toThrow('Found none.');
});
