import { setTimeout as sleep } from 'node:timers/promises';
import { startEffectEndpoint } from '../effect-endpoint.ts';
import { startFaultEngine } from '../fault-engine.ts';
import type { FaultFigures, FaultScenario } from '../fault-scenario.ts';
import { createOrders } from '../orders.ts';
import { startRuntime } from '../start-runtime.ts';
import { type Trial, tryUnderLoad } from '../try-under-load.ts';

const STOPPED_MS = 6_000;
const ROUNDS = 3;

/** The engine, or a runtime, stands still while orders come: no job waits for its deadline. */
export const standStill: FaultScenario = {
  name: 'stand-still',
  summary: 'the engine, or the runtime, stands still for 6 s (SIGSTOP): no job waits for its deadline',
  async run(options) {
    const endpoint = await startEffectEndpoint(options.onEnd);
    const engine = await startFaultEngine(options);
    const orders = createOrders(engine, endpoint);
    const figures: FaultFigures[] = [];
    for (const transport of ['grpc', 'rest'] as const) {
      const runtime = await startRuntime(options, { ...engine.process, transport });
      const targets = { engine: engine.process, runtime };
      for (const [target, { pid }] of Object.entries(targets)) {
        const trial: Trial = {
          engine,
          endpoint,
          orders,
          title: `the ${target} stood still for 6 s (${transport})`,
        };
        for (let round = 0; round < (options.short ? 1 : ROUNDS); round += 1)
          figures.push(await tryUnderLoad(trial, () => stopProcess(pid)));
      }
      await runtime.stop();
    }
    const late = figures.filter(({ values }) => values['timedOut'] !== 0);
    if (late.length > 0)
      throw new Error(
        late
          .map(({ title, values }) => `${title}: ${values['timedOut']} jobs waited for their deadline`)
          .join('; '),
      );
    return figures;
  },
};

async function stopProcess(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await sleep(STOPPED_MS);
  process.kill(pid, 'SIGCONT');
}
