import type { DocsLink } from './finding.ts';

const differences = (heading: string): DocsLink => ({ page: 'docs/differences.md', heading });
const camunda7 = (heading: string): DocsLink => ({ page: 'docs/camunda7.md', heading });
const migration = (heading: string): DocsLink => ({ page: 'docs/migration.md', heading });

/** The headings that findings refer to. A test looks them up in the pages. */
export const LINKS = {
  secrets: differences('Secrets'),
  failures: differences('Failures and retries'),
  time: differences('Time'),
  resultFeel: differences('FEEL of result and error expressions'),
  rest: differences('REST and GraphQL'),
  email: differences('Email'),
  mailboxes: differences('Mailboxes'),
  on7: differences('On Camunda 7 and Operaton'),
  on7Inputs: camunda7('Inputs'),
  on7Expressions: camunda7('Expressions'),
  types: camunda7('Variables and their types'),
  jobsWithoutConnector: migration('Jobs without a connector'),
  fromJava: migration('From the Java connector runtime'),
  inbound: migration('Inbound connectors'),
  versions: migration('Versions of Camunda 8'),
  from7Tasks: migration('Tasks from Camunda 7'),
  from7Expressions: migration('Expressions from Camunda 7'),
  from7Attributes: migration('Attributes from Camunda 7'),
  to7Tasks: migration('Tasks for Camunda 7'),
  to7Expressions: migration('Expressions for Camunda 7'),
  to7Elements: migration('Elements for Camunda 7'),
  historyTimeToLive: migration('History time to live'),
  reading: migration('Reading a report'),
} as const satisfies Readonly<Record<string, DocsLink>>;
