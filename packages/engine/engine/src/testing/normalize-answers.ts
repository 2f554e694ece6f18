const KEY = /\b22517998\d{8}\b/g;

/** Answers without what differs from run to run: keys, the run's own ids, times and addresses. */
export function normalizeAnswers(answers: unknown, runId: string): unknown {
  const names = new Map<string, string>();
  const nameOf = (key: string): string => {
    const name = names.get(key) ?? `<key ${names.size + 1}>`;
    names.set(key, name);
    return name;
  };
  const text = JSON.stringify(answers ?? null)
    .replaceAll(runId, '<run>')
    .replaceAll(/"deadline":"\d+"/g, '"deadline":"<time>"')
    .replaceAll(/127\.0\.0\.1:\d+/g, '<address>')
    .replaceAll(/"port":\d+/g, '"port":"<port>"')
    // A real broker counts what is left of the time when it gives up: 0.499 s of 0.5 s.
    .replaceAll(/timed out in PT[\d.]+S/g, 'timed out in <time>')
    .replaceAll(KEY, nameOf);
  return JSON.parse(text);
}
