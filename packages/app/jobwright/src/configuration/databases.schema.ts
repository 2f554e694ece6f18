import { z } from 'zod';

const file = z.string().min(1);

/** Files and sockets of this machine for databases that models use; a model itself must not name them. */
export const databasesSchema = z.record(
  z.string().regex(/^(postgres|mysql):\/\/[^/@?#]+$/, 'Expected postgres://host:port or mysql://host:port'),
  z
    .strictObject({
      caFile: file.describe('PEM file of the certificate authority to trust').optional(),
      certificateFile: file.describe('PEM file of our client certificate (mTLS)').optional(),
      keyFile: file.describe('PEM file of its private key').optional(),
      socket: file.describe('Socket to connect through instead of the network').optional(),
    })
    .refine(({ certificateFile, keyFile }) => (certificateFile === undefined) === (keyFile === undefined), {
      error: 'certificateFile and keyFile must be set together',
    }),
);

export type Databases = z.output<typeof databasesSchema>;
