import * as path from 'node:path';
import type { Action } from '../../core/action.ts';
import type { ProgramLookup } from '../../core/classify/programTable.ts';
import type { Judge } from '../../core/judge.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { redactText } from '../../core/trace/redact.ts';
import type { World } from '../../core/world.ts';
import { longestSceneFile } from '../policy/policySchema.ts';

/** Files of one scene. */
const most = 6;

/**
 * The files of the workspace that judging an act reads, as they are now: path relative to the root → text. They become part of a
 * policy that others read, so that what holds anything like a secret, or is long, is left out.
 */
export function sceneFiles(action: Action, world: World, { judge, policy, programs }: { readonly judge: Judge; readonly policy: Policy; readonly programs: ProgramLookup }): Readonly<Record<string, string>> {
  const read = new Map<string, string>();
  const watched: World = {
    ...world,
    readText: (absolute) => {
      const text = world.readText(absolute);
      if (text !== undefined) read.set(absolute, text);
      return text;
    },
  };
  judge(action, { world: watched, policy, programs });
  const files = [...read].map(([absolute, text]): readonly [string, string] => [path.relative(world.root, absolute).split(path.sep).join('/'), text]);
  const wanted = files.filter(([name, text]) => name !== '' && !name.startsWith('..') && !path.isAbsolute(name) && text.length <= longestSceneFile && !/(?:^|\/)(?:\.env|\.git\/)/.test(name) && redactText(text) === text);
  return Object.fromEntries(wanted.slice(0, most));
}
