import { InvalidArgumentError, Option } from 'commander';
import type { Environment } from '../configuration/environment.ts';
import { nameOption } from '../configuration/name-setting.ts';

export const connectorsOption = (): Option =>
  new Option(
    `${nameOption(['connectors', 'modules'])} <names-or-paths...>`,
    'additional connectors: npm packages, folders or modules',
  );

export const bundledOption = (): Option =>
  new Option(
    `${nameOption(['connectors', 'bundled'])} <job-types...>`,
    'bundled connectors to run, or none (default: all)',
  );

export const drainTimeoutOption = (): Option =>
  new Option(
    `${nameOption(['jobs', 'drainTimeoutSeconds'])} <seconds>`,
    'how long running jobs may take to finish after SIGTERM (default: 20)',
  ).argParser(parseSeconds);

export const configOption = (): Option =>
  new Option('--config <file>', 'YAML file with the configuration; environment variables override it');

/** The configuration that a command is given, by its option or else by the environment. */
export const configFile = (option: string | undefined, environment: Environment): string | undefined =>
  option ?? environment['JOBWRIGHT_CONFIG'];

export const httpPortOption = (): Option =>
  new Option(
    `${nameOption(['http', 'port'])} <port>`,
    'port for probes, metrics and the admin API; 0 picks a free port',
  ).argParser(parsePort);

export const jsonOption = (): Option =>
  new Option('--json', 'print results and errors as JSON').default(false, 'plain text');

export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('Expected a number of seconds greater than 0 and up to 86400.');
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535; 0 picks a free port.');
}
