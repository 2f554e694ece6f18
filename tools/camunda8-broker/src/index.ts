export { fetchBroker, type FetchBrokerOptions } from './fetch-broker.ts';
export { findJava, type FindJavaOptions, type Java } from './find-java.ts';
export type { BrokerOptions } from './launch-broker.ts';
export { type RunningBroker, startBroker } from './start-broker.ts';
