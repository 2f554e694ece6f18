import { expect, test } from 'vitest';
import { parseE2eCommand } from './parse-e2e-command.ts';

const cluster = { ZEEBE_GRPC_ADDRESS: 'grpc://c:26500', ZEEBE_REST_ADDRESS: 'http://c:8080' };

test('without a word it is the embedded engine, whatever the environment names', () => {
  expect(parseE2eCommand([], cluster)).toEqual({ target: 'test', files: [] });
  expect(parseE2eCommand(['embedded', 'pdf'], {})).toEqual({ target: 'test', files: ['pdf'] });
});

test('camunda8 is the cluster that the environment names', () => {
  expect(parseE2eCommand(['camunda8', 'pdf'], cluster)).toEqual({ target: 'test-camunda8', files: ['pdf'] });
  expect(() => parseE2eCommand(['camunda8'], {})).toThrow('No Camunda 8 cluster is named');
});

test('another engine is refused by name', () => {
  expect(() => parseE2eCommand(['camunda9'], cluster)).toThrow('embedded or camunda8, not on "camunda9"');
});
