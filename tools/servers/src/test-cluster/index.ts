export { findNamedCluster, type NamedCluster, readNamedCluster } from './named-cluster.ts';
export { type EngineProcess, startEngineProcess } from './start-engine-process.ts';
