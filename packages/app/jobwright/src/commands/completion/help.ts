export const COMPLETION_HELP = `
The script completes commands, options and their values, files and folders, and the job types of the bundled connectors. It is static: print it again
after an update.

Exit codes: 0 printed, 2 wrong input.

Examples:
  jobwright completion bash > ~/.local/share/bash-completion/completions/jobwright
  jobwright completion zsh > "\${fpath[1]}/_jobwright"
  jobwright completion fish > ~/.config/fish/completions/jobwright.fish
  source <(jobwright completion bash)
`;
