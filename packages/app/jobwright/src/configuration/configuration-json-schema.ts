import { z } from 'zod';
import { configurationSchema } from './configuration.schema.ts';
import { settingVariables } from './environment-variables.ts';

/**
 * The JSON Schema (draft 7) of the configuration file, for editors. What a variable can give is not required
 * in the file.
 */
export function createConfigurationJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(configurationSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema, path }) => {
      for (const key of OWN_METADATA) delete jsonSchema[key];
      if (jsonSchema.required === undefined) return;
      const parent = toSettingPath(path);
      const required = jsonSchema.required.filter((key) => !hasVariable([...parent, key]));
      if (required.length > 0) jsonSchema.required = required;
      else delete jsonSchema.required;
    },
  });
  return {
    ...schema,
    title: 'Configuration of jobwright',
    not: { required: ['cluster', 'clusters'] },
  };
}

/** What only this command reads: see `setting-metadata.ts`. */
const OWN_METADATA = ['variable', 'option', 'partedBy', 'needsRestart'];

/** The keys of a setting, from the path of its schema. */
const toSettingPath = (path: readonly (string | number)[]): readonly string[] =>
  path.flatMap((step, index) => (path[index - 1] === 'properties' ? [String(step)] : []));

/** A key that chooses among options has to be there, for the editor to know the others. */
function hasVariable(path: readonly string[]): boolean {
  if (path.at(-1) === 'method' || path.at(-1) === 'kind') return false;
  return settingVariables.some((setting) => setting.path.join('.') === path.join('.'));
}
