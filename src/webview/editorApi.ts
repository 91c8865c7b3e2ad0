import type { PanelMessage } from '../protocol/panelMessage.ts';
import type { BoardMessage } from '../protocol/traceBoard.ts';
import type { TraceMessage } from '../protocol/traceView.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/** The one door to the extension host. Nothing is kept in the webview's own state: the host owns all of it. */
export function connectEditor(): (message: PanelMessage | TraceMessage | BoardMessage) => void {
  const editor = acquireVsCodeApi();
  return (message) => editor.postMessage(message);
}
