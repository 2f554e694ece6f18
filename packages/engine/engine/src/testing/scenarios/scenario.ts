import type { Fields, RawGateway } from '../raw-gateway.ts';

/** A key of the first partition that no engine under test reaches. */
export const UNKNOWN_KEY = '2251799899999999';
export const OTHER_PARTITION_KEY = '4503599627370497';

export interface Scenario {
  readonly name: string;
  /** Set where the embedded engine is known to answer otherwise, and why. */
  readonly differs?: string;
  /** `id` is unique to this run; answers are compared after `normalizeAnswers`. */
  readonly run: (gateway: RawGateway, id: string) => Promise<unknown>;
}

/** A call that needs nothing before it. */
export const refused = (rpc: string, request: Fields, name = JSON.stringify(request)): Scenario => ({
  name: `${rpc} ${name}`,
  run: (gateway) => gateway.call(rpc, request),
});
