import { type Command, InvalidArgumentError } from 'commander';
import { configFile, configOption, jsonOption, parseSeconds } from '../command-line/command-options.ts';
import { createOutput } from '../command-line/output.ts';
import type { ProgramIo } from '../command-line/program-io.ts';
import { createStyle } from '../command-line/style.ts';
import type { OperatorCall } from './call-cluster.ts';

/** The options that each command of an operator has. */
export interface OperatorFlags {
  readonly config: string | undefined;
  readonly cluster: string | undefined;
  readonly timeout: number;
  readonly json: boolean;
}

/** The most items that a command lists or changes. */
export const MAX_ITEMS = 1_000;

/** Adds the options that say which cluster is meant, and how the result is written. */
export const addOperatorOptions = (command: Command): Command =>
  command
    .addOption(configOption())
    .option('--cluster <name>', 'name of the cluster, if the configuration has several')
    .option('--timeout <seconds>', 'how long each call to the cluster may take', parseSeconds, 30)
    .addOption(jsonOption());

/** What a command needs to call the cluster. */
export function readOperatorCall(
  { config, cluster, timeout, json }: OperatorFlags,
  io: ProgramIo,
): OperatorCall {
  const isShown = !json && io.terminal?.showsResult === true;
  return {
    file: configFile(config, io.environment),
    cluster,
    timeoutMs: timeout * 1000,
    environment: io.environment,
    signal: io.stop,
    output: createOutput(io, { json }),
    style: createStyle(isShown && (io.environment['NO_COLOR'] ?? '') === ''),
  };
}

/** Parses a whole number from 1 up to a maximum. */
export const parseCount =
  (max: number) =>
  (text: string): number => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= 1 && count <= max) return count;
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${max}.`);
  };
