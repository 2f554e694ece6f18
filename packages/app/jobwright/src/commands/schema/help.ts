export const SCHEMA_HELP = `
Editors complete and check jobwright.yaml with it. Its first line tells them where the schema is:
  # yaml-language-server: $schema=jobwright.schema.json
jobwright init names the copy of its own version on unpkg.com.

Exit codes: 0 printed, 2 wrong input.

Examples:
  jobwright schema > jobwright.schema.json
`;
