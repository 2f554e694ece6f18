import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import type { Environment } from '../../configuration/environment.ts';

/** The arguments of `jobwright dev`, sorted by kind. Paths are absolute. */
export interface DevSources {
  /** Modules that export connectors. */
  readonly modules: readonly string[];
  readonly bpmnFiles: readonly string[];
  /** Includes the secrets from the `.env` of each folder. The real environment takes precedence. */
  readonly environment: Environment;
  /** Names in a `.env` that were ignored. */
  readonly ignored: readonly string[];
}

const ENTRIES = ['src/index.ts', 'src/index.js'];
/** A folder may come from anywhere: its `.env` must not decide what is loaded, read or reached. */
const OF_SECRETS = 'SECRET_';

/**
 * Finds modules, BPMN files and secrets. A folder stands for its `src/index.ts` (or `.js`), its BPMN files
 * and the secrets in its `.env`.
 * @throws CommandError that names the path and says what to give
 */
export function findDevSources(paths: readonly string[], environment: Environment): DevSources {
  const modules = new Set<string>();
  const bpmnFiles = new Set<string>();
  let secrets: Environment = {};
  const ignored = new Set<string>();
  for (const path of paths) {
    if (!existsSync(path)) throw wrongPath(path, 'does not exist');
    const file = realpathSync(path);
    if (statSync(file).isDirectory()) {
      const entry = ENTRIES.map((name) => join(file, name)).find((name) => existsSync(name));
      const models = readdirSync(file).filter((name) => name.endsWith('.bpmn'));
      if (entry === undefined && models.length === 0) {
        throw wrongPath(path, `has neither a connector (${ENTRIES.join(', ')}) nor a .bpmn file`);
      }
      if (entry !== undefined) modules.add(entry);
      for (const name of models) bpmnFiles.add(join(file, name));
      const given = Object.entries(readEnvironment(join(file, '.env')));
      const isSecret = ([name]: readonly [string, unknown]): boolean => name.startsWith(OF_SECRETS);
      secrets = { ...secrets, ...Object.fromEntries(given.filter(isSecret)) };
      for (const entry of given) if (!isSecret(entry)) ignored.add(entry[0]);
    } else if (file.endsWith('.bpmn')) {
      bpmnFiles.add(file);
    } else if (/\.[cm]?[jt]s$/.test(file)) {
      modules.add(file);
    } else {
      throw wrongPath(path, 'is neither TypeScript, JavaScript nor BPMN');
    }
  }
  return {
    modules: [...modules],
    bpmnFiles: [...bpmnFiles],
    environment: { ...secrets, ...environment },
    ignored: [...ignored].toSorted(),
  };
}

const readEnvironment = (file: string): Environment =>
  existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};

const wrongPath = (path: string, problem: string): CommandError =>
  new CommandError(
    ExitCode.WRONG_INPUT,
    `${path} ${problem}: give folders with a connector, .ts or .js modules that export connectors, or .bpmn files`,
  );
