/** Attributes that our elements use. No handler and no markup can be given: text goes in as text. */
export interface Attributes {
  readonly class?: string;
  readonly id?: string;
  readonly role?: string;
  readonly title?: string;
  readonly type?: string;
  readonly for?: string;
  readonly aria?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * Makes an element. SECURITY: children are elements or text nodes; nothing is ever parsed as markup, so that no text of an
 * agent, a file name or a command can become part of the page.
 */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: readonly (Node | string | undefined)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  const { aria = {}, data = {}, ...plain } = attributes;
  for (const [name, value] of Object.entries(plain)) made.setAttribute(name, value);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(`aria-${name}`, value);
  for (const [name, value] of Object.entries(data)) made.dataset[name] = value;
  for (const child of children) if (child !== undefined) made.append(child);
  return made;
}

/** A codicon, hidden from screen readers: the words beside it say the same. */
export const icon = (name: string, extra = ''): HTMLElement => element('span', { class: `codicon codicon-${name}${extra === '' ? '' : ` ${extra}`}`, aria: { hidden: 'true' } });

/** Text between backticks is a name. */
export const withCode = (text: string): readonly (string | HTMLElement)[] => text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));

/** A titled section, or nothing when it would be empty. */
export function section(title: string, ...children: readonly (Node | undefined)[]): HTMLElement | undefined {
  const present = children.filter((child) => child !== undefined);
  return present.length === 0 ? undefined : element('section', {}, element('h2', {}, title), ...present);
}

/** Bytes as a person reads them, in powers of 1024. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? 'B'}`;
}

/** A length of time as a person says it: `40 s`, `3 min`, `2 h`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
