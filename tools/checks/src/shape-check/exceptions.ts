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
  {
    package: 'pdf',
    subjects: ['package.json files', 'package.json nx.targets'],
    reason:
      'It brings its fonts and a color profile, and what it draws with bundled, which a target of its own makes.',
  },
];
