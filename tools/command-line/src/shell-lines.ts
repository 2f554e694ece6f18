/** Commands for the shell; the last one gets the arguments, each as it is. */
export const shellLines = (commands: readonly string[], args: readonly string[]): readonly string[] => {
  const quoted = args.map((arg) => ` '${arg.replaceAll("'", `'\\''`)}'`).join('');
  return commands.map((command, index) => (index === commands.length - 1 ? command + quoted : command));
};
