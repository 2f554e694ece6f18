import { z } from 'zod';

const file = z.string().min(1);

/** Files and sockets of this machine for databases that models use; a model itself must not name them. */
export const databasesSchema = z.record(
  z.string().regex(/^(postgres|mysql):\/\/[^/@?#]+$/, 'Expected postgres://host:port or mysql://host:port'),
  z
    .strictObject({
      caFile: file.optional(),
      certificateFile: file.optional(),
      keyFile: file.optional(),
      socket: file.optional(),
    })
    .refine(({ certificateFile, keyFile }) => (certificateFile === undefined) === (keyFile === undefined), {
      error: 'certificateFile and keyFile must be set together',
    }),
);

export type Databases = z.output<typeof databasesSchema>;
