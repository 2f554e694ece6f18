import { fileURLToPath } from 'node:url';
import {
  type AnyDefinition,
  loadSync,
  type PackageDefinition,
  type ServiceDefinition,
} from '@grpc/proto-loader';

const PROTOCOL_FILE = fileURLToPath(new URL('../proto/gateway.proto', import.meta.url));
const SERVICE = 'gateway_protocol.Gateway';

const isService = (definition: AnyDefinition | undefined): definition is ServiceDefinition =>
  definition !== undefined && !('format' in definition);

/**
 * Loads everything that the protocol of a Camunda 8 gateway defines, by full name, such as
 * `gateway_protocol.JobResult`.
 * @throws Error when the protocol file is missing or broken
 */
export const loadGatewayDefinitions = (): PackageDefinition =>
  loadSync(PROTOCOL_FILE, { longs: String, enums: String, defaults: true });

/**
 * Loads the protocol of a Camunda 8 gateway, for a gRPC client or server. In messages, 64-bit integers are
 * decimal strings, enumeration values are names, and fields that were not sent have their default.
 * @throws Error when the protocol file is missing or broken
 */
export function loadGatewayService(): ServiceDefinition {
  const service = loadGatewayDefinitions()[SERVICE];
  if (!isService(service)) throw new Error(`${PROTOCOL_FILE} does not define the service ${SERVICE}`);
  return service;
}
