import { fileURLToPath } from 'node:url';
import { type AnyDefinition, loadSync, type ServiceDefinition } from '@grpc/proto-loader';

const PROTO_FILE = fileURLToPath(new URL('../../../proto/zeebe.proto', import.meta.url));

const isService = (definition: AnyDefinition | undefined): definition is ServiceDefinition =>
  definition !== undefined && !('format' in definition);

/** The gateway protocol as the clients speak it; 64-bit integers are decimal strings. */
export function loadGatewayService(): ServiceDefinition {
  const service = loadSync(PROTO_FILE, { longs: String, enums: String, defaults: true })[
    'gateway_protocol.Gateway'
  ];
  if (!isService(service))
    throw new Error(`${PROTO_FILE} does not define the service gateway_protocol.Gateway`);
  return service;
}
