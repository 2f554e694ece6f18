import { camunda8Configuration } from '../cluster/camunda8-configuration.ts';

const needed = camunda8Configuration.pick({
  ZEEBE_REST_ADDRESS: true,
  CAMUNDA_TENANT_ID: true,
  CAMUNDA_CUSTOM_ROOT_CERT_PATH: true,
  CAMUNDA_CUSTOM_CERT_CHAIN_PATH: true,
  CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: true,
});

/** Of the cluster that a client of the SDK talks to; empty when its configuration is somewhere else. */
export const readSdkConfiguration = (value: unknown) => needed.safeParse(value).data ?? needed.parse({});
