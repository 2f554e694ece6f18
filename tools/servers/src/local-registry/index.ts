export { type LocalRegistry, startLocalRegistry } from './start-local-registry.ts';
export type { Provenance } from './start-provenance-proxy.ts';
export { type SigningServices, startSigningServices, type Workflow } from './start-signing-services.ts';
