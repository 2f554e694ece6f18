import { isRecord } from '../runtime/endpoint-messages.ts';

export interface RateOptions {
  readonly url: string;
  readonly rounds: number;
  readonly requests: number;
}

/** What one contestant did in one round. */
export interface RateRound {
  readonly round: number;
  readonly contestant: string;
  readonly requestsPerSecond: number;
  readonly cpuMsPerRequest: number;
}

const areNumbers = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'number');

export const isRateOptions = (value: unknown): value is RateOptions =>
  isRecord(value) && typeof value['url'] === 'string' && areNumbers(value, ['rounds', 'requests']);

export const isRateRound = (value: unknown): value is RateRound =>
  isRecord(value) &&
  typeof value['contestant'] === 'string' &&
  areNumbers(value, ['round', 'requestsPerSecond', 'cpuMsPerRequest']);
