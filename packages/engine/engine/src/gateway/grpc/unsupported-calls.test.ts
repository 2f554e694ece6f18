import { status } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { createUnsupportedCalls, unsupportedRpcs } from './unsupported-calls.ts';

test.each(unsupportedRpcs)('%s is UNIMPLEMENTED and says what to do', async (rpc) => {
  const call = createUnsupportedCalls()[rpc] as (
    call: { readonly request: object },
    callback: (error: unknown) => void,
  ) => void;
  const error = await new Promise((resolve) => call({ request: {} }, resolve));
  expect(error).toMatchObject({
    code: status.UNIMPLEMENTED,
    details: expect.stringMatching(
      `^The embedded engine does not support ${rpc}: .+ Camunda 8 cluster$`,
    ) as string,
  });
});
