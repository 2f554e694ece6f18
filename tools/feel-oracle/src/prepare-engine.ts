import { join } from 'node:path';
import {
  cacheDirectory,
  findJava,
  hashFiles,
  makeOnce,
  runCommand,
  runMaven,
} from '@jobwright/servers/local-server';
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
  await makeOnce(folder, async (partial) => {
    log(`Fetching feel-engine ${release} with Maven ...`);
    await runMaven({
      pom: join(project, 'pom.xml'),
      java,
      args: mavenArguments(engine, partial),
      purpose: "to fetch Camunda's FEEL engine",
      signal,
    });
    const classes = ['-d', join(partial, 'classes'), '-cp', join(partial, 'lib/*'), source];
    await runCommand(join(java.home, 'bin/javac'), classes, {
      timeoutMs: compileTimeoutMs,
      missing: 'A JDK is needed, not only Java. Install it: apt-get install default-jdk-headless.',
      signal,
    });
  });
  return {
    broker,
    java: java.executable,
    javaVersion: java.version,
    classPath: `${join(folder, 'classes')}:${join(folder, 'lib/*')}`,
  };
}

function mavenArguments({ release }: Engine, folder: string): readonly string[] {
  return [
    `-Dfeel.version=${release}`,
    `-DoutputDirectory=${join(folder, 'lib')}`,
    `-Doracle.target=${join(folder, 'target')}`,
    'dependency:copy-dependencies',
  ];
}
