import { bundledConnectors } from 'jobwright';
import { type Connector, defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { z } from 'zod';

/** Connectors with the job types and operations of the bundled ones, which give back what they are given. */
export const echoConnectors: readonly Connector[] = bundledConnectors.map(({ type, name, operations }) =>
  defineConnector({
    type,
    name,
    operations: Object.fromEntries(
      [...operations].map(([operation, { when }]) => [
        operation,
        defineOperation({
          ...(when === undefined ? {} : { when }),
          input: z.record(z.string(), z.unknown()),
          output: z.unknown(),
          run: (input) => Promise.resolve({ operation, input }),
        }),
      ]),
    ),
  }),
);
