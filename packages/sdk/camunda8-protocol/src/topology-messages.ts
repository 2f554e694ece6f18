/** The answer to `Topology`: the cluster as the gateway sees it. */
export interface TopologyResponse {
  readonly brokers: readonly BrokerInfo[];
  readonly clusterSize: number;
  readonly partitionsCount: number;
  readonly replicationFactor: number;
  readonly gatewayVersion: string;
  /** From 8.8; empty before. */
  readonly clusterId: string;
}

/** A broker and the partitions that it has. */
export interface BrokerInfo {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly partitions: readonly Partition[];
  readonly version: string;
}

/** A partition on one broker: its role there, and its health. */
export interface Partition {
  readonly partitionId: number;
  readonly role: 'LEADER' | 'FOLLOWER' | 'INACTIVE';
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'DEAD';
}
