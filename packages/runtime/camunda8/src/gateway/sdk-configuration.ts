import { camunda8Configuration } from '../cluster/camunda8-configuration.ts';

const needed = camunda8Configuration.pick({
  ZEEBE_REST_ADDRESS: true,
  CAMUNDA_TENANT_ID: true,
  CAMUNDA_CUSTOM_ROOT_CERT_PATH: true,
  CAMUNDA_CUSTOM_ROOT_CERT_STRING: true,
  CAMUNDA_CUSTOM_CERT_CHAIN_PATH: true,
  CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: true,
});

/** Reads the configuration of a client of the SDK; empty when it is not of the expected shape. */
export const readSdkConfiguration = (value: unknown) => needed.safeParse(value).data ?? needed.parse({});
