import { InputError } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { compileInput, type JobHost } from '@jobwright/runtime';
import type { ElementInput, FeelField } from './element-inputs.ts';
import { putValue } from './put-value.ts';

/** Where inputs get the values of variables from. */
export interface InputSource {
  /** The variables that the task sees, as far as they can be read without the engine. */
  readonly variables: JsonObject;
  /** Gives a variable that the task sees and that the engine has to read; `undefined`: there is none. */
  readonly fetchVariable: (name: string) => Promise<JsonValue | undefined>;
  /** Gives a variable that an input of the same name hides; `undefined`: there is none. */
  readonly fetchOuter: (name: string) => Promise<JsonValue | undefined>;
}

/** What an expression of the engine begins with. Its result is data, which must not become FEEL. */
const OF_ENGINE = /[$#]\{/;

/**
 * The variables of a task with its inputs as a connector of Camunda 8 gets them: names with dots are nested,
 * FEEL is evaluated where it stands in the model, in the order of the model, and what is empty there is left
 * out.
 * @throws InputError that names an input, and what `source` throws
 */
export async function completeInputs(
  inputs: readonly ElementInput[],
  source: InputSource,
  host: JobHost,
): Promise<JsonObject> {
  const hidden = new Set(inputs.map(({ name }) => name));
  const outer = Object.fromEntries(Object.entries(source.variables).filter(([name]) => !hidden.has(name)));
  let built: JsonObject = {};

  const readInput = async (name: string): Promise<JsonValue | undefined> =>
    Object.hasOwn(source.variables, name) ? source.variables[name] : source.fetchVariable(name);

  const readName = async (name: string): Promise<JsonValue | undefined> => {
    if (Object.hasOwn(built, name)) return built[name];
    if (hidden.has(name)) return source.fetchOuter(name);
    return Object.hasOwn(outer, name) ? outer[name] : source.fetchVariable(name);
  };

  const evaluate = async (inputName: string, { path, text }: FeelField): Promise<JsonValue> => {
    const shown = [inputName, ...path].join('.');
    if (OF_ENGINE.test(text))
      throw new InputError([
        {
          path: shown,
          message: 'FEEL and an expression of the engine, ${...}, cannot be mixed: use one of them',
        },
      ]);
    const expression = compileInput(text, { path: shown, settings: host.expressions });
    const context: (readonly [string, JsonValue])[] = [];
    for (const name of expression.references) {
      const value = await readName(name);
      if (value !== undefined) context.push([name, value]);
    }
    return expression.evaluate(Object.fromEntries(context), host);
  };

  for (const { name, isEmpty, feel } of inputs) {
    if (isEmpty) continue;
    const isWhollyFeel = feel.some(({ path }) => path.length === 0);
    let value = isWhollyFeel ? null : ((await readInput(name)) ?? null);
    for (const field of feel) value = putValue(value, field.path, await evaluate(name, field));
    const next = putValue(built, name.split('.'), value);
    if (isJsonObject(next)) built = next;
  }
  return { ...outer, ...built };
}
