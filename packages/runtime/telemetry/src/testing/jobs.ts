import {
  type Connector,
  ConnectorError,
  defineConnector,
  type OperationContext,
  RetryableError,
} from '@jobwright/connector-sdk';
import {
  type ActivatedJob,
  createConnectorRuntime,
  createStaticSecrets,
  type JobObserver,
  type JobOutcome,
} from '@jobwright/runtime';
import { z } from 'zod';

/** The value of the secret WHO. */
export const SECRET = 'MARKER-s3cret';

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0">
<process id="order"><serviceTask id="greet"><extensionElements><z:ioMapping>
<z:input source="{{secrets.WHO}}{{secrets.NOBODY}}" target="name"/>
</z:ioMapping></extensionElements></serviceTask></process></definitions>`;

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
  deadline: performance.now() + 10_000,
  variables: JSON.stringify(variables),
  tenantId: '<default>',
});

type Greet = (name: string, context: OperationContext) => Promise<unknown>;

export const greet = (run: Greet): Connector =>
  defineConnector({
    type: 'acme:greet:1',
    name: 'Greet',
    input: z.object({ name: z.string().meta({ title: 'Name' }) }),
    output: z.unknown(),
    run: ({ name }, context) => run(name, context),
  });

/** Hello, or the failure that the name asks for. */
export const answer = async (name: string): Promise<string> => {
  if (name === 'later') throw new RetryableError({ code: 'LATER', message: 'not yet' });
  if (name === 'never') throw new ConnectorError({ code: 'NEVER', message: 'no' });
  return `Hello ${name}`;
};

/** Runs jobs one after the other through a real runtime; resolves to how they were answered. */
export async function runJobs(
  jobs: readonly ActivatedJob[],
  observer: JobObserver,
  run: Greet = answer,
): Promise<readonly JobOutcome[]> {
  const outcomes: JobOutcome[] = [];
  const runtime = createConnectorRuntime({
    connectors: [greet(run)],
    observers: [observer],
    secrets: { provider: createStaticSecrets({ WHO: SECRET }) },
    models: () => MODEL,
  });
  for (const job of jobs) {
    await runtime.accept(job, {
      settle(_job, outcome) {
        outcomes.push(outcome);
        return Promise.resolve('settled');
      },
      extendDeadline: () => Promise.resolve('extended'),
    });
  }
  await runtime.drain({ timeoutMs: 0 });
  return outcomes;
}
