import {
  camunda8,
  startConnectors,
  type StartConnectorsOptions,
  type StartedConnectors,
} from '@jobwright/camunda8';
import type { EmbeddedEngine } from '@jobwright/engine';
import type { Settings } from '../configuration/open-settings.ts';
import { createHasVariable } from './engine-variables.ts';
import type { EngineSecrets } from './engine-secrets.ts';
import { createTryReport } from './try-report.ts';

export interface EngineStart extends Pick<
  StartConnectorsOptions,
  'connectors' | 'logger' | 'marks' | 'documents'
> {
  readonly settings: Settings;
  readonly secrets: EngineSecrets;
  /** Shows a person why a try of a job failed. Default: nobody watches. */
  readonly say?: ((line: string) => void) | undefined;
}

/** Starts connectors on the embedded engine; variables of the environment about clusters do not count. */
export const startOnEngine = (
  engine: EmbeddedEngine,
  { settings, secrets, say, ...options }: EngineStart,
): Promise<StartedConnectors> =>
  startConnectors({
    ...settings,
    ...secrets.hideIn(settings.secrets),
    ...options,
    hasVariable: createHasVariable(engine.core),
    ...(say !== undefined && { observers: [createTryReport(say)] }),
    clusters: [
      camunda8({
        settings: {
          ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
          ZEEBE_REST_ADDRESS: engine.restAddress,
          CAMUNDA_AUTH_STRATEGY: 'NONE',
          CAMUNDA_PHYSICAL_TENANT_ID: 'default',
        },
      }),
    ],
  });
