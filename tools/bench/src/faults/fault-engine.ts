import { join } from 'node:path';
import { type EngineProcess, startEngineProcess } from '@jobwright/servers/test-cluster';
import { createGatewayClient, type GatewayClient } from '../runtime/gateway-client.ts';
import { renderRestProcess } from '../runtime/rest-process.ts';
import type { ScenarioOptions } from './fault-scenario.ts';

/** The embedded engine in a process of its own, on a data directory. */
export interface FaultEngine {
  readonly process: EngineProcess;
  readonly gateway: GatewayClient;
}

const DEPLOY_MS = 120_000;
/** The endpoint makes an effect once where it knows the key. */
const ORDER_INPUTS = { idempotencyHeader: 'Idempotency-Key' };

/** Starts it with the process of orders; it is stopped at the end. */
export async function startFaultEngine({
  directory,
  onEnd,
}: Pick<ScenarioOptions, 'directory' | 'onEnd'>): Promise<FaultEngine> {
  const engine = await startEngineProcess({ dataDirectory: join(directory, 'data') });
  onEnd(() => engine.stop());
  const gateway = createGatewayClient(engine.grpcAddress);
  onEnd(() => gateway.close());
  const content = Buffer.from(renderRestProcess(ORDER_INPUTS));
  await gateway.call('DeployResource', { resources: [{ name: 'order.bpmn', content }] }, DEPLOY_MS);
  return { process: engine, gateway };
}
