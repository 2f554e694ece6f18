import { status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { anyRequest } from './request-messages.ts';
import { StatusError } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

const insteadOf = {
  EvaluateConditional: 'publish a message instead, or run this on a Camunda 8 cluster',
};

export const unsupportedRpcs: readonly string[] = Object.keys(insteadOf);

/** The calls that the engine does not support: each says what to do instead. */
export function createUnsupportedCalls(): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(insteadOf).map(([rpc, advice]) => [
      rpc,
      createUnaryHandler(anyRequest, () => {
        throw new StatusError(status.UNIMPLEMENTED, `The embedded engine does not support ${rpc}: ${advice}`);
      }),
    ]),
  );
}
