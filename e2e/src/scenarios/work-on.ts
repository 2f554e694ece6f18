import { type Connector, defineConnector, type OperationContext } from '@jobwright/connector-sdk';
import { z } from 'zod';

/** A connector that takes a `text`, or nothing, and does what it is told. */
export const workOn = (jobType: string, work: (context: OperationContext) => Promise<unknown>): Connector =>
  defineConnector({
    type: jobType,
    name: 'Work',
    input: z.object({ text: z.string().optional().meta({ title: 'Text' }) }),
    output: z.unknown(),
    run: (_, context) => work(context),
  });
