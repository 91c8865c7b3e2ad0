import assert from 'node:assert/strict';
import { settings } from '../../src/host/ids.ts';
import { otlpReceiver, type OtlpReceiver } from '../support/otlpReceiver.ts';
import { bench, type Bench } from './bench.ts';
import { commandLineDrivers } from './driver.ts';
import { approve, waitForAsk } from './product/panel.ts';
import { eventually } from './product/processes.ts';
import { command, makeWork } from './scenario.ts';
import { patientPerson, trustingChatSettings, writeSettings } from './workbench/directories.ts';
import { answerInput, runCommand } from './workbench/window.ts';

// A person turns the export on while the window is open, gives the token, and an agent works.

describe('export', () => {
  let machine: Bench;
  let receiver: OtlpReceiver;
  before(async function () {
    this.timeout(180_000);
    [machine, receiver] = [await bench(), await otlpReceiver()];
  });
  after(async () => {
    writeSettings(machine.directories, trustingChatSettings);
    await receiver.close();
  });

  it('sends what an agent does, once somebody names a receiver, with the token and without the command', async () => {
    const [driver] = commandLineDrivers;
    assert.ok(driver !== undefined);
    await runCommand(machine.page, 'Tagout: Set Export Token…');
    await answerInput(machine.page, 'Export Token', 'token-of-a-person');
    writeSettings(machine.directories, trustingChatSettings, { ...patientPerson, [settings.exportEndpoint]: receiver.endpoint });
    const work = makeWork(machine.sample.root);
    const run = driver.begin(machine, command(`rm -r ${work.name}`));
    await waitForAsk(machine.page, work.name);
    await approve(machine.page);
    await run;
    const names = (): readonly string[] => [...receiver.spans.values()].map(({ item }) => String(item['name']));
    await eventually('the spans of the act arrive', () => (['tagout.waiting', 'tagout.decision', 'tagout.run'].every((name) => names().includes(name)) && names().some((name) => name.startsWith('execute_tool')) ? true : undefined), 60_000);
    const events = [...receiver.logs.values()].map(({ item }) => item['eventName']);
    if (process.env['TAGOUT_SHOTS'] !== undefined) for (const { item, attributes } of [...receiver.logs.values(), ...receiver.spans.values()]) console.log(JSON.stringify({ name: item['eventName'] ?? item['name'], body: item['body'], ...attributes }));
    for (const kind of ['proposal', 'verdict', 'ask', 'answer', 'decision', 'outcome']) assert.ok(events.includes(`tagout.${kind}`), kind);
    assert.deepEqual([receiver.faults, receiver.requests.every(({ authorization }) => authorization === 'Bearer token-of-a-person')], [[], true]);
    assert.equal([...receiver.spans.values()].find(({ item }) => item['name'] === 'tagout.waiting')?.attributes['tagout.answer.outcome'], 'approved');
    assert.ok(!JSON.stringify([[...receiver.logs], [...receiver.spans]]).includes(work.name));
  }).timeout(120_000);
});
