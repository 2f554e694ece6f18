import { type ModdleElement, readElements, readExtensions, readText } from '@jobwright/bpmn-model';
import { FeelError, type LocatedReference, locateReferences } from '@jobwright/feel';
import { FEEL_VERSION } from './feel-version.ts';
import { type Expression, isFeel } from './expression.ts';

/** What an input mapping reads of `camunda`. */
export interface InputReference {
  readonly source: Expression;
  /** From the variable of the target on. */
  readonly path: readonly string[];
  /** The path that is read: `['camunda', 'secrets', 'TOKEN']`. */
  readonly steps: readonly string[];
  readonly isContained: boolean;
}

function locate(source: Expression): readonly LocatedReference[] {
  try {
    return locateReferences(source, { version: FEEL_VERSION });
  } catch (error) {
    // The reader of the mapping reports it.
    if (error instanceof FeelError) return [];
    throw error;
  }
}

/** An input mapping whose source names `camunda`. */
interface CamundaInput {
  readonly source: Expression;
  readonly target: string;
}

export function listCamundaInputs(element: ModdleElement): readonly CamundaInput[] {
  const [ioMapping] = readExtensions(element, 'zeebe:IoMapping');
  if (!ioMapping) return [];
  return readElements(ioMapping, 'inputParameters')
    .map((input) => ({ source: readText(input, 'source') ?? '', target: readText(input, 'target') ?? '' }))
    .filter(({ source }) => source.includes('camunda'));
}

/** What input mappings read of `camunda`, and where they put it. */
export function locateInputs(inputs: readonly CamundaInput[]): readonly InputReference[] {
  return inputs
    .filter(({ source }) => isFeel(source))
    .flatMap(({ source, target }) =>
      locate(source).map(({ path: steps, at, isContained }) => ({
        source,
        path: [...target.split('.'), ...at],
        steps,
        isContained,
      })),
    )
    .filter(({ steps }) => steps[0] === 'camunda');
}
