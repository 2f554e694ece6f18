/** Where models run. `camunda7` stands for Operaton too. */
export const TARGETS = ['camunda8', 'camunda7', 'embedded'] as const;
export type Target = (typeof TARGETS)[number];

/** An `error` does not run, a `warning` runs otherwise than one may expect, a `note` only informs. */
export type FindingLevel = 'error' | 'warning' | 'note';

/** What a rule says of an element on a target. Codes are public: they are never renamed or reused. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: FindingLevel;
  /** A sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly advice?: string;
  readonly link?: DocsLink;
}

export type FindingCode =
  /** A deployment is refused. */
  | 'refused'
  /** Only the embedded engine refuses it. */
  | 'unknown-to-engine'
  /** A part has no effect. */
  | 'no-effect'
  /** Nothing processes the jobs. */
  | 'no-connector'
  /** The job type or topic is only known while the process runs. */
  | 'computed-job-type'
  | 'served'
  | 'inbound-connector'
  | 'newer-template'
  | 'needs-version'
  /** The connector refuses an input. */
  | 'unsupported-input'
  | 'secret-in-text'
  | 'differences'
  /** The engine itself runs a class, an expression or a script. */
  | 'engine-runs'
  /** The engine passes over the element without doing anything. */
  | 'passed-over'
  | 'wrong-language'
  | 'history-time-to-live'
  | 'not-executable';

/** A heading of a page of the documentation. */
export interface DocsLink {
  /** From the root of the repository. */
  readonly page: 'docs/differences.md' | 'docs/migration.md' | 'docs/camunda7.md';
  readonly heading: string;
}

/** `docs/differences.md#rest-and-graphql` */
export const renderLink = ({ page, heading }: DocsLink): string => `${page}#${toAnchor(heading)}`;

/** As GitHub makes it from a heading. */
export const toAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
