import { join } from 'node:path';
import { cacheDirectory, findJava, hashFiles, type Java, makeOnce, runMaven } from '../local-server/index.ts';
import type { OperatonOptions } from './operaton-options.ts';

const minJavaVersion = 17;
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
  await makeOnce(folder, async (partial) => {
    log('Building Operaton with Maven ...');
    await runMaven({
      pom: join(project, 'pom.xml'),
      java,
      args: [`-Doperaton.target=${partial}`, '-DskipTests', 'package'],
      purpose: 'to build Operaton',
    });
  });
  return { java, jar: join(folder, 'operaton.jar') };
}
