import type { ElementFacts } from '../facts/model-facts.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';

/** Versions of Camunda 8 whose models are checked, the oldest first. */
export const CAMUNDA8_VERSIONS = ['8.8', '8.9', '8.10'] as const;
export type Camunda8Version = (typeof CAMUNDA8_VERSIONS)[number];

interface VersionedFeature {
  readonly name: string;
  readonly since: Camunda8Version;
  readonly isUsedBy: (element: ElementFacts) => boolean;
}

const expressionsOf = ({ texts, zeebe }: ElementFacts): readonly string[] => [
  ...texts.map(({ text }) => text),
  ...zeebe.inputs.map(({ source }) => source),
];
const hasTag = (tag: string) => (element: ElementFacts) => element.zeebe.tags.includes(tag);
const hasListener = (eventType: string) => (element: ElementFacts) =>
  element.zeebe.listeners.some((listener) => listener.eventType === eventType);

/** What models may use that came after Camunda 8.8. */
const features: readonly VersionedFeature[] = [
  { name: 'a conditional event', since: '8.9', isUsedBy: ({ events }) => events.includes('conditional') },
  {
    name: 'camunda.vars (cluster variables)',
    since: '8.9',
    isUsedBy: (element) => expressionsOf(element).some((text) => /\bcamunda\.vars\./.test(text)),
  },
  {
    name: 'camunda.secrets',
    since: '8.10',
    isUsedBy: (element) => expressionsOf(element).some((text) => /\bcamunda\.secrets\./.test(text)),
  },
  { name: 'a priority of jobs', since: '8.10', isUsedBy: hasTag('zeebe:jobPriorityDefinition') },
  { name: 'an agent definition', since: '8.10', isUsedBy: hasTag('zeebe:agentDefinition') },
  { name: 'an execution listener beforeAll', since: '8.10', isUsedBy: hasListener('beforeAll') },
  { name: 'an execution listener cancel', since: '8.10', isUsedBy: hasListener('cancel') },
  {
    name: 'a listener with headers',
    since: '8.10',
    isUsedBy: ({ zeebe }) => zeebe.listeners.some(({ hasHeaders }) => hasHeaders),
  },
  { name: 'a business id', since: '8.10', isUsedBy: ({ zeebe }) => zeebe.hasBusinessId },
];

/** Features of an element that need a version of Camunda 8; warnings if that of the cluster is not known. */
export function checkVersions(
  element: ElementFacts,
  version: Camunda8Version | undefined,
): readonly Finding[] {
  const rank = (one: Camunda8Version): number => CAMUNDA8_VERSIONS.indexOf(one);
  return features
    .filter(
      ({ since, isUsedBy }) => isUsedBy(element) && (version === undefined || rank(since) > rank(version)),
    )
    .map(({ name, since }) => ({
      code: 'needs-version' as const,
      level: version === undefined ? ('warning' as const) : ('error' as const),
      message: `${name} needs Camunda ${since} or later`,
      link: LINKS.versions,
    }));
}
