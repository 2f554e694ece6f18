import { type ElementModel, readModel } from '@jobwright/bpmn-model';
import { type Connector, type Field, listFields, type Operation } from '@jobwright/connector-sdk';
import { findTableProblems } from './find-table-problems.ts';

/**
 * What does not fit the connector in an example: in a BPMN file, or in a README with XML blocks and, between
 * `<!-- inputs -->` and `<!-- /inputs -->`, a table of its inputs. Inputs that it does not have, required
 * ones that are not given, operations that do not exist, and an example without a task of its type. Values
 * and expressions are not checked. Empty: nothing.
 * @throws ModelError when the XML is not BPMN
 */
export async function findExampleProblems(connector: Connector, text: string): Promise<readonly string[]> {
  const isBpmn = text.includes('<bpmn:definitions');
  const models = isBpmn ? [text] : listXmlBlocks(text).map(wrap);
  const read = await Promise.all(models.map((xml) => readModel(xml)));
  const tasks = read
    .flatMap(({ processes }) => processes.flatMap(({ elements }) => elements))
    .filter(({ jobType }) => jobType === connector.type);
  const missing =
    models.length > 0 && tasks.length === 0 ? [`no task has the job type ${connector.type}`] : [];
  const inTables = isBpmn ? [] : findTableProblems(connector, text);
  return [...missing, ...tasks.flatMap((task) => findTaskProblems(connector, task)), ...inTables];
}

function findTaskProblems(connector: Connector, task: ElementModel): readonly string[] {
  const { operation } = task.headers;
  const chosen = chooseOperations(connector, operation);
  if (chosen.length === 0) return [`${task.id}: there is no operation ${operation}`];
  const fields = chosen.flatMap(({ input }) => listFields(input));
  if (fields.length === 0) return [];
  const targets = task.inputs.map(({ target }) => target);
  const unknown = targets
    .filter((target) => !fields.some(({ path }) => isWithin(target, path) || isWithin(path, target)))
    .map((target) => `${task.id}: there is no input ${target}`);
  const required = chosen.length === 1 ? fields.filter(isAlwaysRequired) : [];
  const absent = required
    .filter(({ path }) => !targets.some((target) => isWithin(target, path) || isWithin(path, target)))
    .map(({ path }) => `${task.id}: the input ${path} is required`);
  return [...unknown, ...absent];
}

/** All of them where inputs choose the operation. */
function chooseOperations(connector: Connector, named: string | undefined): readonly Operation[] {
  const { operations, defaultOperation } = connector;
  const name = named ?? defaultOperation;
  if (name === undefined) return [...operations.values()];
  const found = operations.get(name);
  return found === undefined ? [] : [found];
}

/** Which option of a union is meant may also follow from its other inputs. */
const isAlwaysRequired = ({ required, isOptionalWithin, conditions, chooses }: Field): boolean =>
  required && !isOptionalWithin && conditions.length === 0 && !chooses;

const isWithin = (path: string, around: string): boolean => path === around || path.startsWith(`${around}.`);

const listXmlBlocks = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^```xml\n([\s\S]*?)^```$/gm)].map(([, xml = '']) => xml);

const wrap = (xml: string): string =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://bpmn.io/schema/bpmn"><bpmn:process id="example" isExecutable="true">${xml}</bpmn:process></bpmn:definitions>`;
