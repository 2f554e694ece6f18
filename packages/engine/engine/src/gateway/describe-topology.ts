/** The version whose behaviour the engine follows; clients look at it. */
const ZEEBE_VERSION = '8.6.0';

interface PartitionWords<Role, Health> {
  readonly role: Role;
  readonly health: Health;
}

/** One broker with one healthy partition; each protocol has its own words for the partition. */
export function describeTopology<Role, Health>(
  address: { readonly host: string; readonly port: number },
  words: PartitionWords<Role, Health>,
) {
  return {
    brokers: [{ nodeId: 0, ...address, partitions: [{ partitionId: 1, ...words }], version: ZEEBE_VERSION }],
    clusterSize: 1,
    partitionsCount: 1,
    replicationFactor: 1,
    gatewayVersion: ZEEBE_VERSION,
  };
}
