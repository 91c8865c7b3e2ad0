import { TraceExport } from '../../../../src/node/export/traceExport.ts';

/** A process that sends a trace until it is killed or everything is sent: `<workspace state> <endpoint>`. */
const [, , workspaceState = '', endpoint = ''] = process.argv;
const sending = new TraceExport({ workspaceState, destination: { endpoint, content: 'none', spoolBytes: 1e9, from: 'setting' }, headers: () => Promise.resolve({}), version: '1', begin: 'start', report: () => undefined });
for (let cycle = await sending.cycle(); cycle.kind === 'busy' || cycle.waiting > 0; cycle = await sending.cycle()) await new Promise((resolve) => setTimeout(resolve, 5));
