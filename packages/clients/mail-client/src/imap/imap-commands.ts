import type { ImapFlow } from 'imapflow';

interface CommandToken {
  readonly type: string;
  readonly value: unknown;
}

declare module 'imapflow' {
  interface ImapFlow {
    /** All commands go through it; not in the typings. */
    exec(command: string, attributes: unknown, options?: unknown): Promise<unknown>;
  }
}

/** What the server answered to the commands that it refused last, by command without `UID`. */
const refusals = new WeakMap<ImapFlow, Map<string, unknown>>();

/**
 * Makes a connection say text beyond ASCII in literals, since quoted strings are 7-bit (RFC 9051 9), and
 * remember why commands were refused: most of the library's methods tell only that they were.
 */
export function watchCommands(connection: ImapFlow): void {
  const known = new Map<string, unknown>();
  refusals.set(connection, known);
  const execute = connection.exec.bind(connection);
  connection.exec = (command, attributes, options) => {
    const name = commandName(command);
    known.delete(name);
    const answer = execute(command, toLiterals(attributes), options);
    answer.catch((error: unknown) => known.set(name, error));
    return answer;
  };
}

/** Why one of these commands was refused; the first of them that was. */
export function findRefusal(connection: ImapFlow, ...commands: readonly string[]): unknown {
  const known = refusals.get(connection);
  return commands.map((command) => known?.get(command)).find((error) => error !== undefined);
}

const commandName = (command: string): string => command.toUpperCase().replace(/^UID /, '');

function toLiterals(attributes: unknown): unknown {
  if (Array.isArray(attributes)) return attributes.map(toLiterals);
  if (!isToken(attributes) || typeof attributes.value !== 'string') return attributes;
  const isText = attributes.type === 'ATOM' || attributes.type === 'STRING';
  return isText && BEYOND_ASCII.test(attributes.value)
    ? { ...attributes, type: 'LITERAL', value: Buffer.from(attributes.value) }
    : attributes;
}

const BEYOND_ASCII = /[^\0-\x7f]/;

const isToken = (value: unknown): value is CommandToken =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'value' in value;
