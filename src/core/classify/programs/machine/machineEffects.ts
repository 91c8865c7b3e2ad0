import { effect, type EffectTemplate } from '../../programTable.ts';

/** Guards and other parts of an effect that differ from its kind's usual ones. */
type More = Omit<EffectTemplate, 'kind' | 'reversibility' | 'radius' | 'reason'>;

/** A change of the machine or its settings that takes effort to undo. */
export const changes = (reason: string, more: More = {}): EffectTemplate => effect('system', 'recoverable', 'machine', reason, more);

/** A change of the machine that one step undoes. */
export const switches = (reason: string, more: More = {}): EffectTemplate => effect('system', 'reversible', 'machine', reason, more);

/** Loses what is on a disk or leaves a machine that may not start: held back. */
export const erases = (reason: string, more: More = {}): EffectTemplate => effect('system', 'irreversible', 'machine', reason, { posture: 'deny', ...more });

/** Loses logs, snapshots or records of the machine for good. */
export const loses = (reason: string, more: More = {}): EffectTemplate => effect('system', 'irreversible', 'machine', reason, more);

/** Starts something that stays and listens, or a session in which a person types. */
export const opens = (reason: string, more: More = {}): EffectTemplate => effect('execute', 'reversible', 'machine', reason, { posture: 'ask', ...more });

/** Reaches other machines with what is not known. */
export const reaches = (reason: string, more: More = {}): EffectTemplate => effect('network', 'recoverable', 'shared', reason, { posture: 'ask', ...more });

/** Changes the network of this machine: connections may break, ports may open; one step takes it back. */
export const rewires = (reason: string, more: More = {}): EffectTemplate => effect('network', 'reversible', 'machine', reason, { posture: 'ask', ...more });

/** Shows passwords or keys. */
export const reveals = (reason: string, more: More = {}): EffectTemplate => effect('secret', 'recoverable', 'machine', reason, more);

/** Installs, upgrades or removes packages of the whole machine. */
export const installs = (reason: string, more: More = {}): EffectTemplate => effect('package', 'reversible', 'machine', reason, more);

/** Runs something that cannot be looked into. */
export const runsUnseen = (reason: string, more: More = {}): EffectTemplate => effect('execute', 'irreversible', 'machine', reason, { uninspectable: true, ...more });
