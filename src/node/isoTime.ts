const dayMs = 86_400_000;
const lastMs = Date.UTC(10_000, 0) - 1;

/**
 * `new Date(milliseconds).toISOString()`, by arithmetic: the first time that a process asks a date for its parts, the
 * system's time zones are read, which costs a hundredth of the hook. Days to a civil date: the proleptic Gregorian
 * calendar in eras of 400 years that begin in March. Times outside of 1970 to 9999 are left to `Date`, which throws on NaN.
 */
export function isoTime(milliseconds: number): string {
  if (!(milliseconds >= 0 && milliseconds <= lastMs)) return new Date(milliseconds).toISOString();
  const whole = Math.floor(milliseconds);
  const sinceMarch0000 = Math.floor(whole / dayMs) + 719_468;
  const era = Math.floor(sinceMarch0000 / 146_097);
  const dayOfEra = sinceMarch0000 - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const ofDay = whole % dayMs;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(ofDay / 3_600_000)}:${two((ofDay / 60_000) % 60)}:${two((ofDay / 1000) % 60)}.${String(ofDay % 1000).padStart(3, '0')}Z`;
}
