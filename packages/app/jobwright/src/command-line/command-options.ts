import { InvalidArgumentError, Option } from 'commander';
import { nameOption } from '../configuration/name-setting.ts';

export const connectorsOption = (): Option =>
  new Option(
    `${nameOption(['connectors', 'modules'])} <names-or-paths...>`,
    'further connectors: npm packages, folders, modules',
  );

export const bundledOption = (): Option =>
  new Option(
    `${nameOption(['connectors', 'bundled'])} <job-types...>`,
    'which bundled connectors run, or none (default: all)',
  );

export const drainTimeoutOption = (): Option =>
  new Option(
    `${nameOption(['jobs', 'drainTimeoutSeconds'])} <seconds>`,
    'time for running jobs to end after SIGTERM (default: 20)',
  ).argParser(parseSeconds);

export const configOption = (): Option =>
  new Option('--config <file>', 'a YAML file; what the environment says counts more');

export const httpPortOption = (): Option =>
  new Option(
    `${nameOption(['http', 'port'])} <port>`,
    'serve probes, metrics and the admin API; 0 takes a free one',
  ).argParser(parsePort);

export const jsonOption = (): Option =>
  new Option('--json', 'give the result, and errors, as JSON').default(false, 'lines for people');

export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('Expected seconds above 0, up to 86400.');
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535; 0 takes a free one.');
}
