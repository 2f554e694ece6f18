import { z } from 'zod';
import type { OidcClient } from './oidc-tokens.ts';
import type { ClusterTls } from './send-http.ts';

const text = z.string().min(1).optional().catch(undefined);

/** What the SDK made of its variables and of what it was given; only what is read here. */
const sdkConfiguration = z.object({
  CAMUNDA_AUTH_STRATEGY: text,
  ZEEBE_REST_ADDRESS: text,
  CAMUNDA_TENANT_ID: text,
  CAMUNDA_OAUTH_URL: text,
  ZEEBE_CLIENT_ID: text,
  ZEEBE_CLIENT_SECRET: text,
  CAMUNDA_ZEEBE_OAUTH_AUDIENCE: text,
  ZEEBE_TOKEN_AUDIENCE: text,
  CAMUNDA_TOKEN_SCOPE: text,
  CAMUNDA_CUSTOM_ROOT_CERT_PATH: text,
  CAMUNDA_CUSTOM_CERT_CHAIN_PATH: text,
  CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: text,
});

type SdkConfiguration = z.output<typeof sdkConfiguration>;

/** Of a client of the SDK, or of the SDK itself. */
export function readSdkConfiguration(value: unknown): SdkConfiguration {
  return sdkConfiguration.safeParse(value).data ?? {};
}

/** For its REST API, and the token endpoint. */
export const toTls = (configuration: SdkConfiguration): ClusterTls => ({
  ...(configuration.CAMUNDA_CUSTOM_ROOT_CERT_PATH !== undefined && {
    caFile: configuration.CAMUNDA_CUSTOM_ROOT_CERT_PATH,
  }),
  ...(configuration.CAMUNDA_CUSTOM_CERT_CHAIN_PATH !== undefined && {
    certificateFile: configuration.CAMUNDA_CUSTOM_CERT_CHAIN_PATH,
  }),
  ...(configuration.CAMUNDA_CUSTOM_PRIVATE_KEY_PATH !== undefined && {
    keyFile: configuration.CAMUNDA_CUSTOM_PRIVATE_KEY_PATH,
  }),
});

/** The client credentials, where the cluster asks for tokens. */
export function toOidcClient(configuration: SdkConfiguration): OidcClient | undefined {
  const {
    CAMUNDA_AUTH_STRATEGY: strategy,
    CAMUNDA_OAUTH_URL: tokenUrl,
    ZEEBE_CLIENT_ID: clientId,
    ZEEBE_CLIENT_SECRET: clientSecret,
  } = configuration;
  if (strategy !== 'OAUTH' || tokenUrl === undefined) return undefined;
  if (clientId === undefined || clientSecret === undefined) return undefined;
  return {
    tokenUrl,
    clientId,
    clientSecret,
    audience: configuration.CAMUNDA_ZEEBE_OAUTH_AUDIENCE ?? configuration.ZEEBE_TOKEN_AUDIENCE,
    scope: configuration.CAMUNDA_TOKEN_SCOPE,
    tls: toTls(configuration),
  };
}
