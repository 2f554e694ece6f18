import { expect, test } from 'vitest';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { listRestartSettings } from './list-restart-settings.ts';

const read = (environment: Readonly<Record<string, string>>) => readConfiguration({ environment });

test('the settings that a reload does not change are named, others are not', () => {
  const started = read({ JOBWRIGHT_HTTP_PORT: '18081', JOBWRIGHT_LOG_LEVEL: 'info' });
  expect(
    listRestartSettings(started, read({ JOBWRIGHT_HTTP_PORT: '18081', JOBWRIGHT_LOG_LEVEL: 'warn' })),
  ).toEqual([]);
  const wanted = {
    JOBWRIGHT_HTTP_PORT: '18082',
    JOBWRIGHT_HTTP_HOST: '0.0.0.0',
    JOBWRIGHT_HTTP_ADMIN_TOKEN: 't',
    JOBWRIGHT_STATE_DIRECTORY: '/state',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    OTEL_SERVICE_NAME: 'orders',
    JOBWRIGHT_JOBS_MAX_CONCURRENT: '5',
  };
  expect(listRestartSettings(started, read(wanted))).toEqual([
    'state.directory',
    'http.host',
    'http.port',
    'http.adminToken',
    'traces.endpoint',
    'traces.serviceName',
  ]);
});
