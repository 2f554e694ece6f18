import { setTimeout as sleep } from 'node:timers/promises';
import { deployFiles, type EngineCall, startInstance } from '@jobwright/servers/operaton';
import { expect } from 'vitest';
import { z } from 'zod';
import { type ChaosTable, createChaosTable } from '../../sql/testing/chaos-table.ts';
import { type SqlClient, sqlTarget } from '../../sql/testing/sql-target.ts';
import { recordLocks } from './lock-log.ts';
import { ORDER_PROCESS, renderOrderModel } from './order-model.ts';
import { type RuntimeFleet, startRuntimeFleet } from './runtime-fleet.ts';
import { type OrderEndpoint, startOrderEndpoint } from './start-order-endpoint.ts';

/** A node of an engine that is on PostgreSQL. */
export interface ClusterNode {
  readonly url: string;
  readonly call: EngineCall;
}

export interface WorkToDo {
  readonly nodes: readonly [ClusterNode, ...ClusterNode[]];
  /** Kills a node and starts it again; resolves when it is back. */
  readonly killNode: (node: ClusterNode) => Promise<void>;
  /** The database of the engine, which has the customers too. */
  readonly postgresUrl: string;
  /** Two for each order. */
  readonly tasks: number;
}

const RUNTIMES = 3;
/** Orders are started in waves. Each has a runtime killed meanwhile, and every fourth a node. */
const TASKS_OF_A_WAVE = 500;
const MIN_WAVES = 4;
const NODE_EVERY = 4;
const LANES = 8;
const LOCK_SECONDS = 15;
const ROWS = 100;
const END_MS = 1_200_000;
const POLL_MS = 500;

/**
 * All that may cost a try, and how large a share of the tasks: a database of customers that has no connection
 * in time on a busy machine. A killed node costs none: the task that sends reads nothing but what it was
 * locked with, runtimes ask for variables and models until a node gives them, and an answer is repeated.
 */
const EXPLAINED_FAILURES: readonly string[] = ['update: DATABASE_UNAVAILABLE'];
const EXPLAINED_SHARE = 0.05;

const counted = z.object({ count: z.number() });
const failedTries = z.array(z.object({ activityId: z.string(), errorMessage: z.string().nullable() }));
const incidents = z.array(z.object({ activityId: z.string(), incidentMessage: z.string().nullable() }));

/**
 * Has orders worked on by runtimes that are killed with `kill -9`, and so are nodes: none is lost, customers
 * are changed exactly once, and no task is worked on twice at the same time.
 */
export async function workWhileKilled(work: WorkToDo): Promise<void> {
  const target = sqlTarget('postgres', { url: work.postgresUrl });
  const client = await target.connect();
  const table = await createChaosTable(target, { updates: work.tasks / 2, rows: ROWS });
  const endpoint = await startOrderEndpoint({ slowMs: LOCK_SECONDS * 1_200 });
  try {
    await runOrders(work, { client, table, endpoint });
  } finally {
    await endpoint.close();
    await table.close();
    await client.close();
  }
}

async function runOrders(
  work: WorkToDo,
  parts: { readonly client: SqlClient; readonly table: ChaosTable; readonly endpoint: OrderEndpoint },
): Promise<void> {
  const { client, table, endpoint } = parts;
  const [{ call }] = work.nodes;
  const orders = work.tasks / 2;
  const content = renderOrderModel({ updateInputs: table.inputs, endpointUrl: endpoint.url });
  await deployFiles(call, [{ name: 'orders.bpmn', content }]);
  const locks = await recordLocks(client, { lockMs: LOCK_SECONDS * 1_000 });

  const startedAt = performance.now();
  const fleet = await startFleet(work);
  let logs: readonly string[] = [];
  let killed;
  try {
    killed = await startAndKill(work, { fleet, table });
    await waitForEnd(call, orders);
  } finally {
    logs = await fleet.close();
  }
  const seconds = (performance.now() - startedAt) / 1_000;

  const figures = {
    tasks: work.tasks,
    seconds: Math.round(seconds),
    tasksPerSecond: Math.round(work.tasks / seconds),
    runtimesKilled: killed.runtimes,
    nodesKilled: killed.nodes,
    locks: await locks.locked(),
    locksExtended: await locks.extended(),
    locksTakenOver: await locks.takenOver(),
    callsOfTheEndpoint: endpoint.calls(),
    logged: countMessages(logs),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(await locks.lockedTwice()).toEqual([]);
  expect(endpoint.overlaps).toEqual([]);
  expect(endpoint.orders().size).toBe(orders);
  await table.expectEachUpdateOnce();
  await expectAllEnded(call, orders);
  await expectFailuresExplained(call, work.tasks);
  expect(logs.flatMap((log) => log.split('\n').filter((line) => line.includes('"level":50')))).toEqual([]);
}

const logLine = z.object({ level: z.number(), msg: z.string() });
const WARNING = 40;

/** How often each warning and error was logged. */
function countMessages(logs: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of logs.flatMap((log) => log.split('\n').filter((text) => text.startsWith('{')))) {
    const { level, msg } = logLine.parse(JSON.parse(line));
    if (level >= WARNING) counts[msg] = (counts[msg] ?? 0) + 1;
  }
  return counts;
}

