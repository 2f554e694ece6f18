import type { Camunda7Property, Camunda7Template } from './camunda7/camunda7-template.ts';
import type { ElementTemplate, TemplateProperty } from './element-template.ts';

/** Of Camunda 8 or of Camunda 7. */
export type AnyTemplate = ElementTemplate | Camunda7Template;
type AnyProperty = TemplateProperty | Camunda7Property;

/**
 * What is wrong with a template after those that were released: a line each, none when it may follow them.
 * Its id and job type stay; the same version has the same content, other content has the next version, and
 * the first may have any; no input, header or choice is ever taken away.
 */
export function checkTemplateHistory(
  current: AnyTemplate,
  released: readonly AnyTemplate[],
): readonly string[] {
  const problems: string[] = [];
  const latest = released.reduce((highest, { version }) => Math.max(highest, version), 0);
  for (const earlier of released) {
    const version = `released version ${earlier.version}`;
    if (earlier.id !== current.id)
      problems.push(`its id is ${current.id}, that of ${version} is ${earlier.id}`);
    if (jobTypeOf(earlier) !== jobTypeOf(current)) {
      problems.push(`its job type is ${jobTypeOf(current)}, that of ${version} is ${jobTypeOf(earlier)}`);
    }
    if (earlier.version === current.version && canonicalize(earlier) !== canonicalize(current)) {
      problems.push(`it differs from ${version}: raise the version to ${latest + 1}`);
    }
    for (const lost of listLost(earlier, current)) problems.push(`${lost} of ${version} is gone`);
  }
  if (new Set(released.map(({ version }) => version)).size < released.length) {
    problems.push('two released templates have the same version');
  }
  const follows = released.length === 0 || [latest, latest + 1].includes(current.version);
  if (!follows) {
    problems.push(
      `its version is ${current.version}, released is ${latest}: it must be that or ${latest + 1}`,
    );
  }
  return problems;
}

const jobTypeOf = ({ properties }: AnyTemplate): string =>
  String([...properties].find(({ binding }) => bindingName(binding) === JOB_TYPE)?.value);

function listLost(earlier: AnyTemplate, current: AnyTemplate): readonly string[] {
  const properties: readonly AnyProperty[] = current.properties;
  const lost = [...earlier.properties].flatMap((property) => {
    const name = bindingName(property.binding);
    const same = properties.filter(({ binding }) => bindingName(binding) === name);
    if (same.length === 0) return [name];
    if (same.some(({ choices, type }) => choices === undefined && type !== 'Hidden')) return [];
    const offered = same.flatMap(listValues);
    return listValues(property)
      .filter((value) => !offered.includes(value))
      .map((value) => `"${value}" of ${name}`);
  });
  return [...new Set(lost)];
}

/** What a field lets choose; the facts of the template itself change with each version. */
const listValues = ({ binding, choices, type, value }: AnyProperty): readonly string[] => {
  if (choices !== undefined) return choices.map((choice) => choice.value);
  const isFact = bindingName(binding).startsWith('header elementTemplate');
  return type === 'Hidden' && !isFact ? [String(value)] : [];
};

const JOB_TYPE = 'task definition type';

function bindingName(binding: AnyProperty['binding']): string {
  switch (binding.type) {
    case 'zeebe:input':
    case 'camunda:inputParameter':
      return `input ${binding.name}`;
    case 'zeebe:taskHeader':
      return `header ${binding.key}`;
    case 'camunda:property':
      return `header ${binding.name}`;
    case 'zeebe:taskDefinition':
      return `task definition ${binding.property}`;
    case 'property':
      return binding.name === 'camunda:topic' ? JOB_TYPE : binding.name;
  }
}

/** The order of keys says nothing. */
const canonicalize = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
