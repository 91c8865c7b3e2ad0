// fast-check (MIT, one small dependency): random cases that shrink to the smallest one that fails. Imported here alone.
export * as fc from 'fast-check';
