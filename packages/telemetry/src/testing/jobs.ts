import { type Connector, ConnectorError, defineConnector, RetryableError } from '@jobwright/connector-sdk';
import { type ActivatedJob, createConnectorRuntime, type JobObserver } from '@jobwright/runtime';
import { z } from 'zod';

let lastKey = 0;

export const jobOf = (variables: object, headers: Readonly<Record<string, string>> = {}): ActivatedJob => ({
  key: String(++lastKey),
  type: 'acme:greet:1',
  processInstanceKey: '2',
  bpmnProcessId: 'order',
  processDefinitionKey: '3',
  processDefinitionVersion: 1,
  elementId: 'greet',
  elementInstanceKey: '4',
  headers,
  retries: 3,
  deadline: Date.now() + 10_000,
  variables: JSON.stringify(variables),
  tenantId: '<default>',
});

export const greet = (run: (name: string) => Promise<unknown>): Connector =>
  defineConnector({
    type: 'acme:greet:1',
    name: 'Greet',
    input: z.object({ name: z.string().meta({ title: 'Name' }) }),
    output: z.unknown(),
    run: ({ name }) => run(name),
  });

/** Hello, or the failure that the name asks for. */
export const answer = async (name: string): Promise<string> => {
  if (name === 'later') throw new RetryableError({ code: 'LATER', message: 'not yet' });
  if (name === 'never') throw new ConnectorError({ code: 'NEVER', message: 'no' });
  return `Hello ${name}`;
};

/** Runs jobs one after the other through a real runtime. */
export async function runJobs(jobs: readonly ActivatedJob[], observer: JobObserver, run = answer) {
  const runtime = createConnectorRuntime({ connectors: [greet(run)], observers: [observer] });
  for (const job of jobs) {
    await runtime.accept(job, {
      settle: () => Promise.resolve('settled'),
      extendDeadline: () => Promise.resolve('extended'),
    });
  }
  await runtime.drain({ timeoutMs: 0 });
}
