/* The few members of the editor's module that dialogs use; see `fakeEditor.ts`. */

interface Item {
  readonly label: string;
}
type Fire<Value> = (value: Value) => void;

/** One list that the person looks at, or one line that they type into. */
export class FakePick {
  title = '';
  prompt = '';
  placeholder = '';
  value = '';
  validationMessage = '';
  buttons: readonly unknown[] = [];
  activeItems: readonly Item[] = [];
  items: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  #hidden: Fire<undefined> = () => undefined;
  #accepted: Fire<undefined> = () => undefined;
  #pressed: Fire<undefined> = () => undefined;
  #pressedItem: Fire<{ readonly item: Item }> = () => undefined;

  onDidTriggerButton(fire: Fire<undefined>): void { this.#pressed = fire; }
  onDidTriggerItemButton(fire: Fire<{ readonly item: Item }>): void { this.#pressedItem = fire; }
  onDidAccept(fire: Fire<undefined>): void { this.#accepted = fire; }
  onDidHide(fire: Fire<undefined>): void { this.#hidden = fire; }
  show(): void { person.pick(this); }
  dispose(): void { this.hide(); }

  accept(labels: readonly string[]): void {
    this.selectedItems = this.items.filter(({ label }) => labels.includes(label));
    this.#accepted(undefined);
  }
  /** Once: what is gone cannot go again. */
  hide(): void {
    const hidden = this.#hidden;
    this.#hidden = () => undefined;
    hidden(undefined);
  }
  /** The button of one line, or of the whole list. */
  press(label?: string): void {
    const item = this.items.find((one) => one.label === label);
    if (item === undefined) this.#pressed(undefined);
    else this.#pressedItem({ item });
  }
}

interface Person {
  pick: (pick: FakePick) => void;
  /** Label of the button that is pressed; undefined: cancelled. `detail`: what stands below. */
  warned: (message: string, detail: string) => string | undefined;
  readonly told: string[];
  /** Called with each message of a progress notification; true cancels it. */
  progress: (message: string) => boolean;
}

/** What the person does; set by each test. */
export const person: Person = { pick: (pick) => pick.hide(), warned: () => undefined, told: [], progress: () => false };

export const window = {
  createQuickPick: (): FakePick => new FakePick(),
  createInputBox: (): FakePick => new FakePick(),
  setStatusBarMessage: (message: string): void => void person.told.push(message),
  showInformationMessage: (message: string): Promise<undefined> => {
    person.told.push(message);
    return Promise.resolve(undefined);
  },
  showWarningMessage: (message: string, { detail = '' }: { readonly detail?: string } = {}): Promise<string | undefined> => Promise.resolve(person.warned(message, detail)),
  withProgress: <Result>(_options: unknown, work: (progress: { report(value: { readonly message: string }): void }, token: { onCancellationRequested(fire: () => void): void }) => Promise<Result>): Promise<Result> => {
    let cancel = (): void => undefined;
    return work({ report: ({ message }) => (person.progress(message) ? cancel() : undefined) }, { onCancellationRequested: (fire) => (cancel = fire) });
  },
};

export const l10n = { t: (text: string, ...values: readonly string[]): string => text.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? '') };
export const QuickPickItemKind = { Separator: -1, Default: 0 } as const;
export const QuickInputButtons = { Back: {} } as const;
export const ProgressLocation = { Window: 10, Notification: 15 } as const;
export class ThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}
