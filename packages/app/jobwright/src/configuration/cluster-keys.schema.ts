import { z } from 'zod';
import { credential } from './credential.ts';

const authentication = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('none') }),
  z.strictObject({
    method: z.literal('basic'),
    username: z.string().min(1).describe('User name'),
    password: credential.describe('Password of that user'),
  }),
  z.strictObject({
    method: z.literal('oidc'),
    clientId: z.string().min(1).describe('Client ID at the identity provider'),
    clientSecret: credential.describe('Client secret at the identity provider'),
    tokenUrl: z
      .url()
      .describe(
        'Token URL of the identity provider; default with camunda8: that of Camunda SaaS, with camunda7: none',
      )
      .optional(),
    audience: z
      .string()
      .describe('Audience to ask a token for; default with camunda8: zeebe.camunda.io')
      .optional(),
    scope: z.string().describe('Scope to ask a token for; default: none').optional(),
  }),
]);

export const clusterName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Expected lower-case letters, digits and -')
  .describe('Name in logs, metrics, health and checks: lower-case letters, digits and -');

/** The keys that clusters of all kinds have. */
export const clusterKeys = {
  name: clusterName.default('default'),
  auth: authentication
    .describe(
      'How calls are authenticated; default with camunda8: as CAMUNDA_AUTH_STRATEGY says, with camunda7: none',
    )
    .optional(),
  tls: z
    .strictObject({
      caFile: z.string().min(1).describe('PEM file of the certificate authority to trust').optional(),
      certificateFile: z.string().min(1).describe('PEM file of our client certificate (mTLS)').optional(),
      keyFile: z.string().min(1).describe('PEM file of its private key').optional(),
    })
    .refine(({ certificateFile, keyFile }) => (certificateFile === undefined) === (keyFile === undefined), {
      error: 'certificateFile and keyFile must be set together',
    })
    .optional(),
  tenantIds: z.array(z.string().min(1)).min(1).describe('Tenants whose jobs are processed').optional(),
  connectTimeoutSeconds: z
    .union([z.number().positive(), z.literal('forever')], {
      error: 'Expected a number of seconds greater than 0, or forever',
    })
    .describe('How long to wait for the cluster at start')
    .default(10),
  maxConcurrent: z
    .number()
    .int()
    .min(1)
    .describe('Jobs of this cluster processed at the same time; default: jobs.maxConcurrent')
    .optional(),
};

export type ClusterAuthentication = z.output<typeof authentication>;
