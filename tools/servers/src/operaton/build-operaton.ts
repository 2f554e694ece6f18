import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  cacheDirectory,
  findJava,
  hashFiles,
  type Java,
  runCommand,
  withLock,
} from '../local-server/index.ts';
import type { OperatonOptions } from './operaton-options.ts';

const minJavaVersion = 17;
const buildTimeoutMs = 10 * 60_000;
const project = join(import.meta.dirname, 'java');
const classes = 'src/main/java/io/jobwright/operaton';
const sources = ['pom.xml', `${classes}/Numbers.java`, `${classes}/Operaton.java`].map((file) =>
  join(project, file),
);

export interface BuiltOperaton {
  readonly java: Java;
  readonly jar: string;
}

/**
 * Builds Operaton as one file with Maven, once: it is kept in the cache as long as its sources stay the same.
 * @throws Error without a JDK or Maven, or when the build fails
 */
export async function buildOperaton({
  environment,
  log,
}: Pick<OperatonOptions, 'environment' | 'log'>): Promise<BuiltOperaton> {
  const java = findJava({ minVersion: minJavaVersion, environment });
  const folder = join(cacheDirectory(environment), `operaton-${hashFiles(sources)}`);
  const jar = join(folder, 'operaton.jar');
  if (existsSync(jar)) return { java, jar };
  mkdirSync(dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, { timeoutMs: buildTimeoutMs }, async () => {
    if (existsSync(jar)) return;
    log('Building Operaton with Maven ...');
    const partial = mkdtempSync(`${folder}-`);
    try {
      await runCommand(
        'mvn',
        [
          '-B',
          '-q',
          '-f',
          join(project, 'pom.xml'),
          `-Doperaton.target=${partial}`,
          '-DskipTests',
          'package',
        ],
        {
          timeoutMs: buildTimeoutMs,
          environment: { JAVA_HOME: java.home },
          missing:
            'Maven is needed to build Operaton. Install it: apt-get install maven, or brew install maven.',
        },
      );
      mkdirSync(folder, { recursive: true });
      renameSync(join(partial, 'operaton.jar'), jar);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  });
  return { java, jar };
}
