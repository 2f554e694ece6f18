import { requiredTextInput, urlInput } from '@jobwright/http-client';
import { z } from 'zod';

/** Where the service is and who calls it: the same for every operation. */
export const connectionInput = z.object({
  url: urlInput.meta({ title: 'Service URL', description: 'Starts with http:// or https://.' }),
  token: requiredTextInput.meta({
    title: 'Token',
    description: 'Sent as bearer token. Use a secret.',
    secret: true,
  }),
});

export type Connection = z.output<typeof connectionInput>;