async function startAndKill(
  { nodes, killNode, tasks }: WorkToDo,
  { fleet, table }: { readonly fleet: RuntimeFleet; readonly table: ChaosTable },
) {
  const waves = Math.max(MIN_WAVES, Math.round(tasks / TASKS_OF_A_WAVE));
  const counts = { runtimes: 0, nodes: 0 };
  const away = new Set<ClusterNode>();
  let restarted = Promise.resolve();
  for (let wave = 0; wave < waves; wave += 1) {
    const up = nodes.filter((node) => !away.has(node));
    await startWave({ nodes: up, table, wave, waves, orders: tasks / 2 });
    await sleep(Math.random() * 200);
    await fleet.killOne();
    counts.runtimes += 1;
    const node = nodes[counts.nodes % nodes.length];
    if (node === undefined || wave % NODE_EVERY !== 1) continue;
    // One node is always there.
    await restarted;
    away.add(node);
    restarted = killNode(node).finally(() => away.delete(node));
    // A failure is thrown by the next that waits for it.
    restarted.catch(() => undefined);
    counts.nodes += 1;
  }
  await restarted;
  return counts;
}

function startFleet({ nodes, postgresUrl }: WorkToDo): Promise<RuntimeFleet> {
  const urls = nodes.map(({ url }) => url);
  // The runtimes prefer different nodes.
  const environments = Array.from({ length: RUNTIMES }, (_, n) => ({
    JOBWRIGHT_CLUSTER_KIND: 'camunda7',
    JOBWRIGHT_CLUSTER_URL: [...urls.slice(n % urls.length), ...urls.slice(0, n % urls.length)].join(','),
    JOBWRIGHT_CLUSTER_LOCK_DURATION_SECONDS: String(LOCK_SECONDS),
    // With few cores, more jobs at once would mostly extend their locks.
    JOBWRIGHT_JOBS_MAX_CONCURRENT: '32',
    SECRET_CUSTOMER_DATABASE_URL: postgresUrl,
  }));
  return startRuntimeFleet(environments);
}

/** Starts the orders of a wave, through the nodes in turn. */
async function startWave(options: {
  readonly nodes: readonly ClusterNode[];
  readonly table: ChaosTable;
  readonly wave: number;
  readonly waves: number;
  readonly orders: number;
}): Promise<void> {
  const { nodes, table, wave, waves, orders } = options;
  let next = wave;
  const runLane = async (lane: number): Promise<void> => {
    const node = nodes[lane % nodes.length];
    while (node !== undefined && next < orders) {
      const n = next;
      next += waves;
      const { key, changes } = table.variablesOf(n);
      const variables = {
        key: { type: 'String', value: key },
        orderId: { type: 'Integer', value: n },
        changes: { type: 'Json', value: JSON.stringify(changes) },
      };
      await startInstance(node.call, { processId: ORDER_PROCESS, variables });
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => runLane(lane)));
}

const readCount = async (call: EngineCall, path: string): Promise<number> =>
  (await call(counted, path)).count;

async function waitForEnd(call: EngineCall, orders: number): Promise<void> {
  const deadline = performance.now() + END_MS;
  for (;;) {
    const completed = await readCount(
      call,
      `/history/process-instance/count?processDefinitionKey=${ORDER_PROCESS}&completed=true`,
    );
    if (completed >= orders) return;
    expect(await call(incidents, `/incident?processDefinitionKeyIn=${ORDER_PROCESS}`)).toEqual([]);
    if (performance.now() > deadline) throw new Error(`Only ${completed} of ${orders} orders have ended.`);
    await sleep(POLL_MS);
  }
}

async function expectAllEnded(call: EngineCall, orders: number): Promise<void> {
  const ofProcess = `processDefinitionKey=${ORDER_PROCESS}`;
  expect(await readCount(call, `/history/process-instance/count?${ofProcess}&completed=true`)).toBe(orders);
  expect(await readCount(call, `/process-instance/count?${ofProcess}`)).toBe(0);
  expect(await readCount(call, `/external-task/count?${ofProcess}`)).toBe(0);
  for (const activityType of ['serviceTask', 'noneEndEvent']) {
    const wanted = activityType === 'serviceTask' ? orders * 2 : orders;
    const query = `activityType=${activityType}&finished=true`;
    expect(await readCount(call, `/history/activity-instance/count?${query}`)).toBe(wanted);
  }
}

async function expectFailuresExplained(call: EngineCall, tasks: number): Promise<void> {
  const path = `/history/external-task-log?processDefinitionKey=${ORDER_PROCESS}&failureLog=true`;
  const failed = await call(failedTries, path);
  const unexplained = failed.filter(({ activityId, errorMessage }) => {
    const [code = ''] = (errorMessage ?? '').split(':');
    return !EXPLAINED_FAILURES.includes(`${activityId}: ${code}`);
  });
  expect(unexplained).toEqual([]);
  expect(failed.length).toBeLessThanOrEqual(tasks * EXPLAINED_SHARE);
}
