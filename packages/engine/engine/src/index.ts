export * from './core.ts';
export type { Restored } from './durability/restored.ts';
export { type EmbeddedEngine, type EngineOptions, startEngine } from './embedded-engine.ts';
export type { PhysicalTenantOptions } from './physical-tenants.ts';
export type { DocumentLimits } from './gateway/rest/content-budget.ts';
