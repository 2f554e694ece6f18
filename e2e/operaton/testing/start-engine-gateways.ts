import { type Gateways, startGateways } from '../../cluster/testing/start-gateways.ts';
import { type RunningProvider, startOidcProvider } from '../../cluster/testing/start-oidc-provider.ts';

export interface EngineGateways {
  readonly gateways: Gateways;
  readonly provider: RunningProvider;
  /** The REST API of the engine behind a gateway. */
  readonly urlOf: (gateway: { readonly restAddress: string }) => string;
  stop(): Promise<void>;
}

/** nginx in front of an engine, once for each way it can be protected, and a provider of tokens. */
export async function startEngineGateways(engineUrl: string): Promise<EngineGateways> {
  const { origin, host, pathname } = new URL(engineUrl);
  const provider = await startOidcProvider();
  const gateways = await startGateways({
    grpcAddress: `grpc://${host}`,
    restAddress: origin,
    accepts: provider.accepts,
  });
  return {
    gateways,
    provider,
    urlOf: ({ restAddress }) => `${restAddress}${pathname}`,
    async stop() {
      await gateways.stop();
      await provider.stop();
    },
  };
}
