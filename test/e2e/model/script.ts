/** One tool call of a scripted turn: an operation by its neutral name, looked up in the agent's own tool names. */
export interface ScriptedCall {
  readonly operation: Operation;
  /** Values for the operation's fields, such as `command`, `path`, `content`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What the scripted models ask for, independent of an agent's tool names. */
export type Operation = 'shell' | 'write' | 'edit' | 'delete' | 'task' | 'subagent';

/** One turn of the scripted model. Without calls it is the last word. */
export interface Step {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls?: readonly ScriptedCall[];
  /** What the sub-agent does that this step starts: its own conversation is told by the prompt that the step gives it. */
  readonly inside?: readonly Step[];
}

/**
 * How one agent expresses an operation. `$name` as a whole value is replaced by the field; `${name}` inside a text too, and
 * `${json:name}` as a JSON string.
 */
export interface ToolForm {
  /** The declared tool that must be on offer. */
  readonly tool: string;
  readonly namespace?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** For tools whose input is one text instead of named arguments. */
  readonly freeform?: string;
}

/** For each operation the forms to try in order; the first whose tool the request declares wins. */
export type ToolForms = Readonly<Partial<Record<Operation, readonly ToolForm[]>>>;

export interface PlannedCall {
  readonly id: string;
  readonly tool: string;
  readonly namespace?: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly freeform?: string;
}

/** What the model answers to one request. */
export interface Plan {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls: readonly PlannedCall[];
}

/** What the server has to know of a request, read off any of the wires. */
export interface Conversation {
  readonly declared: ReadonlySet<string>;
  /** Text of every tool result so far, oldest first. */
  readonly results: readonly string[];
  readonly stream: boolean;
  readonly wantsJson: boolean;
}

/**
 * The step that is due: as many tool results as the conversation holds have been consumed. No state is kept in the server, so
 * that retries, side requests and resumed sessions cannot put the script out of step.
 */
export function dueStep(steps: readonly Step[], results: number): Step | undefined {
  let seen = 0;
  for (const step of steps) {
    const calls = step.calls?.length ?? 0;
    if (calls === 0 ? seen === results : results < seen + calls) return step;
    seen += calls;
  }
  return undefined;
}

/** What a person gives every agent to do, unless a test says otherwise. */
export const givenPrompt = 'Please do it.';

/** The answer to a request (with its whole text), or undefined where it is a side request (titles, summaries) that must not spend a step. */
export function planFor(steps: readonly Step[], forms: ToolForms, conversation: Conversation, request: string): Plan | undefined {
  if (conversation.declared.size === 0) return undefined;
  const inside = request.includes(givenPrompt) ? undefined : steps.find(({ inside: own, calls = [] }) => own !== undefined && calls.some(({ fields }) => request.includes(fields['prompt'] ?? givenPrompt)))?.inside;
  if (inside !== undefined) return planFor(inside, forms, conversation, request);
  const step = dueStep(steps, conversation.results.length);
  if (step === undefined) return { text: 'That is all.', calls: [] };
  const calls: PlannedCall[] = [];
  for (const [index, call] of (step.calls ?? []).entries()) {
    const form = forms[call.operation]?.find(({ tool }) => conversation.declared.has(tool));
    if (form === undefined) return undefined;
    calls.push({
      id: `call_scripted_${conversation.results.length}_${index}`,
      tool: form.tool,
      ...(form.namespace === undefined ? {} : { namespace: form.namespace }),
      args: Object.fromEntries(Object.entries(form.args ?? {}).map(([name, value]) => [name, fill(value, call.fields)])),
      ...(form.freeform === undefined ? {} : { freeform: fillText(form.freeform, call.fields) }),
    });
  }
  return { ...(step.reasoning === undefined ? {} : { reasoning: step.reasoning }), ...(step.text === undefined ? {} : { text: step.text }), calls };
}

function fill(value: unknown, fields: ScriptedCall['fields']): unknown {
  if (typeof value === 'string') return fillText(value, fields);
  return Array.isArray(value) ? value.map((item) => fill(item, fields)) : value;
}

function fillText(text: string, fields: ScriptedCall['fields']): string {
  const whole = /^\$(\w+)$/.exec(text)?.[1];
  if (whole !== undefined) return fields[whole] ?? '';
  return text.replace(/\$\{(json:)?(\w+)\}/g, (_, json: string | undefined, name: string) => (json === undefined ? (fields[name] ?? '') : JSON.stringify(fields[name] ?? '')));
}
