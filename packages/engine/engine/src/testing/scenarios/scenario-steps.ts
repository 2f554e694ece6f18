import { workModel } from '../gateway-models.ts';
import type { Fields, Outcome, RawGateway } from '../raw-gateway.ts';

export type Model = (id: string) => string;

export async function deploy(gateway: RawGateway, id: string, model: Model): Promise<Outcome> {
  return gateway.call('DeployResource', {
    resources: [{ name: `${id}.bpmn`, content: Buffer.from(model(id)) }],
  });
}

export const start = (gateway: RawGateway, id: string, variables: Fields = {}): Promise<Outcome> =>
  gateway.call('CreateProcessInstance', {
    bpmnProcessId: id,
    version: -1,
    variables: JSON.stringify(variables),
  });

export function expectOk(outcome: Outcome): Fields {
  if ('ok' in outcome) return outcome.ok;
  throw new Error(`${outcome.error}: ${outcome.details}`);
}

export async function activate(gateway: RawGateway, id: string, more: Fields = {}): Promise<unknown> {
  return gateway.collect('ActivateJobs', {
    type: `${id}-work`,
    worker: 'w',
    timeout: 60_000,
    maxJobsToActivate: 10,
    requestTimeout: 5_000,
    ...more,
  });
}

export const NO_WAIT = { requestTimeout: -1 };

export async function activateOne(
  gateway: RawGateway,
  id: string,
): Promise<{ readonly key: string; readonly job: Fields }> {
  const [response] = (await activate(gateway, id)) as { jobs: Fields[] }[];
  const job = response?.jobs[0];
  if (!job) throw new Error(`No job of ${id}`);
  return { key: String(job.key), job };
}

export async function startWork(
  gateway: RawGateway,
  id: string,
  variables: Fields = {},
): Promise<{ readonly key: string; readonly instance: Fields }> {
  await deploy(gateway, id, workModel);
  const instance = expectOk(await start(gateway, id, variables));
  return { instance, key: (await activateOne(gateway, id)).key };
}

export const nextKey = async (gateway: RawGateway): Promise<bigint> =>
  BigInt(
    String(expectOk(await gateway.call('PublishMessage', { name: 'counter', correlationKey: 'x' })).key),
  );

/** The protocol cannot list incidents: their key is found among those handed out while `cause` ran. */
export async function resolveIncidentOf(
  gateway: RawGateway,
  cause: () => Promise<unknown>,
): Promise<unknown> {
  const from = await nextKey(gateway);
  const caused = await cause();
  const to = await nextKey(gateway);
  for (let key = from + 1n; key < to; key += 1n) {
    const resolved = await gateway.call('ResolveIncident', { incidentKey: key.toString() });
    if ('ok' in resolved || !resolved.details.includes('no such incident')) return [caused, resolved];
  }
  return [caused, 'no incident'];
}

export async function callInOrder(calls: readonly (() => Promise<unknown>)[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const call of calls) answers.push(await call());
  return answers;
}
