import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  type ClientReadableStream,
  Client,
  credentials,
  Metadata,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';

export type Fields = Record<string, unknown>;
export type Outcome = { readonly ok: Fields } | { readonly error: string; readonly details: string };

/** A gateway client without any behaviour of its own: it shows exactly what came over the wire. */
export interface RawGateway {
  call(rpc: string, request: Fields): Promise<Outcome>;
  /** All messages until the server ends the stream, or how it failed. */
  collect(rpc: string, request: Fields): Promise<readonly Fields[] | Outcome>;
  open(
    rpc: string,
    request: Fields,
    options?: { readonly deadlineMs?: number },
  ): ClientReadableStream<Fields>;
  close(): void;
}

/** The protocol as the recorded answers were read, whose fields are those of an older version than ours. */
const PROTOCOL_FILE = join(
  dirname(createRequire(import.meta.url).resolve('@camunda8/sdk')),
  'proto/zeebe.proto',
);

const DEADLINE_MS = 20_000;

export const toOutcome = (error: ServiceError): Outcome => ({
  error: status[error.code],
  details: error.details,
});

const loadRecordedService = (): ServiceDefinition =>
  loadSync(PROTOCOL_FILE, { longs: String, enums: String, defaults: true })[
    'gateway_protocol.Gateway'
  ] as ServiceDefinition;

/** A client of gRPC itself, for an address such as `grpc://127.0.0.1:26500`. */
export const connectGrpc = (address: string): Client =>
  new Client(new URL(address).host, credentials.createInsecure());

/** By default with the protocol of the recorded answers. */
export function connectRawGateway(address: string, service = loadRecordedService()): RawGateway {
  const client = connectGrpc(address);
  const method = (rpc: string) => {
    const found = service[rpc];
    if (!found) throw new Error(`No rpc ${rpc}`);
    return found;
  };
  const deadline = (ms = DEADLINE_MS) => ({ deadline: Date.now() + ms });
  const open = (rpc: string, request: Fields, options: { readonly deadlineMs?: number } = {}) => {
    const { path, requestSerialize, responseDeserialize } = method(rpc);
    return client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize as (bytes: Buffer) => Fields,
      request,
      new Metadata(),
      deadline(options.deadlineMs),
    );
  };
  return {
    call(rpc, request) {
      const { path, requestSerialize, responseDeserialize } = method(rpc);
      return new Promise((resolve) => {
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          request,
          new Metadata(),
          deadline(),
          (error, value) => resolve(error ? toOutcome(error) : { ok: value as Fields }),
        );
      });
    },
    open,
    collect(rpc, request) {
      const messages: Fields[] = [];
      return new Promise((resolve) => {
        open(rpc, request)
          .on('data', (message: Fields) => messages.push(message))
          .on('end', () => resolve(messages))
          .on('error', (error: ServiceError) => resolve(toOutcome(error)));
      });
    },
    close: () => client.close(),
  };
}
