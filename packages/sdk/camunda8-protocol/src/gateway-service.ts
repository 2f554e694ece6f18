import { fileURLToPath } from 'node:url';
import { type AnyDefinition, loadSync, type ServiceDefinition } from '@grpc/proto-loader';

const PROTOCOL_FILE = fileURLToPath(new URL('../proto/gateway.proto', import.meta.url));
const SERVICE = 'gateway_protocol.Gateway';

const isService = (definition: AnyDefinition | undefined): definition is ServiceDefinition =>
  definition !== undefined && !('format' in definition);

/**
 * Reads the protocol of a Camunda 8 gateway, for a client or a server of gRPC. In messages 64-bit integers are decimal strings, values
 * of enumerations their names, and fields that were not sent have their default.
 */
export function loadGatewayService(): ServiceDefinition {
  const service = loadSync(PROTOCOL_FILE, { longs: String, enums: String, defaults: true })[SERVICE];
  if (!isService(service)) throw new Error(`${PROTOCOL_FILE} does not define the service ${SERVICE}`);
  return service;
}
