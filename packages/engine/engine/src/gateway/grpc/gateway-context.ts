import type { EngineCore } from '../../core/commands.ts';
import type { OpenCalls } from './open-calls.ts';
import type { TenantRules } from './tenant-rules.ts';

/** What the calls of the gateway work on. */
export interface GatewayContext {
  readonly core: EngineCore;
  readonly tenants: TenantRules;
  readonly openCalls: OpenCalls;
  /** `host:port` the gateway listens on; known once it does. */
  readonly address: () => { readonly host: string; readonly port: number };
}
