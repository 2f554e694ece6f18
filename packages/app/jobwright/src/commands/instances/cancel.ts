import { stringifyJson } from '@jobwright/json';
import { callCluster, doWithEach, expectAll, type OperatorCall } from '../../operator/call-cluster.ts';

interface CancelOptions extends OperatorCall {
  readonly keys: readonly string[];
}

/**
 * Ends process instances without completing them.
 * @throws CommandError when some were not canceled
 */
export async function cancelInstances({ keys, ...call }: CancelOptions): Promise<void> {
  const { output } = call;
  const results = await callCluster(call, async ({ operations, bounds, address }) => {
    const outcome = await doWithEach([...new Set(keys)], async (key) => {
      await operations.cancelInstance(key, bounds);
      output.line(`Canceled ${key}`);
    });
    output.result({
      json: stringifyJson({ cluster: address, canceled: outcome.done, failed: outcome.failed }),
    });
    return outcome;
  });
  expectAll(results, 'instances were not canceled');
}
