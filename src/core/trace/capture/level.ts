/**
 * How much of the content of an act a record holds, least first. `none`: that something happened, when, by whom, by which
 * tool and rule, and how it was decided. `commands`: also commands, paths, targets and what the judgement says of them.
 * `full`: also prompts, reasoning, arguments, file contents, output and what people wrote.
 */
export const captureLevels = ['none', 'commands', 'full'] as const;
export type CaptureLevel = (typeof captureLevels)[number];

/** Whether a level holds what is kept from another one on. */
export const holds = (level: CaptureLevel, from: CaptureLevel): boolean => captureLevels.indexOf(level) >= captureLevels.indexOf(from);

/** The lesser of two levels: what two people who each set one agree to. */
export const leastCapture = (first: CaptureLevel, second: CaptureLevel): CaptureLevel => (holds(first, second) ? second : first);

/** Stands where a text was, in a record of a lower level. */
export const withheld = '‹withheld›';
