import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findJava, cacheDirectory, hashFiles } from '@jobwright/servers/local-server';
import type { Engine } from './engines.ts';

/** An engine that is ready to be asked. */
export interface PreparedEngine {
  readonly broker: string;
  readonly java: string;
  /** Its feature release, e.g. 17. */
  readonly javaVersion: number;
  readonly classPath: string;
}

export interface PrepareOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Gets a line for what takes long. */
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

const minJavaVersion = 17;
const downloadTimeoutMs = 10 * 60_000;
const compileTimeoutMs = 2 * 60_000;
const project = join(import.meta.dirname, '../java');
const source = join(project, 'src/main/java/io/jobwright/feel/Oracle.java');

/**
 * Fetches an engine with Maven and compiles the program that asks it; both are kept in the cache.
 * @throws Error without a JDK or Maven, or when a download fails
 */
export async function prepareEngine(engine: Engine, options: PrepareOptions): Promise<PreparedEngine> {
  const { broker, release } = engine;
  const { environment, log, signal } = options;
  const java = findJava({ minVersion: minJavaVersion, environment });
  const folder = join(
    cacheDirectory(environment),
    `feel-engine-${release}-${hashFiles([join(project, 'pom.xml'), source])}`,
  );
  if (!(await isThere(folder))) {
    log(`Fetching feel-engine ${release} with Maven ...`);
    await mkdir(dirname(folder), { recursive: true });
    const partial = await mkdtemp(`${folder}-`);
    try {
      const env = { ...environment, JAVA_HOME: java.home };
      await run('mvn', mavenArguments(engine, partial), { env, timeout: downloadTimeoutMs, signal });
      const compile = ['-d', join(partial, 'classes'), '-cp', join(partial, 'lib/*'), source];
      await run(join(java.home, 'bin/javac'), compile, { env, timeout: compileTimeoutMs, signal });
      await rename(partial, folder).catch((error: unknown) => ignoreIfThere(folder, error));
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  return {
    broker,
    java: java.executable,
    javaVersion: java.version,
    classPath: `${join(folder, 'classes')}:${join(folder, 'lib/*')}`,
  };
}

function mavenArguments({ release }: Engine, folder: string): readonly string[] {
  return [
    ...['-B', '-q', '-f', join(project, 'pom.xml'), `-Dfeel.version=${release}`],
    ...[`-DoutputDirectory=${join(folder, 'lib')}`, `-Doracle.target=${join(folder, 'target')}`],
    'dependency:copy-dependencies',
  ];
}

async function run(
  command: string,
  args: readonly string[],
  options: {
    readonly env: PrepareOptions['environment'];
    readonly timeout: number;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  try {
    await promisify(execFile)(command, args, options);
  } catch (cause) {
    if (options.signal.aborted) throw cause;
    throw new Error(describeFailure(command, cause), { cause });
  }
}

function describeFailure(command: string, cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    return `"${command}" is needed to ask Camunda's engine and is not there. Install a JDK and Maven (Debian and Ubuntu: apt-get install default-jdk-headless maven; macOS: brew install openjdk maven).`;
  }
  const output = cause instanceof Error && 'stdout' in cause ? String(cause.stdout) : String(cause);
  const line = output.split('\n').find((text) => text.includes('ERROR')) ?? output.trim();
  return `${command} failed: ${line}`;
}

async function ignoreIfThere(folder: string, error: unknown): Promise<void> {
  if (!(await isThere(folder))) throw error;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
