export const TEMPLATES_HELP = `
Each connector has a file. For Camunda 7, it has a template for each operation, and the file's name ends with -camunda7. The Desktop Modeler finds
templates in .camunda/element-templates in or above the folder of a diagram; in the Web Modeler, upload them.

With --json: {"templates": [{"id", "version", "file"}]}

Exit codes: 0 written, 2 wrong input.

Examples:
  jobwright templates
  jobwright templates --engine camunda7
  jobwright templates . @acme/connector-chat --out element-templates
`;
