import { findFreePorts } from '@jobwright/local-server';

/** `command` and `internal` are the broker's own; nobody else connects to them. */
export interface BrokerPorts {
  readonly grpc: number;
  readonly rest: number;
  readonly management: number;
  readonly command: number;
  readonly internal: number;
}

/** Fills in free ports of 127.0.0.1 for those not given. */
export async function chooseBrokerPorts(
  given: Partial<Pick<BrokerPorts, 'grpc' | 'rest' | 'management'>>,
): Promise<BrokerPorts> {
  return { ...(await findFreePorts(['grpc', 'rest', 'management', 'command', 'internal'])), ...given };
}
