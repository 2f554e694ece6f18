import { requiredTextInput } from '@jobwright/http-client';
import { z } from 'zod';

/** The inputs of a connector that signs its requests: the region, and who signs. */
export const awsAccessInput = z.object({
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, 'Expected a region such as eu-central-1')
    .meta({ title: 'Region', placeholder: 'eu-central-1' }),
  accessKeyId: requiredTextInput.meta({ title: 'Access key ID', description: 'Use a secret.' }),
  secretAccessKey: requiredTextInput.meta({
    title: 'Secret access key',
    description: 'Use a secret.',
    secret: true,
  }),
  sessionToken: z.string().nullish().meta({
    title: 'Session token',
    description: 'Of temporary credentials.',
    secret: true,
  }),
});

/** Region and credentials, as the inputs give them. */
export type AwsAccess = z.output<typeof awsAccessInput>;
