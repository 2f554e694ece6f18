import type { RunTestCasesOptions } from '@jobwright/test-cases';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import type { Environment } from '../../configuration/environment.ts';
import { openSettings } from '../../configuration/open-settings.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import { createEngineSecrets } from '../../embedded/engine-secrets.ts';
import { createLogger } from '../../log/logger.ts';
import { describeLeft, guardCommand } from '../../loop/guard-command.ts';
import type { LastWords } from '../../loop/watch-loop.ts';

/** Connectors that test cases run with. */
export interface RealConnectors {
  readonly forTests: Required<Pick<RunTestCasesOptions, 'connectors' | 'runtime' | 'secrets'>>;
  /** Aborts with a CommandError when a connector throws an uncaught exception. */
  readonly broken: AbortSignal;
  end(): void;
}

interface RealConnectorsOptions {
  readonly flags: SettingFlags;
  readonly environment: Environment;
  readonly lastWords: LastWords;
}

/**
 * Loads connectors and opens their secrets and network, and those of the engine, as `jobwright run` does.
 * @throws CommandError that names what is wrong
 */
export async function openRealConnectors(options: RealConnectorsOptions): Promise<RealConnectors> {
  const environment = { JOBWRIGHT_LOG_LEVEL: 'warn', ...options.environment };
  const configuration = readConfiguration({ environment, flags: options.flags });
  const logger = createLogger(configuration.log);
  const settings = await openSettings(configuration, environment);
  const secrets = createEngineSecrets(environment);
  const { connectors } = await chooseConnectors(connectorChoice(configuration));
  const broken = new AbortController();
  const guard = guardCommand({
    report: (message, left) => logger.error(left, message),
    onBroken: (left) =>
      broken.abort(
        new CommandError(
          ExitCode.BROKEN,
          `A connector threw an uncaught exception, so the test cases cannot continue: ${describeLeft(left)}`,
        ),
      ),
    maxStallMs: configuration.connectors.isolatedStallSeconds * 1000,
    lastWords: options.lastWords,
  });
  return {
    forTests: {
      connectors,
      secrets: secrets.provider,
      runtime: { ...settings, ...secrets.hideIn(settings.secrets), logger, marks: guard.marks },
    },
    broken: broken.signal,
    end: () => guard.end(),
  };
}
