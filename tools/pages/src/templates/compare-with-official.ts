import { type Connector, type Field, listFields } from '@jobwright/connector-sdk';
import { type ElementTemplate, toElementTemplate } from '@jobwright/element-templates';
import { listOfficialInputs, type OfficialInput, readOfficialTemplates } from './official-templates.ts';

export interface ComparedInput extends OfficialInput {
  readonly ourId: string | undefined;
  /** Of the choices the official one has. */
  readonly missingChoices: readonly string[];
  /** `hidden`: the connector knows it, its template does not offer it. */
  readonly connector: 'has' | 'hidden' | 'lacks';
}

/** Every input of the official templates of a connector, and what ours has of it. */
export async function compareWithOfficial(connector: Connector): Promise<readonly ComparedInput[]> {
  const template = toElementTemplate(connector);
  const fields = [...connector.operations.values()].flatMap(({ input }) => listFields(input));
  const official = listOfficialInputs(await readOfficialTemplates(connector.type));
  return official.map((input) => compareInput(input, template, fields));
}

function compareInput(
  official: OfficialInput,
  { properties }: ElementTemplate,
  fields: readonly Field[],
): ComparedInput {
  const ours = properties.filter(({ binding }) => {
    if (binding.type === 'zeebe:input') return binding.name === official.name;
    return binding.type === 'zeebe:taskHeader' && `header ${binding.key}` === official.name;
  });
  const offered = ours.flatMap(({ choices = [], value }) => [
    value,
    ...choices.map((choice) => choice.value),
  ]);
  return {
    ...official,
    ourId: ours[0]?.id,
    missingChoices: ours.length === 0 ? [] : official.choices.filter((choice) => !offered.includes(choice)),
    connector: knows(official.name, fields),
  };
}

function knows(name: string, fields: readonly Field[]): ComparedInput['connector'] {
  const known = fields.filter(({ path }) => name === path || name.startsWith(`${path}.`));
  if (known.length === 0) return 'lacks';
  const exact = known.filter(({ path, metadata }) => path === name && metadata.hidden !== true);
  return exact.length === 0 ? 'hidden' : 'has';
}
