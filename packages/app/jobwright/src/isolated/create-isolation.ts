import type { Connector, Logger } from '@jobwright/connector-sdk';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { ConnectorModule } from '../connector-modules/find-connector-modules.ts';
import { loadConnectorModule } from '../connector-modules/load-connector-module.ts';
import type { Environment } from '../configuration/environment.ts';
import type { IsolatedModule } from './isolated-module.ts';

/** Loads modules. Those that are isolated run in their own workers. */
export interface Isolation {
  readonly load: (module: ConnectorModule) => Promise<readonly Connector[]>;
  /** @throws CommandError when `connectors.isolated` names a module that was not loaded */
  check(): void;
  close(): Promise<void>;
}

export interface IsolationParts {
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly onDeath: () => void;
}

export function createIsolation({ configuration, environment, logger, onDeath }: IsolationParts): Isolation {
  const { isolated, isolatedMemoryMb, isolatedStallSeconds } = configuration.connectors;
  const modules: IsolatedModule[] = [];
  const missing = new Set(typeof isolated === 'boolean' ? [] : isolated);
  const isIsolated = ({ name }: ConnectorModule): boolean => {
    if (typeof isolated === 'boolean') return isolated;
    const wanted = isolated.filter((entry) => name === entry || name.startsWith(`${withoutSlash(entry)}/`));
    for (const entry of wanted) missing.delete(entry);
    return wanted.length > 0;
  };
  return {
    async load(module) {
      if (!isIsolated(module)) return loadConnectorModule(module);
      const { isolateModule } = await import('./isolated-module.ts');
      const opened = await isolateModule(module, {
        maxStallMs: isolatedStallSeconds * 1000,
        maxMemoryMb: isolatedMemoryMb,
        network: configuration.network,
        environment,
        logger,
        onDeath,
      });
      modules.push(opened);
      return opened.connectors;
    },
    check() {
      const [first] = missing;
      if (first === undefined) return;
      throw wrongInputError(
        `connectors.isolated names ${first}, which provides no connector: use the names from connectors.modules`,
      );
    },
    async close() {
      await Promise.all(modules.splice(0).map((module) => module.close()));
    },
  };
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');
