import type { Decision } from '../verdict.ts';

/** How much a proposed policy leaves to agents, least first. */
export const presetNames = ['strict', 'standard', 'relaxed'] as const;
export type PresetName = (typeof presetNames)[number];

export interface Preset {
  /** Cells of the matrix that differ from the default, with why. */
  readonly cells: readonly { readonly row: 'reversible' | 'recoverable' | 'irreversible'; readonly radius: 'file' | 'workspace' | 'machine' | 'shared' | 'production'; readonly decision: Decision; readonly why: string }[];
  /** What a rule about infrastructure, schemas and deployments decides. */
  readonly outside: 'ask' | 'deny';
  readonly replaceQuestions: boolean;
  /** Whether lines that take something back from the defaults are in force, and not only shown. */
  readonly loosens: boolean;
}

/** The presets of *Create Policy*. INVARIANT: `strict` and `standard` decide nothing less strictly than the defaults; a test holds it. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  strict: {
    cells: [
      { row: 'recoverable', radius: 'production', decision: 'deny', why: 'production is changed by the pipeline alone' },
      { row: 'irreversible', radius: 'shared', decision: 'deny', why: 'what others use is not destroyed from here' },
      { row: 'irreversible', radius: 'machine', decision: 'deny', why: 'nor what lies outside the workspace' },
    ],
    outside: 'deny', replaceQuestions: false, loosens: false,
  },
  standard: { cells: [], outside: 'ask', replaceQuestions: true, loosens: false },
  relaxed: {
    cells: [
      { row: 'recoverable', radius: 'file', decision: 'allow', why: 'git brings a file back' },
      { row: 'recoverable', radius: 'workspace', decision: 'allow', why: 'and the whole work tree' },
      { row: 'reversible', radius: 'machine', decision: 'allow', why: 'packages and containers of this machine come and go' },
    ],
    outside: 'ask', replaceQuestions: true, loosens: true,
  },
};
