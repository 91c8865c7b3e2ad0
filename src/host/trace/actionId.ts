/** The id in a command's argument: itself, or that of a row of the tree or of the wide view. Anything else is none. */
export function actionIdOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('actId' in argument && typeof argument.actId === 'string') return argument.actId;
  if (!('action' in argument)) return undefined;
  const { action } = argument;
  return typeof action === 'object' && action !== null && 'id' in action && typeof action.id === 'string' ? action.id : undefined;
}
