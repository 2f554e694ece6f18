/** What is wrong with a value, as the end of a sentence that begins with the option's name, or nothing. */
export type OptionCheck = (value: unknown) => string | undefined;

/** A check for each option: a new option does not compile without one. */
export type OptionChecks<Options> = Readonly<Record<keyof Options, OptionCheck>>;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The kind of a value, never the value itself: it may be a secret. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

/** @param expected what to write, such as `a list: [httpRest]` */
export const mustBe = (expected: string, value: unknown): string =>
  `must be ${expected}, got ${kindOf(value)}`;

export interface CountLimits {
  /** Default: the largest that is exact. */
  readonly max?: number;
  /** Default false. */
  readonly mayBeInfinite?: boolean;
}

/** A whole number of at least 1. */
export function countOption({
  max = Number.MAX_SAFE_INTEGER,
  mayBeInfinite = false,
}: CountLimits = {}): OptionCheck {
  const bounds = max === Number.MAX_SAFE_INTEGER ? 'of at least 1' : `from 1 to ${max}`;
  const expected = `a whole number ${bounds}${mayBeInfinite ? ', or Infinity' : ''}`;
  return (value) => {
    const isCount = Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= max;
    if (isCount || (mayBeInfinite && value === Number.POSITIVE_INFINITY)) return undefined;
    return typeof value === 'number' ? `must be ${expected}, got ${value}` : mustBe(expected, value);
  };
}

export const textOption: OptionCheck = (value) =>
  typeof value === 'string' ? undefined : mustBe('a text', value);

export const functionOption: OptionCheck = (value) =>
  typeof value === 'function' ? undefined : mustBe('a function', value);

/** One of some texts. */
export const choiceOption =
  (...choices: readonly string[]): OptionCheck =>
  (value) =>
    typeof value === 'string' && choices.includes(value)
      ? undefined
      : `must be one of ${choices.map((choice) => `'${choice}'`).join(', ')}`;

/** An object with functions. `expected` says what to write. */
export const objectOption =
  (expected: string, ...methods: readonly string[]): OptionCheck =>
  (value) => {
    if (!isRecord(value)) return mustBe(expected, value);
    const missing = methods.find((name) => typeof Reflect.get(value, name) !== 'function');
    return missing === undefined ? undefined : `must be ${expected}: it has no function ${missing}`;
  };

/** A list; each entry is checked. `expected` says what to write. */
export const listOption =
  (expected: string, check: OptionCheck): OptionCheck =>
  (value) => {
    if (!Array.isArray(value)) return mustBe(expected, value);
    for (const [index, entry] of value.entries()) {
      const mistake = check(entry);
      if (mistake !== undefined) return `must be ${expected}: entry ${index} ${mistake}`;
    }
    return undefined;
  };

/** The same for all, or by job type. */
export const byJobTypeOption =
  (check: OptionCheck): OptionCheck =>
  (value) => {
    if (!isRecord(value)) return check(value);
    for (const [jobType, entry] of Object.entries(value)) {
      const mistake = check(entry);
      if (mistake !== undefined) return `${mistake} for ${jobType}`;
    }
    return undefined;
  };
