export const PROGRAM_HELP = `
With --json, errors are printed to standard error as {"error": {"code": "FAILED" | "WRONG_INPUT" | "UNAVAILABLE" | "BROKEN" | "UNEXPECTED", "message"}}.
Run a command with --help for its environment variables, exit codes and examples.

Examples:
  jobwright run order.bpmn --variables '{"orderId": 7}'
  jobwright doctor --config jobwright.yaml
  jobwright start --config jobwright.yaml
`;
