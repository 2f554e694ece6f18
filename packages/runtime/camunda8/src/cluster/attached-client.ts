import type { CamundaRestClient } from '../rest/sdk-rest-client.ts';
import type { ZeebeGrpcClient } from '../gateway/sdk-stub.ts';

/**
 * A client of `@camunda8/sdk` 8.6 or newer: what `getZeebeGrpcApiClient()` or `getCamundaRestClient()` gives.
 * Any version fits, also beside another one: its inside is checked when connectors are attached to it.
 */
export type AttachableClient = ZeebeGrpcClient | CamundaRestClient;

/** @returns the error of a client that connectors cannot be attached to */
export const unknownClient = (): Error =>
  new Error(
    'Expected a client of @camunda8/sdk 8.6 or newer: pass camunda8.getZeebeGrpcApiClient() or camunda8.getCamundaRestClient()',
  );
