const CODE = /^[A-Za-z0-9_-]{1,64}/;

/** The code that the message of a failed job begins with; what a model has written itself has none. */
export function toErrorCode(reason: string | undefined): string | undefined {
  const code = CODE.exec(reason ?? '')?.[0];
  return code !== undefined && reason?.startsWith(`${code}: `) === true ? code : undefined;
}
