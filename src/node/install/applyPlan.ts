import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FileRecord, readInstallRecord, writeInstallRecord } from './installRecord.ts';
import { type PlannedChange, textDigest } from './plan.ts';
import { readWhole, replaceFile } from './replaceFile.ts';

/** Keeps the text that a removal gives back. The name says when and which file; two in one second do not collide. */
function keepBackup(state: string, file: string, text: string, now: Date): string {
  const directory = path.join(state, 'backups');
  const stamp = now.toISOString().replace(/[-:]/g, '').slice(0, 15);
  const name = `${stamp}-${path.basename(path.dirname(file)).replace(/^\./, '')}-${path.basename(file)}`;
  for (let count = 0; ; count++) {
    const backup = path.join(directory, count === 0 ? name : `${name}.${count}`);
    const present = readWhole(backup);
    if (present === text) return backup;
    if (present !== undefined) continue;
    replaceFile(backup, text, 0o600);
    return backup;
  }
}

/** Removes a file that only we made, and its directory where nothing else is in it. */
function removeMade(file: string): void {
  fs.rmSync(file, { force: true });
  const directory = path.dirname(file);
  if (fs.existsSync(directory) && fs.readdirSync(directory).length === 0) fs.rmdirSync(directory);
}

/**
 * Writes one planned change: backup first, then the file, then the record of it. Throws, with nothing written, where the
 * file is no longer what the plan was made from (its owner was at work meanwhile).
 */
export function applyChange(state: string, change: PlannedChange, now: Date): void {
  const { file, agents, before, after, base } = change;
  if (readWhole(file) !== before) throw new Error(`${file} has changed since; nothing was written to it. Start again.`);
  const record = readInstallRecord(state);
  const earlier = record.files.find((entry) => entry.file === file)?.backup;
  const reusable = earlier !== undefined && base !== undefined && readWhole(earlier) === base ? earlier : undefined;
  const backup = agents.length === 0 || base === undefined ? undefined : (reusable ?? keepBackup(state, file, base, now));
  if (after === undefined) removeMade(file);
  else if (after !== before) replaceFile(file, after);
  const others = record.files.filter((entry) => entry.file !== file);
  const entry: FileRecord | undefined = agents.length === 0 || after === undefined ? undefined : { file, agents, written: textDigest(after), ...(backup === undefined ? {} : { backup }) };
  writeInstallRecord(state, { ...record, files: entry === undefined ? others : [...others, entry] });
}
