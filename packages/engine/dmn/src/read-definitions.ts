import {
  type ModdleElement,
  type Problem,
  readElement,
  readElements,
  readExtensions,
  readText,
  toTagName,
} from '@jobwright/bpmn-model';
import type { FeelVersion } from '@jobwright/feel';
import type { DecisionModel, DmnModel, KnowledgeModel } from './dmn-model.ts';
import { type Reading, report } from './read-feel.ts';
import { checkKind, readLogic, readParameters } from './read-logic.ts';

/** The ids that requirements name. Those of another file have more before the `#`. */
function readRequired(
  reading: Reading,
  requirements: readonly ModdleElement[],
  property: 'requiredDecision' | 'requiredKnowledge',
): readonly string[] {
  return requirements.flatMap((requirement) => {
    const reference = readElement(requirement, property);
    if (!reference) return [];
    const href = readText(reference, 'href') ?? '';
    if (href.startsWith('#')) return [href.slice(1)];
    report(reading, `It requires '${href}' of another file: imports are not supported`);
    return [];
  });
}

/** What has no id or name is refused by the schema of DMN. */
function readNamed(reading: Reading, element: ModdleElement): { readonly id: string; readonly name: string } {
  const id = readText(element, 'id') ?? '';
  const name = readText(element, 'name');
  if (id === '') report(reading, `A ${toTagName(element.$type)} must have an id`);
  if (name === undefined) report(reading, `A ${toTagName(element.$type)} must have a name`);
  return { id, name: name ?? '' };
}

function readDecision(reading: Reading, element: ModdleElement): DecisionModel {
  const { id, name } = readNamed(reading, element);
  const variable = readElement(element, 'variable');
  const resultType = variable && readText(variable, 'typeRef');
  const [tag] = readExtensions(element, 'zeebe:VersionTag');
  const versionTag = tag && readText(tag, 'value');
  return {
    id,
    name,
    ...(versionTag !== undefined && { versionTag }),
    resultName: (variable && readText(variable, 'name')) ?? id,
    ...(resultType && { resultType }),
    requiredDecisionIds: readRequired(
      reading,
      readElements(element, 'informationRequirement'),
      'requiredDecision',
    ),
    requiredKnowledgeIds: readRequired(
      reading,
      readElements(element, 'knowledgeRequirement'),
      'requiredKnowledge',
    ),
    logic: readLogic(reading, readElement(element, 'decisionLogic'), { place: 'a decision' }),
  };
}

function readKnowledge(reading: Reading, element: ModdleElement): KnowledgeModel {
  const encapsulated = readElement(element, 'encapsulatedLogic');
  if (encapsulated) checkKind(reading, encapsulated);
  return {
    ...readNamed(reading, element),
    parameters: encapsulated ? readParameters(encapsulated) : [],
    requiredKnowledgeIds: readRequired(
      reading,
      readElements(element, 'knowledgeRequirement'),
      'requiredKnowledge',
    ),
    ...(encapsulated && {
      logic: readLogic(reading, readElement(encapsulated, 'body'), { place: 'a business knowledge model' }),
    }),
  };
}

/**
 * The decisions and business knowledge models of a file, and what is wrong with them. Other elements only
 * document it.
 */
export function readDefinitions(
  definitions: ModdleElement,
  version: FeelVersion,
): {
  readonly model: DmnModel;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const checked = new Set<string>();
  const elements = readElements(definitions, 'drgElement');
  const readAll = <T>(type: string, read: (reading: Reading, element: ModdleElement) => T): readonly T[] =>
    elements
      .filter(({ $type }) => $type === type)
      .map((element) =>
        read({ problems, checked, version, path: readText(element, 'id') ?? toTagName(type) }, element),
      );
  const named = readNamed({ problems, checked, version, path: 'definitions' }, definitions);
  const model = {
    ...named,
    namespace: readText(definitions, 'namespace') ?? '',
    decisions: readAll('dmn:Decision', readDecision),
    knowledge: readAll('dmn:BusinessKnowledgeModel', readKnowledge),
  };
  return { model, problems };
}
