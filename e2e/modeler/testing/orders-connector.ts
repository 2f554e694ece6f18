import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { z } from 'zod';

export const CUSTOMER_HINT = 'A name & an address, e.g. Ada <ada@example.com>';

/** Something of everything that the generator knows; each operation gives back what it was given. */
export const orders = defineConnector({
  type: 'acme:orders:1',
  name: 'Orders',
  template: {
    id: 'acme.orders',
    version: 1,
    keywords: ['shop'],
    groups: [
      { id: 'what', label: 'What to do' },
      { id: 'delivery', label: 'Delivery' },
    ],
  },
  operations: {
    find: defineOperation({
      title: 'Find orders',
      input: z.object({
        customer: z.string().meta({ title: 'Customer', group: 'what' }),
        limit: z.int().min(1).default(10).meta({ title: 'Limit', group: 'what' }),
      }),
      output: z.unknown(),
      run: (input) => Promise.resolve(input),
    }),
    create: defineOperation({
      title: 'Create an order',
      input: z.object({
        customer: z.string().meta({ title: 'Customer', description: CUSTOMER_HINT, group: 'what' }),
        items: z.array(z.string()).meta({ title: 'Items', group: 'what', placeholder: '=["tea"]' }),
        note: z.string().max(20).optional().meta({ title: 'Note', group: 'what', multiline: true }),
        express: z.boolean().default(false).meta({ title: 'Express', group: 'delivery' }),
        weight: z.number().min(0).meta({ title: 'Weight', group: 'delivery' }),
        delivery: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('pickup').meta({ title: 'Pick-up' }) }),
            z.object({
              kind: z.literal('parcel').meta({ title: 'Parcel' }),
              street: z.string().meta({ title: 'Street' }),
              size: z.enum(['s', 'm']).meta({ title: 'Size', choices: { s: 'Small', m: 'Medium' } }),
            }),
          ])
          .meta({ group: 'delivery', discriminator: { title: 'Kind', value: 'pickup' } }),
      }),
      output: z.unknown(),
      run: (input) => Promise.resolve(input),
    }),
  },
});
