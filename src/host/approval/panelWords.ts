import * as vscode from 'vscode';
import { panelStrings, parsePanelStrings, type PanelStrings } from '../../protocol/panelStrings.ts';

/** The panel's fixed words in the editor's language. */
export function panelWords(): PanelStrings {
  return parsePanelStrings(Object.fromEntries(Object.entries(panelStrings).map(([key, english]) => [key, vscode.l10n.t(english)])));
}
