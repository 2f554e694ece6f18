import { generatePdfInput, type GeneratePdfInput } from '@jobwright/connector-pdf';
import { isConnectorFailure, parseInput } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject } from '@jobwright/json';
import { READY_TEMPLATE_EXAMPLES } from '@jobwright/pdf-document';
import { wrongInputError } from '../../command-line/command-error.ts';
import { readVariables } from '../../command-line/read-variables.ts';
import { TEMPLATE_NAMES, type TemplateName } from './template-names.ts';

export interface DefinitionSource {
  readonly file: string | undefined;
  readonly template?: TemplateName | undefined;
  readonly language?: string | undefined;
  /** JSON file with the values of a Word file. */
  readonly data?: string | undefined;
}

/** Is it a Word file, whose bytes the preview reads itself? */
export const isWordFile = (file: string): boolean => /\.docx$/i.test(file);

/**
 * What is to be drawn: the inputs of the connector, or a ready template with its data or its example.
 * @throws CommandError with all that is wrong in the inputs
 */
export async function readDefinition({
  file,
  template,
  language,
  data,
}: DefinitionSource): Promise<GeneratePdfInput> {
  const names = TEMPLATE_NAMES.join(', ');
  if (file === undefined && template === undefined) {
    throw wrongInputError(`Give a file, or --template with one of ${names}, whose example is shown then`);
  }
  if (file !== undefined && isWordFile(file)) return readWordDefinition(file, { template, language, data });
  if (data !== undefined) throw wrongInputError('--data is for a Word file (.docx)');
  const given = file === undefined ? undefined : await readVariables(`@${file}`);
  const isInput =
    given !== undefined && ['source', 'content', 'markdown', 'template'].some((key) => key in given);
  if (template === undefined && !isInput) {
    throw wrongInputError(
      `Is it the data of a ready template? Then say which: --template with one of ${names}`,
    );
  }
  const inputs: JsonObject =
    template === undefined
      ? { ...given }
      : { source: 'template', template, data: given ?? exampleOf(template) };
  return parse({ ...inputs, ...(language === undefined ? {} : { language }) });
}

async function readWordDefinition(
  file: string,
  { template, language, data }: Omit<DefinitionSource, 'file'>,
): Promise<GeneratePdfInput> {
  if (template !== undefined) throw wrongInputError('Give a Word file, or --template, but not both');
  return parse({
    source: 'word',
    wordTemplate: { 'camunda.document.type': 'inline', content: '', name: file },
    data: data === undefined ? {} : await readVariables(`@${data}`),
    ...(language === undefined ? {} : { language }),
  });
}

function exampleOf(template: TemplateName): JsonObject {
  const example: unknown = READY_TEMPLATE_EXAMPLES[template];
  return isJsonObject(example) ? example : {};
}

function parse(inputs: JsonObject): GeneratePdfInput {
  try {
    return parseInput(generatePdfInput, inputs);
  } catch (cause) {
    if (!isConnectorFailure(cause)) throw cause;
    throw wrongInputError(cause.message, { cause });
  }
}
