import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseCommand } from './parse-command.ts';

test.each([
  [[], { name: 'help' }],
  [['--help'], { name: 'help' }],
  [['start', '-h'], { name: 'help' }],
  [['stop'], { name: 'stop' }],
  [['status'], { name: 'status' }],
  [['fetch'], { name: 'fetch' }],
  [['start'], { name: 'start', options: {} }],
  [
    [
      'start',
      '--grpc-port',
      '26500',
      '--rest-port=8080',
      '--management-port',
      '9600',
      '--heap',
      '2g',
      '--data',
      'd',
    ],
    {
      name: 'start',
      options: {
        grpcPort: 26500,
        restPort: 8080,
        managementPort: 9600,
        heap: '2g',
        dataDirectory: resolve('d'),
      },
    },
  ],
])('%j', (args, expected) => {
  expect(parseCommand(args)).toEqual(expected);
});

test.each([
  [['restart'], 'There is no command "restart"'],
  [['start', 'stop'], 'One command at a time'],
  [['start', '--grpc-port', '70000'], '--grpc-port 70000 is not a port'],
  [['start', '--rest-port', 'x'], '--rest-port x is not a port'],
  [['start', '--heap', 'lots'], '--heap lots is not a size'],
  [['stop', '--heap', '1g'], '--heap is for start only'],
  [['start', '--colour'], '--colour'],
])('%j is refused', (args, message) => {
  expect(() => parseCommand(args)).toThrow(message);
});
