import { type Camunda7Value, type InputText, listInputTexts } from '@jobwright/bpmn-model';
import { compile, FeelError } from '@jobwright/feel';
import type { ElementFacts } from '../facts/model-facts.ts';
import { checkInputs } from './check-inputs.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';
import { checkSecrets } from './list-differences.ts';
import { shorten } from './shorten.ts';
import { isJuel } from './suggest-feel.ts';

/** A column of the engine's database: a longer text stops the process when it comes to the task. */
const MAX_TEXT_LENGTH = 4_000;

/** What becomes of the input parameters of an external task. */
export function checkParameters(
  { camunda7 }: ElementFacts,
  { jobType }: { readonly jobType: string | undefined },
): readonly Finding[] {
  const { topic, inputs: parameters, properties } = camunda7;
  if (topic === undefined) return [];
  const tooLong = parameters
    .filter(
      ({ value }) => value.kind === 'text' && value.text.length > MAX_TEXT_LENGTH && !isJuel(value.text),
    )
    .map(({ name }): Finding => ({
      code: 'refused',
      level: 'error',
      message: `the input parameter ${name} is longer than ${MAX_TEXT_LENGTH} characters, more than the engine stores`,
      advice: 'split it, or build it from variables',
      link: LINKS.types,
    }));
  if (jobType === undefined) return tooLong;
  const texts = listInputTexts(parameters);
  const inputs = texts.map(({ path, text }) => ({ source: text, target: path.join('.') }));
  const result = properties['resultVariable'];
  return [
    ...tooLong,
    ...texts.flatMap(checkText),
    ...checkInputs(jobType, { inputs }),
    ...checkSecrets({ inputs }),
    ...parameters.filter(({ value }) => namesSecret(value)).map(({ name }) => secretInScript(name)),
    ...(result !== undefined && parameters.some(({ name }) => name === result) ? [hiddenResult(result)] : []),
  ];
}

function checkText({ path, text }: InputText): readonly Finding[] {
  if (!text.startsWith('=')) return [];
  const name = path.join('.');
  if (isJuel(text))
    return [mistake(`the input parameter ${name} has FEEL and \${...} in one text`, 'choose one of them')];
  const problem = findSyntaxError(text);
  return problem === undefined
    ? []
    : [
        mistake(
          `the FEEL of the input parameter ${name} cannot be parsed: ${shorten(problem)}`,
          'correct it',
        ),
      ];
}

/** Whether a script names a secret; scripts are not searched for them. */
function namesSecret(value: Camunda7Value): boolean {
  switch (value.kind) {
    case 'script':
      return /\bsecrets\./.test(value.text);
    case 'map':
      return value.entries.some((entry) => namesSecret(entry.value));
    case 'list':
      return value.items.some(namesSecret);
    case 'text':
    case 'empty':
      return false;
  }
}

function findSyntaxError(text: string): string | undefined {
  try {
    compile(text);
    return undefined;
  } catch (error) {
    if (error instanceof FeelError) return error.message;
    throw error;
  }
}

const mistake = (message: string, advice: string): Finding => ({
  code: 'unsupported-input',
  level: 'error',
  message,
  advice,
  link: LINKS.on7Expressions,
});

const secretInScript = (path: string): Finding => ({
  code: 'secret-in-text',
  level: 'warning',
  message: `the script of the input parameter ${path} names a secret, and scripts are not searched for them`,
  advice: 'write {{secrets.NAME}} in the text of a parameter',
  link: LINKS.on7Expressions,
});

const hiddenResult = (name: string): Finding => ({
  code: 'no-effect',
  level: 'warning',
  message: `the result variable ${name} stays in the task, because an input parameter has its name`,
  advice: 'give it another name, or add a camunda:outputParameter',
  link: LINKS.on7Inputs,
});
