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
  refusedIn: 'Refused by itself in {0}',
  refusedNow: 'Refused by itself now',
  measuring: 'Measuring what would be lost…',
  growing: 'Still counting: the figures grow. It can be approved when all is counted.',
  hiddenCharacter: 'This character is invisible in ordinary text',
  bytesUnknown: 'size unknown',
  agentReads: 'The agent receives this text.',
} as const;

export type PanelStrings = Readonly<Record<keyof typeof panelStrings, string>>;

/** Fills `{0}`, `{1}` … in; a place without a value stays. */
export function fill(message: string, ...values: readonly string[]): string {
  return message.replace(/\{(\d)\}/g, (place, index: string) => values[Number(index)] ?? place);
}

/** Reads translated words; a missing or foreign value falls back to English. */
export function parsePanelStrings(value: unknown): PanelStrings {
  const given = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const pick = (key: keyof PanelStrings): string => {
    const text: unknown = given.get(key);
    return typeof text === 'string' && text !== '' ? text : panelStrings[key];
  };
  return {
    waitsHere: pick('waitsHere'), position: pick('position'), targets: pick('targets'), moreTargets: pick('moreTargets'), facts: pick('facts'), uncounted: pick('uncounted'), name: pick('name'), state: pick('state'), wayBack: pick('wayBack'), changed: pick('changed'), size: pick('size'), why: pick('why'),
    freeze: pick('freeze'), who: pick('who'), alternatives: pick('alternatives'), explanation: pick('explanation'), prompt: pick('prompt'),
    deny: pick('deny'), denyWhy: pick('denyWhy'), sendDenial: pick('sendDenial'), reasonLabel: pick('reasonLabel'),
    runWithCheckpoint: pick('runWithCheckpoint'), allowOnce: pick('allowOnce'), allowAndTrust: pick('allowAndTrust'), trustNothing: pick('trustNothing'), runWithoutWayBack: pick('runWithoutWayBack'), showDiff: pick('showDiff'),
    typeToAllow: pick('typeToAllow'), noWayBack: pick('noWayBack'), refusedIn: pick('refusedIn'), refusedNow: pick('refusedNow'),
    measuring: pick('measuring'), growing: pick('growing'), hiddenCharacter: pick('hiddenCharacter'), bytesUnknown: pick('bytesUnknown'), agentReads: pick('agentReads'),
  };
}
