import { startBroker } from '@jobwright/camunda8-broker';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly camunda8: CamundaAddresses | undefined;
  }
}

export interface CamundaAddresses {
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly managementAddress: string;
}

export default async function startCamunda8(project: TestProject): Promise<() => Promise<void>> {
  const broker = await startBroker();
  const { grpcAddress, restAddress, managementAddress } = broker;
  project.provide('camunda8', { grpcAddress, restAddress, managementAddress });
  return () => broker.stop();
}
