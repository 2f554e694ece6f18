import { afterEach } from 'vitest';

interface Closable {
  close(): Promise<void>;
}

/** What is handed to the returned function is closed after the test. */
export function closeAfterEach(): <Value extends Closable>(value: Value) => Value {
  const open: Closable[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });
  return (value) => {
    open.push(value);
    return value;
  };
}
