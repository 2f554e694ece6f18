/** The version whose behaviour the engine follows; clients look at it. */
const CAMUNDA_VERSION = '8.10.0';

/** One broker with one healthy partition; each protocol has its own words for the partition. */
export function describeTopology<Words extends object>(
  address: { readonly host: string; readonly port: number },
  words: Words,
) {
  return {
    brokers: [
      { nodeId: 0, ...address, partitions: [{ partitionId: 1, ...words }], version: CAMUNDA_VERSION },
    ],
    clusterSize: 1,
    partitionsCount: 1,
    replicationFactor: 1,
    gatewayVersion: CAMUNDA_VERSION,
  };
}
