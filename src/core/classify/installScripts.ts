import { manifestFor } from '../resolve/packageScript.ts';
import type { Effect } from '../verdict.ts';
import type { Scope } from './handler.ts';
import type { Invocation } from './invocation.ts';

/** Scripts of the project's own manifest that an install runs, and those around other verbs (npm's page on scripts). */
const hooks = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
const hooksAround: Readonly<Record<string, readonly string[]>> = { version: ['preversion', 'version', 'postversion'], pack: ['prepack', 'prepare', 'postpack'] };

/** What `npm install` runs of the project's own scripts. A project without a manifest that could be read has none. */
export function readJsonScripts(invocation: Invocation, scope: Scope): readonly Effect[] {
  const manifest = manifestFor(scope.cwd, scope);
  if (manifest === undefined || manifest === 'unreadable') return [];
  const [verb = ''] = invocation.path;
  const names = Object.hasOwn(hooksAround, verb) ? (hooksAround[verb] ?? []) : hooks;
  return names.filter((hook) => Object.hasOwn(manifest.scripts, hook)).flatMap((hook) => {
    const text = manifest.scripts[hook];
    return text === undefined ? [] : scope.inDirectory(manifest.directory, (inner) => inner.shell(text, invocation.span));
  });
}
