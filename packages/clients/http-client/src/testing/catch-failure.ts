import { type ConnectorFailure, isConnectorFailure } from '@jobwright/connector-sdk';

/** What a promise rejects with, which must be one of the four failures. */
export async function catchFailure(promise: Promise<unknown>): Promise<ConnectorFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isConnectorFailure(error)) throw new Error('Expected a connector failure', { cause: error });
  return error;
}
