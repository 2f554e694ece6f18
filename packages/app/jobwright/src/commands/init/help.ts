export const INIT_HELP = `
The file has the settings that most services need, explained, and further ones as comments. With --kind none it names no cluster: the environment
does. Editors with a YAML language server complete and check it (jobwright schema). A file that exists is never overwritten.

With --json: {"file", "kind"}; nothing is asked then.

Exit codes: 0 written, 2 wrong input, or the file exists.

Examples:
  jobwright init
  jobwright init --kind camunda7 --out config/jobwright.yaml
`;
