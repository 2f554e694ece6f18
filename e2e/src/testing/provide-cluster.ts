import { readNamedCluster } from '@jobwright/servers/test-cluster';
import type { TestProject } from 'vitest/node';

/** Tests find the cluster that the environment names with `inject('camunda8')`. */
export default function provideCluster(project: TestProject): void {
  project.provide('camunda8', readNamedCluster(process.env));
}
