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

/** What a finding is about; docs/migration.md explains each. */
export const FINDING_CODES = [
  'refused',
  'unknown-to-engine',
  'no-connector',
  'computed-job-type',
  'served',
  'newer-template',
  'inbound-connector',
  'needs-version',
  'unsupported-input',
  'secret-in-text',
  'differences',
  'engine-runs',
  'passed-over',
  'wrong-language',
  'no-effect',
  'history-time-to-live',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

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
