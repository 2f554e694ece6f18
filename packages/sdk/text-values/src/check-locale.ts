/** Whether numbers and dates can be written in this language, a BCP 47 tag such as `de-AT`. */
export function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Whether there is such a time zone, e.g. `Europe/Berlin`. */
export function isTimeZone(zone: string): boolean {
  // The usual default: a connector asks at its start, and formats are slow to make.
  if (zone === 'UTC') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
