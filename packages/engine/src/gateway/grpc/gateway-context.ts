import type { EngineCore } from '../../core/commands.ts';
import type { OpenCalls } from './open-calls.ts';

/** What the calls of the gateway work on. */
export interface GatewayContext {
  readonly core: EngineCore;
  readonly openCalls: OpenCalls;
  /** `host:port` the gateway listens on; known once it does. */
  readonly address: () => { readonly host: string; readonly port: number };
}
