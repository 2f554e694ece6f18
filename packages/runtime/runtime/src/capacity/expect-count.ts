/** @throws Error that names the option when its value is not a whole number of at least 1 */
export function expectCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${name} must be a whole number of at least 1, got ${value}`);
}
