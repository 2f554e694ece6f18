import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { s3Errors } from './errors.ts';
import { putObjectInput, putObjectOutput } from './put-object.schema.ts';
import { putObject } from './put-object.ts';

/** S3, job type `acme:s3:1`. */
export const s3 = defineConnector({
  type: 'acme:s3:1',
  name: 'S3',
  template: {
    id: 'acme.s3',
    version: 1,
    description: 'Puts documents into S3 and stores of its kind.',
    keywords: ['AWS', 'bucket', 'upload', 'file'],
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18"><rect width="18" height="18" rx="4" fill="#0f62fe"/><text x="9" y="13" fill="#fff" font-family="sans-serif" font-size="11" font-weight="bold" text-anchor="middle">S</text></svg>',
  },
  errors: s3Errors,
  operations: {
    putObject: defineOperation({
      input: putObjectInput,
      output: putObjectOutput,
      run: putObject,
    }),
  },
});
