export { s3 } from './connector.ts';
export { type S3ErrorCode, s3Errors } from './errors.ts';
export { putObject } from './put-object.ts';
export {
  putObjectInput,
  type PutObjectInput,
  putObjectOutput,
  type PutObjectOutput,
} from './put-object.schema.ts';
