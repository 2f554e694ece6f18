import type { TestProject } from 'vitest/node';
import { startBroker } from './start-broker.ts';

/** Starts a broker for a run of tests on Camunda 8; they find it with `inject('camunda8')`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const broker = await startBroker();
  const { grpcAddress, restAddress, managementAddress } = broker;
  project.provide('camunda8', { grpcAddress, restAddress, managementAddress });
  return () => broker.stop();
}
