/** Deviations of one package that are meant to be. */
export interface ShapeException {
  readonly package: string;
  readonly subjects: readonly string[];
  readonly reason: string;
}

/** Each needs a reason that the next reader accepts; one that is no longer needed is an error. */
export const shapeExceptions: readonly ShapeException[] = [
  {
    package: 'customer-data',
    subjects: ['package.json exports'],
    reason:
      'The embedded database is an entry of its own, so that nobody loads PGlite without asking for it.',
  },
  {
    package: 'http-rest',
    subjects: ['src/send-request.test.ts'],
    reason: 'Its one operation is the connector: connector.test.ts drives it through the whole runtime.',
  },
];
