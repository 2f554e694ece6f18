import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createTestClock } from './core/test-clock.ts';
import { startEngine } from './embedded-engine.ts';
import { workModel } from './testing/gateway-models.ts';
import { connectRawGateway } from './testing/raw-gateway.ts';

const portOf = (address: string): number => Number(address.split(':').at(-1));

async function isOpen(port: number): Promise<boolean> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => resolve(true));
  });
  probe.close();
  return !free;
}

test('takes free ports on loopback and gives them back', async () => {
  const engine = await startEngine();
  expect(engine.grpcAddress).toMatch(/^grpc:\/\/127\.0\.0\.1:\d+$/);
  expect(engine.restAddress).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await Promise.all([engine.close(), engine.close()]);
  expect([await isOpen(portOf(engine.grpcAddress)), await isOpen(portOf(engine.restAddress))]).toEqual([
    false,
    false,
  ]);
});

test('a port that is taken is named, with what to do, and nothing stays open', async () => {
  const first = await startEngine();
  const [grpcPort, restPort] = [portOf(first.grpcAddress), portOf(first.restAddress)];
  await expect(startEngine({ grpcPort })).rejects.toThrow(
    new RegExp(`cannot listen on 127.0.0.1:${grpcPort} \\(grpcPort\\): .*EADDRINUSE.* choose another port`),
  );
  await expect(startEngine({ restPort })).rejects.toThrow(
    new RegExp(`cannot listen on 127.0.0.1:${restPort} \\(restPort\\): .*EADDRINUSE.* choose another port`),
  );
  await first.close();
  const again = await startEngine({ grpcPort, restPort });
  expect(again.grpcAddress).toBe(`grpc://127.0.0.1:${grpcPort}`);
  await again.close();
});

test('an aborted signal closes it, and starts nothing', async () => {
  const controller = new AbortController();
  const engine = await startEngine({ signal: controller.signal });
  controller.abort(new Error('enough'));
  await engine.close();
  expect(await isOpen(portOf(engine.grpcAddress))).toBe(false);
  await expect(startEngine({ signal: controller.signal })).rejects.toThrow('enough');
});

test('deadlines of jobs follow the clock it is given', async () => {
  const clock = createTestClock();
  const engine = await startEngine({ clock });
  const gateway = connectRawGateway(engine.grpcAddress);
  try {
    await gateway.call('DeployResource', {
      resources: [{ name: 'p.bpmn', content: Buffer.from(workModel('p')) }],
    });
    await gateway.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1 });
    const poll = {
      type: 'p-work',
      worker: 'w',
      timeout: 3_600_000,
      maxJobsToActivate: 1,
      requestTimeout: -1,
    };
    const deadline = String(clock.now() + 3_600_000);
    expect(await gateway.collect('ActivateJobs', poll)).toMatchObject([{ jobs: [{ deadline }] }]);
    expect(await gateway.collect('ActivateJobs', poll)).toEqual([]);
    clock.advance(3_600_000);
    expect(await gateway.collect('ActivateJobs', poll)).toMatchObject([{ jobs: [{ retries: 3 }] }]);
  } finally {
    gateway.close();
    await engine.close();
  }
});
