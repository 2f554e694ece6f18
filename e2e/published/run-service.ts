import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { JsonObject } from '@jobwright/json';
import { type InstanceEnd, startEngine } from '@jobwright/engine';
import { expect } from 'vitest';

export interface Service {
  /** Of an application that has the command. */
  readonly folder: string;
  readonly node: string;
  readonly args?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface Instance {
  readonly bpmnProcessId: string;
  readonly model: string;
  readonly variables: JsonObject;
}

const PATIENCE_MS = 60_000;

/**
 * Starts `jobwright start` for an embedded engine, lets it work off one instance and asks it to stop; gives
 * the variables of the instance.
 */
export async function runService(service: Service, instance: Instance): Promise<JsonObject> {
  const { folder, node, args = [], secrets = {} } = service;
  const engine = await startEngine();
  const child = spawn(node, ['node_modules/.bin/jobwright', 'start', ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
      ZEEBE_REST_ADDRESS: engine.restAddress,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      ...Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`SECRET_${name}`, value])),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  try {
    const { bpmnProcessId, model, variables } = instance;
    const resources = [{ name: `${bpmnProcessId}.bpmn`, content: model }];
    await engine.core.deploy({ resources, tenantId: '<default>' });
    const created = engine.core.createInstance({
      bpmnProcessId,
      version: -1,
      variables,
      tenantId: '<default>',
    });
    if (!created.ok) throw new Error(created.rejection.reason);
    const end = await new Promise<InstanceEnd>((resolve, reject) => {
      const incidents = () => engine.core.incidents().map(({ message }) => message);
      const giveUp = () => reject(new Error(`It does not end: ${incidents().join()}\n${stderr}`));
      const timer = setTimeout(giveUp, PATIENCE_MS);
      engine.core.onInstanceEnd(created.value.processInstanceKey, (ended) => {
        clearTimeout(timer);
        resolve(ended);
      });
    });
    if (end.state !== 'COMPLETED') throw new Error(`It was ${end.state}\n${stderr}`);
    child.kill('SIGTERM');
    expect(await ended, stderr).toEqual([0, null]);
    return end.variables;
  } finally {
    child.kill('SIGKILL');
    await ended;
    await engine.close();
  }
}
