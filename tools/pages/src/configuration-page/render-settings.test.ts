import { listSettings } from 'jobwright';
import { expect, test } from 'vitest';
import { renderJavaVariables, renderSettings } from './render-settings.ts';

test('each setting is a row with its variable, those of choices under their name', () => {
  const table = renderSettings(listSettings());
  expect(table).toContain('| `jobs.drainTimeoutSeconds` |');
  expect(table).toContain('`JOBWRIGHT_JOBS_DRAIN_TIMEOUT_SECONDS`, `--jobs-drain-timeout-seconds`');
  expect(table).toContain('| `secrets.providers[](vault).address` |');
  expect(table).toContain('| `cluster.auth(oidc).clientId` |');
});

test('the variables of the Java runtime lead to settings', () => {
  const table = renderJavaVariables(listSettings());
  expect(table).toContain('| `CAMUNDA_CLIENT_GRPCADDRESS` | `cluster.grpcAddress` |');
  expect(table).toContain('| `CONNECTOR_HTTP_REST_TYPE` | `connectors.jobTypes` |');
});
