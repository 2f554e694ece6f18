import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { Client, credentials, type MethodDefinition, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

export interface GatewayClient {
  /** @throws a gRPC error with its `code` */
  call(method: string, request: object, timeoutMs: number): Promise<unknown>;
  /** One message at a time until the gateway ends the call. */
  stream(
    method: string,
    request: object,
    options: { readonly timeoutMs?: number; readonly onMessage: (message: unknown) => void },
  ): Promise<void>;
  close(): void;
}

const SERVICE = 'gateway_protocol.Gateway';
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** A gRPC client of the gateway at `grpc://host:port` and nothing else: no retries, no queue. */
export function createGatewayClient(grpcAddress: string): GatewayClient {
  const methods = loadMethods();
  const client = new Client(new URL(grpcAddress).host, credentials.createInsecure(), {
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  });
  const find = (name: string) => {
    const method = methods.get(name);
    if (method === undefined) throw new Error(`The gateway has no method ${name}`);
    return method;
  };
  return {
    call(name, request, timeoutMs) {
      const { path, requestSerialize, responseDeserialize } = find(name);
      const options = { deadline: Date.now() + timeoutMs };
      return new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          request,
          options,
          (error, response) => {
            if (error === null) resolve(response);
            else reject(error);
          },
        );
      });
    },
    stream(name, request, { timeoutMs, onMessage }) {
      const { path, requestSerialize, responseDeserialize } = find(name);
      const options = timeoutMs === undefined ? {} : { deadline: Date.now() + timeoutMs };
      return new Promise((resolve, reject) => {
        client
          .makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, options)
          .on('data', onMessage)
          .on('error', reject)
          .on('end', resolve);
      });
    },
    close: () => client.close(),
  };
}

/** `RESOURCE_EXHAUSTED`: the cluster takes no more for now and has done nothing. */
export function isPushedBack(error: unknown): boolean {
  return statusCodeOf(error) === status.RESOURCE_EXHAUSTED;
}

export function isTimedOut(error: unknown): boolean {
  return statusCodeOf(error) === status.DEADLINE_EXCEEDED;
}

function statusCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function loadMethods(): ReadonlyMap<string, MethodDefinition<object, object>> {
  const sdk = createRequire(import.meta.url).resolve('@camunda8/sdk');
  const definition = loadSync(join(dirname(sdk), 'proto/zeebe.proto'), {
    longs: String,
    enums: String,
    defaults: true,
  });
  const service = definition[SERVICE];
  if (service === undefined || 'format' in service) throw new Error(`@camunda8/sdk has no ${SERVICE}`);
  return new Map(Object.entries(service));
}
