import { randomBytes } from 'node:crypto';

/** Statements that a connection keeps prepared; columns come from models, so there could be any number. */
const MAX_STATEMENTS = 100;

/** Names for the statements of one connection, so that the server plans each of them once. */
export interface StatementNames {
  /** Undefined: there are enough. */
  nameOf(text: string): string | undefined;
}

export function createStatementNames(): StatementNames {
  // The embedded database has one session for all connections: names must not meet.
  const prefix = `jobwright_${randomBytes(6).toString('hex')}`;
  const names = new Map<string, string>();
  return {
    nameOf(text) {
      const known = names.get(text);
      if (known !== undefined || names.size >= MAX_STATEMENTS) return known;
      const name = `${prefix}_${names.size}`;
      names.set(text, name);
      return name;
    },
  };
}
