import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrokerOptions } from './launch-broker.ts';

export type Command =
  | { readonly name: 'start'; readonly options: BrokerOptions }
  | { readonly name: 'stop' | 'status' | 'fetch' | 'help' };

/** @throws Error that says what is wrong with the arguments */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      'grpc-port': { type: 'string' },
      'rest-port': { type: 'string' },
      'management-port': { type: 'string' },
      data: { type: 'string' },
      heap: { type: 'string' },
    },
  });
  const [name, ...rest] = positionals;
  if (values.help === true || name === undefined || name === 'help') return { name: 'help' };
  if (rest.length > 0) throw new Error(`One command at a time: ${rest.join(' ')} is too much.`);
  switch (name) {
    case 'start':
      return { name, options: toBrokerOptions(values) };
    case 'stop':
    case 'status':
    case 'fetch': {
      const [option] = Object.keys(values);
      if (option !== undefined) throw new Error(`The option --${option} is for start only.`);
      return { name };
    }
    default:
      throw new Error(`There is no command ${JSON.stringify(name)}: use start, stop, status or fetch.`);
  }
}

function toBrokerOptions(values: Readonly<Record<string, string | boolean | undefined>>): BrokerOptions {
  const { data, heap } = values;
  if (typeof heap === 'string' && !/^\d+[kmgKMG]?$/.test(heap)) {
    throw new Error(`--heap ${heap} is not a size: write 512m or 2g.`);
  }
  return {
    ...toPort(values, 'grpc-port', 'grpcPort'),
    ...toPort(values, 'rest-port', 'restPort'),
    ...toPort(values, 'management-port', 'managementPort'),
    ...(typeof data === 'string' ? { dataDirectory: resolve(data) } : {}),
    ...(typeof heap === 'string' ? { heap } : {}),
  };
}

function toPort<Key extends string>(
  values: Readonly<Record<string, string | boolean | undefined>>,
  option: string,
  key: Key,
): { [Property in Key]?: number } {
  const text = values[option];
  if (text === undefined) return {};
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--${option} ${text} is not a port: use 1 to 65535.`);
  }
  const result: { [Property in Key]?: number } = {};
  result[key] = port;
  return result;
}
