import { register } from 'node:module';

/*
 * Puts `fakeWindow.ts` in the place of the editor's own module for what is imported after this: the dialogs of the host in
 * plain Node, with a person who is scripted. What it cannot show (what the editor draws) the tests in a real editor do.
 */
const place = JSON.stringify(new URL('./fakeWindow.ts', import.meta.url).href);
register(`data:text/javascript,${encodeURIComponent(`export const resolve = (name, context, next) => next(name === 'vscode' ? ${place} : name, context);`)}`);
