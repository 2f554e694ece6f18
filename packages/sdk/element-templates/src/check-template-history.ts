import type { ElementTemplate, PropertyBinding, TemplateProperty } from './element-template.ts';

/**
 * What is wrong with a template after those that were released: a line each, none when it may follow them.
 * Its id and job type stay; the same version has the same content, other content has the next version; no
 * input, header or choice is ever taken away.
 */
export function checkTemplateHistory(
  current: ElementTemplate,
  released: readonly ElementTemplate[],
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
  if (current.version < latest || current.version > latest + 1) {
    problems.push(
      `its version is ${current.version}, released is ${latest}: it must be that or ${latest + 1}`,
    );
  }
  return problems;
}

const jobTypeOf = ({ properties }: ElementTemplate): string =>
  String(
    properties.find(({ binding }) => binding.type === 'zeebe:taskDefinition' && binding.property === 'type')
      ?.value,
  );

function listLost(earlier: ElementTemplate, current: ElementTemplate): readonly string[] {
  const lost = earlier.properties.flatMap((property) => {
    const name = bindingName(property.binding);
    const same = current.properties.filter(({ binding }) => bindingName(binding) === name);
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
const listValues = ({ binding, choices, type, value }: TemplateProperty): readonly string[] => {
  if (choices !== undefined) return choices.map((choice) => choice.value);
  const isFact = binding.type === 'zeebe:taskHeader' && binding.key.startsWith('elementTemplate');
  return type === 'Hidden' && !isFact ? [String(value)] : [];
};

function bindingName(binding: PropertyBinding): string {
  switch (binding.type) {
    case 'zeebe:input':
      return `input ${binding.name}`;
    case 'zeebe:taskHeader':
      return `header ${binding.key}`;
    case 'zeebe:taskDefinition':
      return `task definition ${binding.property}`;
  }
}

/** The order of keys says nothing. */
const canonicalize = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
