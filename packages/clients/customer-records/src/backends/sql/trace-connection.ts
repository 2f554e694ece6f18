import { runInSpan, type Trace, type TraceAttributes } from '@jobwright/connector-sdk';
import type { DatabaseTarget } from './database-target.ts';
import type { TransactionConnection } from './transaction-connection.ts';

/** What spans say of where a database is. */
export type DatabaseAddress = TraceAttributes;

interface TraceOptions {
  readonly trace: Trace;
  readonly address: DatabaseAddress;
}

/**
 * Tells each statement as a span: what it does, to which table, never with which values.
 * @see https://opentelemetry.io/docs/specs/semconv/database/database-spans/
 */
export function traceConnection(
  connection: TransactionConnection,
  { trace, address }: TraceOptions,
): TransactionConnection {
  const tell = <Answer>({ operation, table }: Statement, work: () => Promise<Answer>): Promise<Answer> => {
    const attributes = {
      'db.system.name': connection.system,
      'db.operation.name': operation,
      ...(table !== undefined && { 'db.collection.name': table }),
      ...address,
    };
    const name = table === undefined ? operation : `${operation} ${table}`;
    return runInSpan(trace, { name, attributes }, work);
  };
  return {
    get system() {
      return connection.system;
    },
    query: (text, values) => tell(describeStatement(text), () => connection.query(text, values)),
    begin: (timeoutMs) => tell({ operation: 'BEGIN' }, () => connection.begin(timeoutMs)),
    commit: () => tell({ operation: 'COMMIT' }, () => connection.commit()),
    rollback: () => tell({ operation: 'ROLLBACK' }, () => connection.rollback()),
    release: (options) => connection.release(options),
  };
}

interface Statement {
  readonly operation: string;
  readonly table?: string;
}

/**
 * What the client's own statements do. One that begins with `with` is named by the first that changes
 * something.
 */
export function describeStatement(text: string): Statement {
  const change = /\b(?:insert\s+(?:ignore\s+)?into|update|delete\s+from)\s+([^\s(]+)/i.exec(text);
  const [statement = '', changed] = /^\s*select\b.*\bfor update\b/is.test(text) ? [] : (change ?? []);
  const found = changed ?? /\bfrom\s+([^\s(),]+)/i.exec(text)?.[1];
  const operation = (/[a-z]+/i.exec(statement === '' ? text : statement)?.[0] ?? 'QUERY').toUpperCase();
  return found === undefined ? { operation } : { operation, table: found.replaceAll(/["`]/g, '') };
}

export const describeAddress = ({ host, port, database }: DatabaseTarget): DatabaseAddress => ({
  'server.address': host,
  'server.port': port,
  'db.namespace': database,
});
