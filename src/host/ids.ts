/**
 * Every id that the manifest and the code share. `package.json` is the other half; `test/unit/host/manifest.test.ts`
 * holds the two equal, so that a command, view, setting or context key cannot exist on one side only.
 */
export const commands = {
  freezeMenu: 'tagout.freeze.menu',
  freezeDeclare: 'tagout.freeze.declare',
  freezeLift: 'tagout.freeze.lift',
  freezeExtend: 'tagout.freeze.extend',
  breakFreeze: 'tagout.freeze.break',
  mendFreeze: 'tagout.freeze.mend',
  freezeReport: 'tagout.freeze.report',
  openFreezes: 'tagout.freezes.open',
  openFreezeSource: 'tagout.freeze.openSource',
  sourceToken: 'tagout.sources.token',
  showApprovals: 'tagout.approval.show',
  denyApproval: 'tagout.approval.deny',
  trustedPrograms: 'tagout.trust.list',
  reviewPolicy: 'tagout.policy.review',
  openPolicy: 'tagout.policy.open',
  createPolicy: 'tagout.policy.create',
  testRule: 'tagout.policy.testRule',
  grants: 'tagout.grants.list',
  revokeGrants: 'tagout.grants.revokeAll',
  habits: 'tagout.approval.habits',
  askOwner: 'tagout.secondPerson.ask',
  importAnswer: 'tagout.secondPerson.import',
  githubToken: 'tagout.secondPerson.githubToken',
  pauseAgent: 'tagout.agents.pause',
  resumeAgent: 'tagout.agents.resume',
  undo: 'tagout.undo',
  openTrace: 'tagout.trace.open',
  openTraceBoard: 'tagout.trace.openBoard',
  showTraceDetail: 'tagout.trace.showDetail',
  restore: 'tagout.trace.restore',
  undoTo: 'tagout.trace.undoTo',
  reviewAct: 'tagout.trace.review',
  showTraceDiff: 'tagout.trace.showDiff',
  copyTraceJson: 'tagout.trace.copyJson',
  traceRecords: 'tagout.trace.records',
  pauseTrace: 'tagout.trace.pause',
  resumeTrace: 'tagout.trace.resume',
  verifyTrace: 'tagout.trace.verify',
  searchTrace: 'tagout.trace.search',
  showMoreTrace: 'tagout.trace.showMore',
  clearTraceSearch: 'tagout.trace.clearSearch',
  refreshTrace: 'tagout.trace.refresh',
  reconstructIncident: 'tagout.incident.reconstruct',
  saveIncident: 'tagout.incident.save',
  ruleFromIncident: 'tagout.incident.makeRule',
  protectAgents: 'tagout.agents.protect',
  runDoctor: 'tagout.agents.doctor',
  removeFromAgents: 'tagout.agents.remove',
  exportToken: 'tagout.export.token',
  repair: 'tagout.agents.repair',
} as const;

export const views = { container: 'tagout', freezes: 'tagout.freezes', trace: 'tagout.trace' } as const;

export const settings = {
  approvalSurface: 'tagout.approval.surface',
  approvalReminder: 'tagout.approval.reminder',
  traceCapture: 'tagout.trace.capture',
  traceMarks: 'tagout.trace.marks',
  traceKeepDays: 'tagout.trace.keepDays',
  traceKeepMegabytes: 'tagout.trace.keepMegabytes',
  questionsInTenMinutes: 'tagout.questions.inTenMinutes',
  questionsInHundredCalls: 'tagout.questions.inHundredCalls',
  exportEndpoint: 'tagout.export.endpoint',
  exportContent: 'tagout.export.content',
  exportTokenVariable: 'tagout.export.tokenVariable',
  exportSpoolMegabytes: 'tagout.export.spoolMegabytes',
  secondPersonKey: 'tagout.secondPerson.key',
  githubApi: 'tagout.secondPerson.githubApi',
} as const;

/** Context keys that `when` and `enablement` clauses of the manifest read. */
export const contextKeys = {
  waiting: 'tagout.waiting',
  frozen: 'tagout.frozen',
  paused: 'tagout.paused',
  filtered: 'tagout.trace.filtered',
  tracePaused: 'tagout.trace.paused',
  panelActive: 'tagout.approval.active',
} as const;

export const panels = { approval: 'tagout.approvalPanel', traceDetail: 'tagout.traceDetail', traceBoard: 'tagout.traceBoard' } as const;

/** Scheme of read-only documents in memory: what is there now, what would be there, what is kept. */
export const documentScheme = 'tagout-text';

export const statusBarItem = 'status';

/** Names in the editor's secret storage. */
export const secrets = { githubToken: 'github.token', exportToken: 'export.token' } as const;

export const undoItem = 'undo';
