import * as vscode from 'vscode';

/** What is wrong in a line of a file (counted from 1), as the editor shows it. */
export function lineDiagnostic(line: number, message: string, severity = vscode.DiagnosticSeverity.Error): vscode.Diagnostic {
  const made = new vscode.Diagnostic(new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER), message, severity);
  made.source = 'Tagout';
  return made;
}
