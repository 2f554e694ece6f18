/** Small pieces of DMN for tests. */
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const dmn = (id: string, ...decisions: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="${id}" name="Graph ${id}" namespace="test">${decisions.join('')}</definitions>`;

interface DecisionOptions {
  readonly requires?: readonly string[];
  readonly versionTag?: string;
}

const decision = (id: string, logic: string, { requires = [], versionTag }: DecisionOptions = {}): string => {
  const tag =
    versionTag === undefined
      ? ''
      : `<extensionElements><zeebe:versionTag value="${versionTag}" /></extensionElements>`;
  const required = requires.map(
    (other) => `<informationRequirement><requiredDecision href="#${other}" /></informationRequirement>`,
  );
  return `<decision id="${id}" name="Decision ${id}">${tag}${required.join('')}${logic}</decision>`;
};

/** A decision with a FEEL expression. */
export const literalDecision = (id: string, text: string, options?: DecisionOptions): string =>
  decision(id, `<literalExpression><text>${escape(text)}</text></literalExpression>`, options);

/** A table of one input and one output; each rule is `test => output`. */
export function tableDecision(
  id: string,
  table: { readonly input: string; readonly rules: readonly string[]; readonly hitPolicy?: string },
  options?: DecisionOptions,
): string {
  const rules = table.rules.map((rule, index) => {
    const [test = '', output = ''] = rule.split(' => ');
    return `<rule id="${id}_rule${index + 1}"><inputEntry><text>${escape(test)}</text></inputEntry><outputEntry><text>${escape(output)}</text></outputEntry></rule>`;
  });
  const columns = `<input id="${id}_in"><inputExpression><text>${escape(table.input)}</text></inputExpression></input><output id="${id}_out" name="${id}" />`;
  return decision(
    id,
    `<decisionTable hitPolicy="${table.hitPolicy ?? 'UNIQUE'}">${columns}${rules.join('')}</decisionTable>`,
    options,
  );
}
