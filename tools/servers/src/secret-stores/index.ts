export { type AwsKeys, type RunningAws, startAws } from './start-aws.ts';
export { type RunningAzure, startAzure } from './start-azure.ts';
export { type RunningGoogle, startGoogle } from './start-google.ts';
export { type RunningVault, startVault } from './start-vault.ts';
