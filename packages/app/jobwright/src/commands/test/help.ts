export const TEST_HELP = `
A test file (*.test.json) has the format of Camunda 8.9 and 8.10, as Web Modeler and Camunda Process Test read it. Each test case gets an engine of
its own, with the resources deployed. Jobs wait until the test case mocks or completes them; with --connectors real, connectors process the jobs of
their types that the test case does not mock. Waiting takes no time: the clock of the engine moves to the next timer.

With --json: {"passed", "failed", "durationMs", "files": [{"file", "problems": [{"path", "message"}], "testCases": [{"name", "status", "message",
"durationMs", "instructions", "instances", "warnings"}]}]}, as --reporter json writes it

Environment:
  SECRET_<NAME>                  a secret; models refer to it as {{secrets.NAME}} or =camunda.secrets.NAME

Environment, with --connectors real:
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent
  JOBWRIGHT_CONNECTORS_MODULES   like --connectors-modules, separated by commas
  JOBWRIGHT_CONNECTORS_BUNDLED   like --connectors-bundled, separated by commas

Exit codes: 0 all passed, 1 a test case failed, a test file is wrong or coverage is too low, 2 wrong input, 4 a connector threw an uncaught exception or blocked the event
loop.

Examples:
  jobwright test
  jobwright test tests --resources models --filter 'declined' --watch
  jobwright test --reporter junit --output test-results/processes.xml
  jobwright test --coverage --coverage-threshold 80
  SECRET_CRM_TOKEN=... jobwright test onboarding.test.json --connectors real
`;
