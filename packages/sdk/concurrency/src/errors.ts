// An entry of its own: loading it does not load the rest of the package.
export { toError } from './to-error.ts';
export { toErrorMessage } from './to-error-message.ts';
