import {
  type ModdleElement,
  type Problem,
  readElement,
  readExtensions,
  readFlag,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import type { MultiInstance } from './graph.ts';
import { readFeel } from './read-expression.ts';

/** How an activity is repeated for each item of a list; undefined after a problem. */
export function readMultiInstance(
  activity: ModdleElement,
  loop: ModdleElement,
  problems: Problem[],
): MultiInstance | undefined {
  const path = `${readId(activity)} > multiInstanceLoopCharacteristics`;
  const [characteristics, second] = readExtensions(loop, 'zeebe:LoopCharacteristics');
  if (!characteristics || second) {
    problems.push({ path, message: "Must have exactly one 'zeebe:loopCharacteristics' extension element" });
    return undefined;
  }
  const location = { problems, path: `${path} > extensionElements > loopCharacteristics` };
  const inputElement = readText(characteristics, 'inputElement');
  const outputCollection = readText(characteristics, 'outputCollection');
  const outputElement = readText(characteristics, 'outputElement');
  const condition = readElement(loop, 'completionCondition');
  const conditionText = condition && readText(condition, 'body')?.trim();
  if (Boolean(outputCollection) !== Boolean(outputElement))
    problems.push({
      path: location.path,
      message: "Attributes 'outputCollection' and 'outputElement' must be given together",
    });
  return {
    isSequential: readFlag(loop, 'isSequential') ?? false,
    inputCollection: readFeel(location, readText(characteristics, 'inputCollection')),
    ...(inputElement && { inputElement }),
    ...(outputCollection && { outputCollection }),
    ...(outputElement && { outputElement: readFeel(location, outputElement) }),
    ...(condition && {
      completionCondition: readFeel({ problems, path: `${path} > completionCondition` }, conditionText),
    }),
  };
}
