import { awsAccessInput } from '@jobwright/aws-signature';
import { urlInput } from '@jobwright/http-client';
import { z } from 'zod';

/** Where the service is and who calls it: the same for every operation. */
export const connectionInput = z.object({
  url: urlInput.meta({ title: 'Service URL', description: 'Starts with http:// or https://.' }),
  ...awsAccessInput.shape,
});

export type Connection = z.output<typeof connectionInput>;
