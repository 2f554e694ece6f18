export const TEMPLATES_HELP = `
Each is a file named after its template. The Desktop Modeler finds those in .camunda/element-templates in or above the folder of a
diagram; the Web Modeler takes them by upload.

With --json: {"templates": [{"id", "version", "file"}]}

Exit codes: 0 written, 2 wrong input.

Examples:
  jobwright templates
  jobwright templates . @acme/connector-chat --out element-templates
`;
