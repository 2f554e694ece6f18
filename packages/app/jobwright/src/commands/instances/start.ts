import { stringifyJson } from '@jobwright/json';
import type { InstanceStart } from '@jobwright/runtime/cluster';
import { callCluster, type OperatorCall } from '../../operator/call-cluster.ts';

interface StartOptions extends OperatorCall {
  readonly start: InstanceStart;
}

/**
 * Starts a process instance.
 * @throws CommandError that says what is wrong and what to do
 */
export async function startInstance({ start, ...call }: StartOptions): Promise<void> {
  await callCluster(call, async ({ operations, bounds, address }) => {
    const { key, processId, version } = await operations.startInstance(start, bounds);
    const ofVersion = version === undefined ? '' : `, version ${version}`;
    call.output.result({
      json: stringifyJson({ cluster: address, key, processId, version: version ?? null }),
      lines: [`Started ${processId}${ofVersion}: instance ${key}`],
    });
  });
}
