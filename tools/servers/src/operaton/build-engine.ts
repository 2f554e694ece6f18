import { join } from 'node:path';
import { cacheDirectory, findJava, hashFiles, type Java, makeOnce, runMaven } from '../local-server/index.ts';
import type { EngineOptions } from './engine-options.ts';
import type { EngineProduct } from './engine-product.ts';

const minJavaVersion = 17;
const project = join(import.meta.dirname, 'java');
const classes = ['Authentication', 'Engine', 'MoreEngines', 'Numbers', 'WithoutJson'];
const sources = ['pom.xml', ...classes.map((name) => `src/main/java/io/jobwright/engine/${name}.java`)].map(
  (file) => join(project, file),
);

export interface BuiltEngine {
  readonly java: Java;
  readonly jar: string;
}

/**
 * Builds an engine as one file with Maven, once: it is kept in the cache as long as its sources stay the
 * same.
 * @throws Error without a JDK or Maven, or when the build fails
 */
export async function buildEngine(
  { name, id }: EngineProduct,
  { environment, log }: Pick<EngineOptions, 'environment' | 'log'>,
): Promise<BuiltEngine> {
  const java = findJava({ minVersion: minJavaVersion, environment });
  const folder = join(cacheDirectory(environment), `${id}-${hashFiles(sources)}`);
  await makeOnce(folder, async (partial) => {
    log(`Building ${name} with Maven ...`);
    await runMaven({
      pom: join(project, 'pom.xml'),
      java,
      args: [`-P${id}`, `-Dengine.target=${partial}`, '-DskipTests', 'package'],
      purpose: `to build ${name}`,
    });
  });
  return { java, jar: join(folder, 'engine.jar') };
}
