/** Fixed words of the approval panel in English; the host hands translations over, key by key. `{0}` is replaced. */
export const panelStrings = {
  waitsHere: 'An agent waits for your decision',
  position: '{0} of {1} waiting',
  targets: 'What it touches',
  moreTargets: 'and {0} more',
  facts: 'What is known about it',
  uncounted: 'Not counted',
  name: 'Name',
  state: 'State',
  wayBack: 'Comes back from',
  files: 'Files',
  fileCount: 'Files: {0}',
  filesAsText: 'Open as Text',
  changed: 'Changed',
  size: 'Size',
  why: 'Why you are asked',
  freeze: 'Code freeze',
  who: 'Who asks',
  alternatives: 'Safer ways',
  explanation: 'Agent’s explanation (not verified)',
  prompt: 'What the agent was asked for',
  deny: 'Deny',
  denyWhy: 'Deny and Tell Why…',
  sendDenial: 'Send and Deny',
  reasonLabel: 'Reason, as the agent will read it',
  runWithCheckpoint: 'Run with Checkpoint',
  allowOnce: 'Allow Once',
  allowAndTrust: 'Allow and Trust',
  trustNothing: 'nothing: allow only this once',
  runWithoutWayBack: 'Run Without a Way Back',
  showDiff: 'Show Diff',
  typeToAllow: 'Type {0} to allow it',
  noWayBack: 'Not approved: nothing could be kept. {0}',
  nothingKept: 'Nothing could be kept, so nothing brings this back',
  withoutWayBackWhy: 'It can still run, and then what it takes away is gone.',
  refusedIn: 'Refused by itself in {0}',
  refusedNow: 'Refused by itself now',
  measuring: 'Measuring what would be lost…',
  growing: 'Still counting: the figures grow. It can be approved when all is counted.',
  hiddenCharacter: 'This character is invisible in ordinary text',
  bytesUnknown: 'size unknown',
  agentReads: 'The agent receives this text.',
  nextMark: 'Next marked part',
  previousMark: 'Previous marked part',
  marks: '{0} of {1} marked parts',
  recent: 'What this session did before',
  inputs: 'What it took in from outside since you last spoke (not verified)',
  alternativePasses: 'runs without a question',
  copyAlternative: 'Copy',
  queue: 'Everything that waits',
  denySession: 'Deny All {0} of This Session',
  editCommand: 'Edit Command…',
  editLabel: 'The command, as it should be',
  judgeAgain: 'Judge This',
  cancel: 'Cancel',
  editHint: 'What you make of it is judged again. Nothing runs before you approve it.',
  edited: 'You changed the command',
  backToOriginal: 'Back to the Agent’s Command',
  originalCommand: 'The agent’s own command',
  runInstead: 'Run This Instead',
  changedSince: 'It can no longer be approved: {0}. Deny it, so that the agent proposes it as it is now.',
  pause: 'Pause Agent',
  pauseHint: 'Refuses this and everything further of the session until you resume it',
  askOwner: 'Ask {0}',
  means: 'What your approval means',
  onlyOnce: 'only this once',
  forSession: 'until this session ends: {0}',
  forQuarterHour: 'for 15 minutes: {0}',
  allowForSession: 'Allow for This Session',
  allowForQuarterHour: 'Allow for 15 Minutes',
  ago: '{0} ago',
  allowed: 'allowed',
  approved: 'approved',
  denied: 'denied',
  waiting: 'waiting',
  undecided: 'not let through',
  gap: 'ran without a decision',
} as const;

export type PanelStrings = Readonly<Record<keyof typeof panelStrings, string>>;

/** Fills `{0}`, `{1}` … in; a place without a value stays. */
export function fill(message: string, ...values: readonly string[]): string {
  return message.replace(/\{(\d)\}/g, (place, index: string) => values[Number(index)] ?? place);
}

const isKey = (key: string): key is keyof PanelStrings => key in panelStrings;

/** Reads translated words; a missing or foreign value falls back to English. */
export function parsePanelStrings(value: unknown): PanelStrings {
  const given = Object.entries(typeof value === 'object' && value !== null ? value : {});
  const words: Record<keyof PanelStrings, string> = { ...panelStrings };
  for (const [key, text] of given) if (isKey(key) && typeof text === 'string' && text !== '') words[key] = text;
  return words;
}
