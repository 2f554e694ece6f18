import type { renderConnector } from '@jobwright/create-connector';

/** The connectors in `examples`, as their READMEs say they were generated. */
export const exampleConnectors = {
  'connector-slack': {
    name: 'slack',
    operation: 'post-message',
    kind: 'standalone',
    service: 'rest',
    jobType: 'acme:slack:1',
    version: '0.1.0',
    description: 'Posts messages to channels of Slack.',
    keywords: ['chat', 'channel', 'message'],
  },
  'connector-s3': {
    name: 's3',
    operation: 'put-object',
    kind: 'standalone',
    service: 'signed',
    jobType: 'acme:s3:1',
    version: '0.1.0',
    description: 'Puts documents into S3 and stores of its kind.',
    keywords: ['AWS', 'bucket', 'upload', 'file'],
  },
} as const satisfies Readonly<Record<string, Parameters<typeof renderConnector>[0]>>;
