/** Small pieces of DMN for tests. */
export const DMN_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const definitions = (...parts: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="${DMN_13}" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="drg" name="Graph" namespace="test">${parts.join('')}</definitions>`;

interface DecisionOptions {
  readonly requires?: readonly string[];
  readonly uses?: readonly string[];
  readonly variable?: string;
  readonly type?: string;
  readonly versionTag?: string;
}

export function decision(id: string, logic: string, options: DecisionOptions = {}): string {
  const { requires = [], uses = [], variable, type, versionTag } = options;
  const parts = [
    versionTag === undefined
      ? ''
      : `<extensionElements><zeebe:versionTag value="${versionTag}" /></extensionElements>`,
    variable === undefined && type === undefined
      ? ''
      : `<variable name="${variable ?? id}"${type === undefined ? '' : ` typeRef="${type}"`} />`,
    ...requires.map(
      (other) => `<informationRequirement><requiredDecision href="#${other}" /></informationRequirement>`,
    ),
    ...uses.map(
      (other) => `<knowledgeRequirement><requiredKnowledge href="#${other}" /></knowledgeRequirement>`,
    ),
  ];
  return `<decision id="${id}" name="The ${id}">${parts.join('')}${logic}</decision>`;
}

export function knowledge(
  id: string,
  parameters: readonly string[],
  logic: string,
  options: { readonly uses?: readonly string[] } = {},
): string {
  const formal = parameters.map((parameter) => {
    const [name, type] = parameter.split(': ');
    return `<formalParameter name="${name}"${type === undefined ? '' : ` typeRef="${type}"`} />`;
  });
  const required = (options.uses ?? []).map(
    (other) => `<knowledgeRequirement><requiredKnowledge href="#${other}" /></knowledgeRequirement>`,
  );
  return `<businessKnowledgeModel id="${id}" name="${id}"><variable name="${id}" /><encapsulatedLogic>${formal.join('')}${logic}</encapsulatedLogic>${required.join('')}</businessKnowledgeModel>`;
}

export const literal = (text: string, attributes = ''): string =>
  `<literalExpression ${attributes}><text>${escape(text)}</text></literalExpression>`;

export interface TableOptions {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  /** Expressions; those with a label as `label = expression`. */
  readonly inputs?: readonly string[];
  /** Names; one without name is an empty text. */
  readonly outputs?: readonly string[];
  readonly values?: readonly string[];
  readonly defaults?: readonly string[];
  /** Each as `test | test => output | output`. */
  readonly rules?: readonly string[];
}

export function table(options: TableOptions): string {
  const {
    hitPolicy,
    aggregation,
    inputs = [],
    outputs = [''],
    values = [],
    defaults = [],
    rules = [],
  } = options;
  const inputClauses = inputs.map((text, index) => {
    const [label, expression] = text.includes(' = ') ? text.split(' = ') : [undefined, text];
    return `<input id="in${index + 1}"${label === undefined ? '' : ` label="${label}"`}><inputExpression id="expression${index + 1}"><text>${escape(expression ?? '')}</text></inputExpression></input>`;
  });
  const outputClauses = outputs.map((name, index) => {
    const allowed = values[index];
    const fallback = defaults[index];
    return `<output id="out${index + 1}"${name === '' ? '' : ` name="${name}"`}>${
      allowed === undefined ? '' : `<outputValues><text>${escape(allowed)}</text></outputValues>`
    }${fallback === undefined ? '' : `<defaultOutputEntry><text>${escape(fallback)}</text></defaultOutputEntry>`}</output>`;
  });
  const cell = (tag: string) => (text: string) => `<${tag}><text>${escape(text.trim())}</text></${tag}>`;
  const allRules = rules.map((rule, index) => {
    const [tests = '', results = ''] = rule.split(' => ');
    const cells = [
      ...(inputs.length === 0 ? [] : tests.split(' | ').map(cell('inputEntry'))),
      ...results.split(' | ').map(cell('outputEntry')),
    ];
    return `<rule id="rule${index + 1}">${cells.join('')}</rule>`;
  });
  const attributes = [
    hitPolicy === undefined ? '' : `hitPolicy="${hitPolicy}"`,
    aggregation === undefined ? '' : `aggregation="${aggregation}"`,
  ].join(' ');
  return `<decisionTable id="table" ${attributes}>${[...inputClauses, ...outputClauses, ...allRules].join('')}</decisionTable>`;
}

export const context = (
  ...entries: readonly (readonly [name: string | undefined, logic: string])[]
): string =>
  `<context>${entries
    .map(
      ([name, logic]) =>
        `<contextEntry>${name === undefined ? '' : `<variable name="${name}" />`}${logic}</contextEntry>`,
    )
    .join('')}</context>`;
