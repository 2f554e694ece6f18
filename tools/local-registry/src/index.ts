export { type LocalRegistry, startLocalRegistry } from './start-local-registry.ts';
