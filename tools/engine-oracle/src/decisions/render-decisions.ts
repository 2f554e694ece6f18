import {
  type Column,
  type ColumnType,
  type DecisionCase,
  REQUIRED,
  ruleIdOf,
  type Table,
} from './decision-case.ts';

/** How an engine names the types and the language of expressions. */
export interface DecisionDialect {
  readonly types: Readonly<Record<ColumnType, string>>;
  /** Attributes of an input expression. */
  readonly language: string;
}

export const camundaDecisions: DecisionDialect = {
  types: { number: 'number', string: 'string', boolean: 'boolean' },
  language: '',
};
/** Its input expressions are not FEEL unless they say so. */
export const operatonDecisions: DecisionDialect = {
  types: { number: 'double', string: 'string', boolean: 'boolean' },
  language: ' expressionLanguage="feel"',
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function renderTable(id: string, table: Table, { types, language }: DecisionDialect): string {
  const { hitPolicy, aggregation, inputs, outputs, rules } = table;
  const input = ({ name, type }: Column): string =>
    `<input id="${id}_in_${name}"><inputExpression id="${id}_expression_${name}" typeRef="${types[type]}"${language}><text>${name}</text></inputExpression></input>`;
  const output = ({ name, type }: Column): string =>
    `<output id="${id}_${name}" name="${name}" typeRef="${types[type]}"/>`;
  const lines = rules.map(({ tests, outputs: cells }, rule) => {
    const ruleId = ruleIdOf(id, rule);
    const entries = [
      ...tests.map(
        (text, index) => `<inputEntry id="${ruleId}_i${index}"><text>${escape(text)}</text></inputEntry>`,
      ),
      ...cells.map(
        (text, index) => `<outputEntry id="${ruleId}_o${index}"><text>${escape(text)}</text></outputEntry>`,
      ),
    ];
    return `<rule id="${ruleId}">${entries.join('')}</rule>`;
  });
  const policy = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  return `<decisionTable id="${id}_table" hitPolicy="${hitPolicy}"${policy}>${[...inputs.map(input), ...outputs.map(output), ...lines].join('')}</decisionTable>`;
}

/** Both engines give its result to the other under the name of its output. */
export const requiredIdOf = (id: string): string => `${REQUIRED}_${id}`;

/** A DMN file with the decision `id`. */
export function renderDecisions(
  id: string,
  { table, required }: DecisionCase,
  dialect: DecisionDialect,
): string {
  const decision = (decisionId: string, name: string, inner: string): string =>
    `<decision id="${decisionId}" name="${name}">${inner}</decision>`;
  const variable = `<variable id="${id}_variable" name="${REQUIRED}"/>`;
  const first = required
    ? decision(requiredIdOf(id), REQUIRED, variable + renderTable(requiredIdOf(id), required, dialect))
    : '';
  const requirement = required
    ? `<informationRequirement id="${id}_requirement"><requiredDecision href="#${requiredIdOf(id)}"/></informationRequirement>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions_${id}" name="${id}" namespace="random">${first}${decision(id, id, requirement + renderTable(id, table, dialect))}</definitions>
`;
}
