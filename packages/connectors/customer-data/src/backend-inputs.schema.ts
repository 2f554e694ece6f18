import { z } from 'zod';
import {
  hubspotInputs,
  restFindInputs,
  restInputs,
  restWriteInputs,
  salesforceInputs,
} from './service-inputs.schema.ts';
import { mysqlConnection, postgresConnection, rowInputs, tableInputs } from './table-inputs.schema.ts';

const backends = {
  postgres: z.object({
    backend: z.literal('postgres').meta({ title: 'PostgreSQL' }),
    connection: postgresConnection,
    ...tableInputs,
  }),
  mysql: z.object({
    backend: z.literal('mysql').meta({ title: 'MySQL or MariaDB' }),
    connection: mysqlConnection,
    ...tableInputs,
  }),
  rest: z.object({ backend: z.literal('rest').meta({ title: 'REST' }), ...restInputs }),
  hubspot: z.object({ backend: z.literal('hubspot').meta({ title: 'HubSpot contacts' }), ...hubspotInputs }),
  salesforce: z.object({
    backend: z.literal('salesforce').meta({ title: 'Salesforce contacts' }),
    ...salesforceInputs,
  }),
};

const DISCRIMINATOR = {
  group: 'connection',
  discriminator: {
    title: 'Backend',
    description: 'The system that holds the customers',
    value: 'postgres',
    addedLater: true,
  },
} as const;

/** Models from before there was a choice mean PostgreSQL. */
const withBackend = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !('backend' in value)
    ? { ...value, backend: 'postgres' }
    : value;

/** Inputs of an operation that reads, for every backend. */
export const defineReadInput = <Shape extends z.ZodRawShape>(inputs: Shape) =>
  z.preprocess(
    withBackend,
    z
      .discriminatedUnion('backend', [
        backends.postgres.extend(inputs),
        backends.mysql.extend(inputs),
        backends.rest.extend(inputs),
        backends.hubspot.extend(inputs),
        backends.salesforce.extend(inputs),
      ])
      .meta(DISCRIMINATOR),
  );

export const defineFindInput = <Shape extends z.ZodRawShape>(inputs: Shape) =>
  z.preprocess(
    withBackend,
    z
      .discriminatedUnion('backend', [
        backends.postgres.extend(inputs),
        backends.mysql.extend(inputs),
        backends.rest.extend({ ...restFindInputs, ...inputs }),
        backends.hubspot.extend(inputs),
        backends.salesforce.extend(inputs),
      ])
      .meta(DISCRIMINATOR),
  );

/**
 * `table`: inputs for databases, `service`: for services, e.g. a version that is a number here and a text
 * there.
 */
export const defineWriteInput = <
  Shape extends z.ZodRawShape,
  Table extends z.ZodRawShape,
  Service extends z.ZodRawShape,
>(
  inputs: Shape,
  { table, service }: { readonly table: Table; readonly service: Service },
) =>
  z.preprocess(
    withBackend,
    z
      .discriminatedUnion('backend', [
        backends.postgres.extend({ ...rowInputs, ...inputs, ...table }),
        backends.mysql.extend({ ...rowInputs, ...inputs, ...table }),
        backends.rest.extend({ ...restWriteInputs, ...inputs, ...service }),
        backends.hubspot.extend({ ...inputs, ...service }),
        backends.salesforce.extend({ ...inputs, ...service }),
      ])
      .meta(DISCRIMINATOR),
  );
