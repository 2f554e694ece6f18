import { customerData } from '@jobwright/connector-customer-data';
import { createMemoryDocumentStore } from '@jobwright/runtime';
import { createCallContext } from '../http/call-context.ts';

export interface Contender {
  update(): Promise<unknown>;
  close(): Promise<void>;
}

export interface ContenderOptions {
  /** Keeps the idempotency keys of processes apart. */
  readonly namespace: string;
  readonly rows: number;
}

/** The connector without a runtime: each job has a key and a signal of its own. */
export function createConnectorUpdate(url: string, { namespace, rows }: ContenderOptions): Contender {
  const operation = customerData.operations.get('update');
  if (operation === undefined) throw new Error('The connector updates');
  const context = createCallContext(createMemoryDocumentStore(), new AbortController().signal);
  let n = 0;
  return {
    update() {
      n += 1;
      const changes = { status: `active ${n}`, credit: n, profile: { segment: 'plus', n } };
      const run = operation.bind({ connection: { url }, key: `C${n % rows}`, changes });
      return run({
        ...context,
        idempotencyKey: `${namespace}-${n}-${process.pid}`,
        signal: new AbortController().signal,
      });
    },
    close: () => context.close(),
  };
}
