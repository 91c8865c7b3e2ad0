import type { Handler, HandlerName } from './handler.ts';

/** The code behind each handler name. A name without code makes its command uninspectable. */
export const handlers: Partial<Readonly<Record<HandlerName, Handler>>> = {};
