const CODE = /^[A-Za-z0-9_-]{1,64}/;

/** The code with which the message of a failed job begins. A message that the model has written has none. */
export function readErrorCode(reason: string | undefined): string | undefined {
  const code = CODE.exec(reason ?? '')?.[0];
  return code !== undefined && reason?.startsWith(`${code}: `) === true ? code : undefined;
}
