import { readFile } from 'node:fs/promises';
import { toErrorMessage } from '@jobwright/concurrency';
import { isJsonObject, type JsonObject, parseJson } from '@jobwright/json';
import { CommandError, ExitCode } from './command-error.ts';

/**
 * Parses the value of an option, `--variables` by default: a JSON object, or `@` and the path of a file with
 * one.
 * @throws CommandError
 */
export async function readVariables(option: string, name = '--variables'): Promise<JsonObject> {
  const fromFile = option.startsWith('@');
  const where = fromFile ? option.slice(1) : name;
  const text = fromFile ? await readText(where) : option;
  const value = parse(text, where);
  if (!isJsonObject(value)) {
    throw new CommandError(
      ExitCode.WRONG_INPUT,
      `${where} must be a JSON object, e.g. '{"customerId": "ALFKI"}'`,
    );
  }
  return value;
}

/** @throws CommandError that names the file */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = toErrorMessage(error);
    throw new CommandError(ExitCode.WRONG_INPUT, `Cannot read ${path}: ${reason}`, { cause: error });
  }
}

function parse(text: string, where: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const reason = toErrorMessage(error);
    throw new CommandError(ExitCode.WRONG_INPUT, `${where} is not JSON: ${reason}`, { cause: error });
  }
}
