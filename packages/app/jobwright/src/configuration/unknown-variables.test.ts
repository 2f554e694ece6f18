import { expect, test } from 'vitest';
import { listUnknownVariables, settingVariables } from './environment-variables.ts';

test('a variable that sets nothing is named, with the one that was probably meant', () => {
  const environment = {
    JOBWRIGHT_NETWRK_DENY: '10.0.0.0/8',
    JOBWRIGHT_EGRESS_DENY: '10.0.0.0/8',
    PATH: '/bin',
  };
  expect(listUnknownVariables(environment)).toEqual([
    'JOBWRIGHT_EGRESS_DENY',
    'JOBWRIGHT_NETWRK_DENY (did you mean JOBWRIGHT_NETWORK_DENY?)',
  ]);
});

test('those that set something, and those that an orchestrator sets for a service of our name, are not', () => {
  const known = settingVariables.map(({ variable }): [string, string] => [variable, 'x']);
  const links = [
    'JOBWRIGHT_SERVICE_HOST',
    'JOBWRIGHT_SERVICE_PORT_HTTP',
    'JOBWRIGHT_PORT',
    'JOBWRIGHT_PORT_8080_TCP_ADDR',
  ];
  const environment = Object.fromEntries([...known, ...links.map((name): [string, string] => [name, 'x'])]);
  expect(listUnknownVariables({ ...environment, JOBWRIGHT_CONFIG: 'x' })).toEqual([]);
});
