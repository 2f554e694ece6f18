import { isIP } from 'node:net';
import { toErrorMessage } from '@jobwright/concurrency';
import { matchesRule, parseRule } from '@jobwright/http-client';
import type { JobObserver } from '@jobwright/runtime';
import type { JobTracesOptions } from '@jobwright/telemetry';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';

/**
 * Traces of jobs, as the configuration has them.
 * @throws CommandError that names the rule that is wrong
 */
export async function openTraces({
  variable,
  writeVariable,
  propagateTo,
}: Configuration['traces']): Promise<JobObserver> {
  if (writeVariable && variable === undefined) {
    throw wrongInputError(
      'traces.writeVariable requires traces.variable: set the name of the process variable',
    );
  }
  const { createJobTraces } = await import('@jobwright/telemetry');
  return createJobTraces({
    ...(variable !== undefined && { variable }),
    writesVariable: writeVariable,
    ...(propagateTo !== undefined && { propagatesTo: createFilter(propagateTo) }),
  });
}

function createFilter(texts: readonly string[]): NonNullable<JobTracesOptions['propagatesTo']> {
  const rules = texts.map((text) => {
    try {
      return parseRule(text);
    } catch (error) {
      const reason = toErrorMessage(error);
      throw wrongInputError(`traces.propagateTo: ${JSON.stringify(text)}: ${reason}`);
    }
  });
  return ({ host, port }) => {
    const addresses = isIP(host) === 0 ? [] : [host];
    return rules.some((rule) => matchesRule(rule, { host: host.toLowerCase(), port, addresses }));
  };
}
