import { type Metadata, status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { DEFAULT_PHYSICAL_TENANT } from '../../core/engine-core.ts';
import { StatusError } from './status-error.ts';

/** Names the physical tenant that a call is for; without it `default` is meant. */
const PHYSICAL_TENANT = 'camunda-physical-tenant';

function findPhysicalTenant(metadata: Metadata): string {
  const [id = DEFAULT_PHYSICAL_TENANT] = metadata.get(PHYSICAL_TENANT);
  return String(id);
}

const unknownError = (id: string): StatusError =>
  new StatusError(
    status.UNAUTHENTICATED,
    `Expected to handle gRPC request for the physical tenant '${id}', but there is no such physical tenant`,
  );

/** The calls of several physical tenants as one service. */
export function routeCalls(
  callsById: ReadonlyMap<string, UntypedServiceImplementation>,
): UntypedServiceImplementation {
  const names = Object.keys(callsById.get(DEFAULT_PHYSICAL_TENANT) ?? {});
  return Object.fromEntries(
    names.map((rpc) => {
      const handle = (call: RoutedCall, callback?: (error: StatusError) => void): void => {
        const id = findPhysicalTenant(call.metadata);
        const handler: unknown = callsById.get(id)?.[rpc];
        if (typeof handler === 'function') Reflect.apply(handler, undefined, [call, callback]);
        else if (callback) callback(unknownError(id));
        else call.emit('error', unknownError(id));
      };
      return [rpc, handle];
    }),
  );
}

interface RoutedCall {
  readonly metadata: Metadata;
  emit(event: 'error', error: StatusError): boolean;
}
