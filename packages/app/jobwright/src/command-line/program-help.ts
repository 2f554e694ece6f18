export const PROGRAM_HELP = `
With --json an error is {"error": {"code": "FAILED" | "WRONG_INPUT" | "UNAVAILABLE" | "BROKEN" | "UNEXPECTED", "message"}} on standard error.
Each command has --help with its environment, exit codes and examples.

Examples:
  jobwright run order.bpmn --variables '{"orderId": 7}'
  jobwright doctor --config jobwright.yaml
  jobwright start --config jobwright.yaml
`;
