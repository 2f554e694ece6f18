/** Work with a token, and how a refusal of the token shows. */
export interface TokenWork<Value, Answer> {
  readonly get: () => Promise<Value>;
  /** Forgets a token that was refused. */
  readonly drop: (value: Value) => void;
  readonly work: (value: Value) => Promise<Answer>;
  /** Whether the other side did not accept the token. */
  readonly isRefused: (answer: Answer) => boolean;
}

/** Works with a token. One that is refused is forgotten, and the work is done once more with a new one. */
export async function useToken<Value, Answer>({
  get,
  drop,
  work,
  isRefused,
}: TokenWork<Value, Answer>): Promise<Answer> {
  const value = await get();
  const answer = await work(value);
  if (!isRefused(answer)) return answer;
  drop(value);
  return work(await get());
}
