import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Environment } from './cache-directory.ts';
import { parseJavaOutput, parseJavaRelease } from './java-version.ts';

export interface Java {
  readonly home: string;
  readonly executable: string;
  readonly version: number;
}

export interface FindJavaOptions {
  readonly minVersion: number;
  readonly environment?: Environment;
  /** Folders that hold one JDK a subfolder. Default: the usual ones on Linux and macOS. */
  readonly commonDirectories?: readonly string[];
}

/**
 * A JDK of `minVersion` or newer: `JAVA_HOME`, the default `java`, else the oldest that is new enough of
 * those beside it and in the common folders (the nearer to the version asked for, the better tried).
 * @throws Error that says what was found and how to install one
 */
export function findJava(options: FindJavaOptions): Java {
  const { minVersion, environment = process.env } = options;
  const javaHome = environment['JAVA_HOME'];
  const defaultHome = findDefaultHome(environment);
  const preferred = [javaHome, defaultHome].flatMap((home) => (home ? [home] : []));
  const installed = [
    ...(defaultHome ? [dirname(defaultHome)] : []),
    ...(options.commonDirectories ?? commonDirectories()),
  ]
    .flatMap(listHomes)
    .map(inspectHome)
    .filter((java) => java !== undefined)
    .sort((a, b) => a.version - b.version);
  const candidates = [...preferred.map(inspectHome).filter((java) => java !== undefined), ...installed];
  const java = candidates.find(({ version }) => version >= minVersion);
  if (java) return java;
  const seen = [...new Set(candidates.map(({ home, version }) => `${version} in ${home}`))];
  throw new Error(
    `A JDK of version ${minVersion} or newer is needed. ${seen.length > 0 ? `Found: ${seen.join(', ')}. ` : 'Found none. '}` +
      `Set JAVA_HOME to one, or install it (Debian and Ubuntu: apt-get install openjdk-${minVersion}-jre-headless; macOS: brew install openjdk@${minVersion}).`,
  );
}

function commonDirectories(): readonly string[] {
  const home = homedir();
  return [
    '/usr/lib/jvm',
    '/opt/java',
    '/opt',
    '/usr/local',
    '/Library/Java/JavaVirtualMachines',
    '/opt/homebrew/opt',
    join(home, '.sdkman/candidates/java'),
    join(home, '.jdks'),
    join(home, '.asdf/installs/java'),
    join(home, '.local/share/mise/installs/java'),
  ];
}

/** The JDK of the `java` on the path, links followed. */
function findDefaultHome(environment: Environment): string | undefined {
  const executable = (environment['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'java'))
    .find((path) => existsSync(path));
  return executable === undefined ? undefined : dirname(dirname(realpathSync(executable)));
}

function listHomes(directory: string): readonly string[] {
  try {
    return readdirSync(directory).flatMap((name) => [
      join(directory, name),
      join(directory, name, 'Contents/Home'),
      join(directory, name, 'libexec/openjdk.jdk/Contents/Home'),
    ]);
  } catch {
    return [];
  }
}

function inspectHome(home: string): Java | undefined {
  const executable = join(home, 'bin/java');
  if (!existsSync(executable)) return undefined;
  const version = readRelease(home) ?? askVersion(executable);
  return version === undefined ? undefined : { home, executable, version };
}

function readRelease(home: string): number | undefined {
  try {
    return parseJavaRelease(readFileSync(join(home, 'release'), 'utf8'));
  } catch {
    return undefined;
  }
}

function askVersion(executable: string): number | undefined {
  return parseJavaOutput(
    spawnSync(executable, ['-version'], { encoding: 'utf8', timeout: 10_000 }).stderr ?? '',
  );
}
