import { z } from 'zod';
import { credential } from './credential.ts';

const file = z.string().min(1);
const naming = {
  prefix: z.string().min(1).describe('Prefix of every name').exactOptional(),
  bundle: z.string().min(1).describe('Name of one secret that holds all others, as JSON').exactOptional(),
  physicalTenantAware: z
    .boolean()
    .describe('Whether the physical tenant is part of the name')
    .exactOptional(),
  tenantAware: z.boolean().describe('Whether the tenant is part of the name').exactOptional(),
  processAware: z.boolean().describe('Whether the process ID is part of the name').exactOptional(),
};

const vaultLogin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token'), token: credential }),
  z.strictObject({ kind: z.literal('tokenFile'), file }),
  z.strictObject({
    kind: z.literal('kubernetes'),
    role: z.string().min(1),
    mount: z.string().min(1).exactOptional(),
    tokenFile: file.exactOptional(),
  }),
]);

const azureApp = {
  tenantId: z.string().min(1),
  clientId: z.string().min(1),
  authority: z.url().exactOptional(),
};
const azureLogin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('clientSecret'), clientSecret: credential, ...azureApp }),
  z.strictObject({ kind: z.literal('workloadIdentity'), tokenFile: file, ...azureApp }),
  z.strictObject({
    kind: z.literal('managedIdentity'),
    clientId: z.string().min(1).exactOptional(),
    endpoint: z.url().exactOptional(),
  }),
]);

const awsLogin = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keys'),
    accessKeyId: credential,
    secretAccessKey: credential,
    sessionToken: credential.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('webIdentity'),
    roleArn: z.string().min(1),
    tokenFile: file,
    endpoint: z.url().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('container'),
    url: z.url(),
    token: credential.exactOptional(),
    tokenFile: file.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('instance'), endpoint: z.url().exactOptional() }),
]);

const googleLogin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyFile'), file }),
  z.strictObject({ kind: z.literal('metadata'), endpoint: z.url().exactOptional() }),
]);

const provider = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('environment'),
    prefix: z.string().min(1).default('SECRET_'),
    physicalTenantAware: naming.physicalTenantAware,
    tenantAware: naming.tenantAware,
    processAware: naming.processAware,
  }),
  z.strictObject({ type: z.literal('files'), directory: file, ...naming }),
  z.strictObject({
    type: z.literal('vault'),
    address: z.url(),
    login: vaultLogin,
    mount: z.string().min(1).exactOptional(),
    namespace: z.string().min(1).exactOptional(),
    ...naming,
  }),
  z.strictObject({
    type: z.literal('aws'),
    region: z.string().min(1),
    login: awsLogin,
    endpoint: z.url().exactOptional(),
    ...naming,
  }),
  z.strictObject({
    type: z.literal('google'),
    project: z.string().min(1),
    login: googleLogin,
    endpoint: z.url().exactOptional(),
    ...naming,
  }),
  z.strictObject({ type: z.literal('azure'), vaultUrl: z.url(), login: azureLogin, ...naming }),
  z.strictObject({
    type: z.literal('module'),
    path: file.describe('Module that exports createSecretProvider(options)'),
    options: z.unknown(),
  }),
]);

/** Where secrets such as `{{secrets.NAME}}` come from. */
export const secretsSchema = z.strictObject({
  providers: z
    .array(provider)
    .describe('Asked in this order; the first that has the secret is used')
    .default([{ type: 'environment', prefix: 'SECRET_' }]),
  cacheSeconds: z
    .number()
    .min(0)
    .describe('How long a secret is cached, and so the longest that a rotation goes unnoticed')
    .default(60),
  scope: z
    .enum(['model', 'any'])
    .describe(
      'model: a secret is replaced only where an input mapping of the deployed model names it literally; any: also where process data names it',
    )
    .default('model'),
  models: z
    .array(file)
    .min(1)
    .describe('Folders with the deployed .bpmn files, for a cluster that cannot return them')
    .exactOptional(),
  allowed: z
    .record(z.string(), z.array(z.string()))
    .describe(
      'Maps a job type to the names of secrets that its connector may use; other job types may use all',
    )
    .exactOptional(),
  audit: z.boolean().describe('Whether to log which process used which secret').default(false),
});

export type SecretsConfiguration = z.output<typeof secretsSchema>;
export type SecretProviderConfiguration = z.output<typeof provider>;
