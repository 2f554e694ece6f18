/** A time in milliseconds since 1970 as the REST API writes it. */
export function dateText(at: number): string;
export function dateText(at: number | null | undefined): string | null;
export function dateText(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}
