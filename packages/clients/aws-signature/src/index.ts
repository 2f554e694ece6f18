export { type AwsAccess, awsAccessInput } from './aws-access.schema.ts';
export { type AwsCredentials, type SignOptions, signAws } from './sign-aws.ts';
