import { startEngineProcess } from '@jobwright/servers/test-cluster';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGatewayClient, type GatewayClient } from '../runtime/gateway-client.ts';
import { measureWorstInput } from './measure-worst-input.ts';
import { type Remote, startRemote } from './start-remote.ts';
import { worstInputs } from './worst-inputs.ts';

/** Every third input; all of them with `LIMITS=all`. */
const inputs =
  process.env['LIMITS'] === 'all' ? worstInputs : worstInputs.filter((_input, index) => index % 3 === 0);

let engine: Awaited<ReturnType<typeof startEngineProcess>>;
let remote: Remote;
let gateway: GatewayClient;

beforeAll(async () => {
  engine = await startEngineProcess();
  remote = await startRemote();
  gateway = createGatewayClient(engine.grpcAddress);
}, 60_000);
afterAll(async () => {
  gateway.close();
  remote.close();
  await engine.stop();
});

test.each(inputs)('no job stops the others: $name', { timeout: 600_000 }, async (input) => {
  const lab = { ...engine, gateway, remote, minWatchMs: 0 };
  const { signal } = new AbortController();
  const { probeMs, otherJobMs, jobsMs, endMs } = await measureWorstInput(input, { ...lab, signal });
  // What does not happen is `Infinity`.
  expect(probeMs, 'the probe answers').not.toBe(Infinity);
  expect(otherJobMs, 'a job of another connector is completed').not.toBe(Infinity);
  expect(endMs, 'SIGTERM ends the process').not.toBe(Infinity);
  expect(jobsMs, 'each job gets its answer').not.toBe(Infinity);
});
