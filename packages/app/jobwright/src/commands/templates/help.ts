export const TEMPLATES_HELP = `
Each template becomes a file of its own. The Desktop Modeler finds templates in .camunda/element-templates in or above the folder of a diagram; in
the Web Modeler, upload them. For Camunda 7, a file has all templates of a connector, one for each operation.

With --json: {"templates": [{"id", "version", "file"}]}

Exit codes: 0 written, 2 wrong input.

Examples:
  jobwright templates
  jobwright templates --engine camunda7
  jobwright templates . @acme/connector-chat --out element-templates
`;
