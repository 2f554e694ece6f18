export type EndpointCommand =
  | { readonly kind: 'reset'; readonly id: number; readonly delayMs: number }
  | { readonly kind: 'count'; readonly id: number };

/** Since the last reset. */
export interface EndpointCounts {
  readonly hits: number;
  readonly distinctUrls: number;
  readonly connections: number;
  /** Requests at the same time, at most. */
  readonly peak: number;
}

export function isEndpointCommand(value: unknown): value is EndpointCommand {
  return (
    isRecord(value) && typeof value['id'] === 'number' && ['reset', 'count'].includes(String(value['kind']))
  );
}

export function isEndpointCounts(value: unknown): value is EndpointCounts & { readonly id: number } {
  return (
    isRecord(value) &&
    ['id', 'hits', 'distinctUrls', 'connections', 'peak'].every((key) => typeof value[key] === 'number')
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
